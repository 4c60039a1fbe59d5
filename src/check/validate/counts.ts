import { playerGameSummary } from '../../nba/models/player-game-summary.ts'
import { teamDefenseGameSummary } from '../../nba/models/team-defense-game-summary.ts'
import { teamOffenseGameSummary } from '../../nba/models/team-offense-game-summary.ts'
import { int, inRange } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import type { Model } from '../../table/model.ts'
import { keyOf, same, stored, type Check, type Claim } from './check.ts'

/** The rows of a table as they stand, under the alias `r`. */
function ownRows(model: Model): Sql {
  return sql`select ${keyOf(model, 'r')} as key, r.* from ${stored(model)} as r where ${inRange('r.game_date')}`
}

/** A sum of columns that must give another, by their names. */
function adds(what: string, [one, other]: readonly [string, string], words: readonly [string, string]): Claim {
  return same({ what, one: raw(one), other: raw(other), words })
}

/** Columns of one table that tell shots, by what is shot. */
interface ShotColumns {
  readonly points: string
  readonly fg: string
  readonly three: string
  readonly ft: string
  readonly paint: string
  readonly midRange: string
}

const OF_PLAYER: ShotColumns = { points: 'points', fg: 'fg', three: 'three_pt', ft: 'ft', paint: 'paint', midRange: 'mid_range' }
const OF_TEAM: ShotColumns = { ...OF_PLAYER, points: 'points_scored', paint: 'team_paint', midRange: 'team_mid_range' }
const OF_OPPONENT: ShotColumns = {
  points: 'points_allowed',
  fg: 'opp_fg',
  three: 'opp_three_pt',
  ft: 'opp_ft',
  paint: 'opp_paint',
  midRange: 'opp_mid_range',
}

const SHOTS: readonly (readonly [Model, ShotColumns])[] = [
  [playerGameSummary, OF_PLAYER],
  [teamOffenseGameSummary, OF_TEAM],
  [teamDefenseGameSummary, OF_OPPONENT],
]

const points: readonly Check[] = SHOTS.map(([table, of]) => ({
  name: 'points_are_the_shots',
  meaning: 'Points are two for each field goal, one more for a three, one for each free throw.',
  table,
  rows: ownRows(table),
  claims: [
    adds('points', [of.points, `2 * ${of.fg}_makes + ${of.three}_makes + ${of.ft}_makes`], ['in the row', 'of its shots']),
    ...(of === OF_OPPONENT ? [adds('threes', ['three_pt_points_allowed', '3 * opp_three_pt_makes'], ['in the row', 'of its makes'])] : []),
  ],
}))

const zones: readonly Check[] = SHOTS.map(([table, of]) => ({
  name: 'zones_are_the_twos',
  meaning: 'Paint and mid-range together are the field goals that are no threes: attempts, and makes.',
  table,
  rows: ownRows(table),
  claims: (['attempts', 'makes'] as const).map(what =>
    adds(what, [`${of.paint}_${what} + ${of.midRange}_${what}`, `${of.fg}_${what} - ${of.three}_${what}`], ['in the zones', 'twos in the row']),
  ),
}))

const zonePoints: readonly Check[] = [
  {
    name: 'zone_points_are_the_makes',
    meaning: 'Points of a zone are those of its makes.',
    table: teamOffenseGameSummary,
    rows: ownRows(teamOffenseGameSummary),
    claims: [adds('paint', ['points_in_paint_scored', '2 * team_paint_makes'], ['in the row', 'of its makes'])],
  },
  {
    name: 'zone_points_are_the_makes',
    meaning: 'Points of a zone are those of its makes.',
    table: teamDefenseGameSummary,
    rows: ownRows(teamDefenseGameSummary),
    claims: [
      adds('paint', ['points_in_paint_allowed', '2 * opp_paint_makes'], ['in the row', 'of its makes']),
      adds('mid-range', ['mid_range_points_allowed', '2 * opp_mid_range_makes'], ['in the row', 'of its makes']),
    ],
  },
]

const creation: Check = {
  name: 'creation_is_the_makes',
  meaning: 'Assisted and unassisted field goals together are those that he made.',
  table: playerGameSummary,
  rows: ownRows(playerGameSummary),
  claims: [adds('makes', ['assisted_fg_makes + unassisted_fg_makes', 'fg_makes'], ['assisted or not', 'in the row'])],
}

/** What players add up to: the column of the team, and that of its players. */
const SUMMED: Readonly<Record<string, string>> = {
  points_scored: 'points',
  fg_attempts: 'fg_attempts',
  fg_makes: 'fg_makes',
  three_pt_attempts: 'three_pt_attempts',
  three_pt_makes: 'three_pt_makes',
  ft_attempts: 'ft_attempts',
  ft_makes: 'ft_makes',
  rebounds: 'offensive_rebounds + defensive_rebounds',
  assists: 'assists',
  turnovers: 'turnovers',
  personal_fouls: 'personal_fouls',
}

/** What players add up to and a feed of events tells. */
const SUMMED_EVENTS: Readonly<Record<string, string>> = {
  team_paint_attempts: 'paint_attempts',
  team_paint_makes: 'paint_makes',
  team_mid_range_attempts: 'mid_range_attempts',
  team_mid_range_makes: 'mid_range_makes',
}

/** Team rows beside the sums of their players; a sum of which one is unknown is unknown. */
function besideSums(columns: Readonly<Record<string, string>>): Sql {
  const sums = Object.entries(columns).map(([name, own]) => {
    const value = raw(own)
    return sql`case when count(*) = count(${value}) then ${int(sql`sum(${value})`)} end as ${raw(name)}`
  })
  return sql`
    select ${keyOf(teamOffenseGameSummary, 't')} as key, t.game_date,
      ${join(
        Object.keys(columns).map(name => sql`t.${raw(name)} as of_team_${raw(name)}, p.${raw(name)} as of_players_${raw(name)}`),
        ', ',
      )}
    from ${stored(teamOffenseGameSummary)} as t
    left join (
      select nba_game_id, team_abbr, ${join(sums, ', ')}
      from ${stored(playerGameSummary)}
      where ${inRange('game_date')}
      group by nba_game_id, team_abbr
    ) as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr
    where ${inRange('t.game_date')}`
}

function sumsOf(name: string, meaning: string, columns: Readonly<Record<string, string>>): Check {
  return {
    name,
    meaning,
    table: teamOffenseGameSummary,
    rows: besideSums(columns),
    claims: Object.keys(columns).map(column =>
      adds(column, [`of_team_${column}`, `of_players_${column}`], ['in the team’s row', 'of its players together']),
    ),
  }
}

/** Minutes are rounded, to tenths or, where a feed has no better, to whole ones. */
const MINUTES_OFF = 8

const fieldedTeam: Check = {
  name: 'five_are_on_court',
  meaning: `Five players of a team are on court: minutes add up to 240 and 25 for each overtime, give or take ${MINUTES_OFF} for rounding; where starters are known there are five.`,
  table: teamOffenseGameSummary,
  rows: sql`
    select ${keyOf(teamOffenseGameSummary, 't')} as key, t.game_date, p.minutes, p.starters, 240 + 25 * t.overtime_periods as whole
    from ${stored(teamOffenseGameSummary)} as t
    left join (
      select nba_game_id, team_abbr,
        case when count(*) = count(minutes_played) then ${int(sql`round(sum(minutes_played))`)} end as minutes,
        case when count(*) = count(starter_flag) then ${int(sql`sum(case when starter_flag then 1 else 0 end)`)} end as starters
      from ${stored(playerGameSummary)}
      where ${inRange('game_date')}
      group by nba_game_id, team_abbr
    ) as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr
    where ${inRange('t.game_date')}`,
  claims: [
    {
      holds: sql`minutes between whole - ${MINUTES_OFF} and whole + ${MINUTES_OFF}`,
      says: sql`'minutes: ' || cast(minutes as string) || ' of its players together, ' || cast(whole as string) || ' in such a game'`,
    },
    { holds: sql`coalesce(starters, 5) = 5`, says: sql`'starters: ' || cast(starters as string)` },
  ],
}

const sharedResult: Check = {
  name: 'players_share_the_game',
  meaning: 'A player has the opponent, the side, the season and the result of his team.',
  table: playerGameSummary,
  rows: sql`
    select ${keyOf(playerGameSummary, 'p')} as key, p.game_date,
      ${join(
        ['opponent_team_abbr', 'home_game', 'season_year', 'win_flag'].map(
          name => sql`p.${raw(name)} as of_player_${raw(name)}, t.${raw(name)} as of_team_${raw(name)}`,
        ),
        ', ',
      )}
    from ${stored(playerGameSummary)} as p
    left join ${stored(teamOffenseGameSummary)} as t
      on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr and ${inRange('t.game_date')}
    where ${inRange('p.game_date')}`,
  claims: ['opponent_team_abbr', 'home_game', 'season_year', 'win_flag'].map(name =>
    adds(name, [`of_player_${name}`, `of_team_${name}`], ['in his row', 'in that of his team']),
  ),
}

const verdict: Check = {
  name: 'verdict_is_the_margin',
  meaning: 'Against the line a player is OVER, UNDER or at a PUSH as his points are; the margin is the difference.',
  table: playerGameSummary,
  rows: ownRows(playerGameSummary),
  claims: [
    adds('margin', ['margin', 'points - points_line'], ['in the row', 'of points and line']),
    adds(
      'verdict',
      [
        'over_under_result',
        `case when points > points_line then 'OVER' when points < points_line then 'UNDER' when points = points_line then 'PUSH' end`,
      ],
      ['in the row', 'by the points'],
    ),
  ],
}

/** What a row, or a team and its players, must add up to. */
export const countChecks: readonly Check[] = [
  sumsOf('players_are_the_team', 'What the players of a team did adds up to what the team did.', SUMMED),
  sumsOf('zones_of_players_are_the_team', 'The zones of the players of a team add up to those of the team.', SUMMED_EVENTS),
  fieldedTeam,
  ...points,
  ...zones,
  ...zonePoints,
  creation,
  sharedResult,
  verdict,
]
