import { games } from '../../nba/facts/games.ts'
import { playerGameSummary } from '../../nba/models/player-game-summary.ts'
import { teamDefenseGameSummary } from '../../nba/models/team-defense-game-summary.ts'
import { teamOffenseGameSummary } from '../../nba/models/team-offense-game-summary.ts'
import { upcomingPlayerGameContext } from '../../nba/models/upcoming-player-game-context.ts'
import { upcomingTeamGameContext } from '../../nba/models/upcoming-team-game-context.ts'
import { inRange } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import type { Model } from '../../table/model.ts'
import { alike, keyOf, same, stored, where, type Check, type Claim } from './check.ts'

/** Rows of one table beside those of another, by columns that must agree. */
interface Pair {
  readonly table: Model
  readonly beside: Model
  readonly on: Sql
  /** Column of the table, column of the other. */
  readonly columns: Readonly<Record<string, string>>
}

/** Both rows in one: columns of the first as `a_NAME`, of the second as `b_NAME`, and whether there is a second. */
function paired({ table, beside, on, columns }: Pair): Sql {
  const both = Object.entries(columns).map(([own, other]) => sql`a.${raw(own)} as a_${raw(own)}, b.${raw(other)} as b_${raw(own)}`)
  return sql`
    select ${keyOf(table, 'a')} as key, a.game_date, b.nba_game_id is not null as has_both, ${join(both, ', ')}
    from ${stored(table)} as a
    left join ${stored(beside)} as b
      on b.nba_game_id = a.nba_game_id and ${on} and ${inRange('b.game_date')}
    where ${inRange('a.game_date')}`
}

function agree(columns: Readonly<Record<string, string>>, words: readonly [string, string]): Claim[] {
  return Object.keys(columns).map(name => where(raw('has_both'), alike({ what: name, one: raw(`a_${name}`), other: raw(`b_${name}`), words })))
}

/** What the defending team allowed is what its opponent did. */
const ALLOWED: Readonly<Record<string, string>> = {
  points_allowed: 'points_scored',
  opp_fg_attempts: 'fg_attempts',
  opp_fg_makes: 'fg_makes',
  opp_three_pt_attempts: 'three_pt_attempts',
  opp_three_pt_makes: 'three_pt_makes',
  opp_ft_attempts: 'ft_attempts',
  opp_ft_makes: 'ft_makes',
  opp_rebounds: 'rebounds',
  opp_assists: 'assists',
  turnovers_forced: 'turnovers',
  opp_paint_attempts: 'team_paint_attempts',
  opp_paint_makes: 'team_paint_makes',
  opp_mid_range_attempts: 'team_mid_range_attempts',
  opp_mid_range_makes: 'team_mid_range_makes',
  points_in_paint_allowed: 'points_in_paint_scored',
  second_chance_points_allowed: 'second_chance_points_scored',
  defensive_rating: 'offensive_rating',
  opponent_pace: 'pace',
  opponent_ts_pct: 'ts_pct',
  overtime_periods: 'overtime_periods',
  referee_crew_id: 'referee_crew_id',
}

const allowed: Check = {
  name: 'allowed_is_done',
  meaning: 'What a team allowed is what its opponent did: points, shots, rating, pace.',
  table: teamDefenseGameSummary,
  rows: paired({
    table: teamDefenseGameSummary,
    beside: teamOffenseGameSummary,
    on: sql`b.team_abbr = a.opponent_team_abbr`,
    columns: ALLOWED,
  }),
  claims: agree(ALLOWED, ['allowed', 'done by the opponent']),
}

const OWN: Readonly<Record<string, string>> = {
  home_game: 'home_game',
  win_flag: 'win_flag',
  margin_of_victory: 'margin_of_victory',
  fouls_committed: 'personal_fouls',
  players_inactive: 'players_inactive',
  starters_inactive: 'starters_inactive',
}

const ownGame: Check = {
  name: 'both_ends_are_one_game',
  meaning: 'A team has the same game at both ends of the court: side, result, margin, fouls, who was missing.',
  table: teamDefenseGameSummary,
  rows: paired({ table: teamDefenseGameSummary, beside: teamOffenseGameSummary, on: sql`b.team_abbr = a.defending_team_abbr`, columns: OWN }),
  claims: agree(OWN, ['in its defense row', 'in its offense row']),
}

const SIDES: Readonly<Record<string, string>> = {
  team_abbr: 'opponent_team_abbr',
  opponent_team_abbr: 'team_abbr',
  home_game: 'home_game',
  win_flag: 'win_flag',
  margin_of_victory: 'margin_of_victory',
  pace: 'pace',
  overtime_periods: 'overtime_periods',
}

const opposite = (name: string, what: string): Claim => ({
  holds: sql`case when has_both then a_${raw(name)} <> b_${raw(name)} end`,
  says: raw(`'${what} of both teams'`),
})

const zeroSum = (name: string): Claim => ({
  holds: sql`a_${raw(name)} + b_${raw(name)} = 0`,
  says: sql`${raw(`'${name}: '`)} || cast(a_${raw(name)} as string) || ' and ' || cast(b_${raw(name)} as string) || ', not the opposite of each other'`,
})

const sides: Check = {
  name: 'two_sides_mirror',
  meaning: 'A game has two sides: one is at home, one wins, margins are opposite, pace and overtimes the same.',
  table: teamOffenseGameSummary,
  rows: paired({ table: teamOffenseGameSummary, beside: teamOffenseGameSummary, on: sql`b.team_abbr <> a.team_abbr`, columns: SIDES }),
  claims: [
    opposite('home_game', 'the same side'),
    opposite('win_flag', 'the same result'),
    zeroSum('margin_of_victory'),
    ...agree({ team_abbr: '', opponent_team_abbr: '', pace: '', overtime_periods: '' }, ['in its row', 'in that of the other team']),
  ],
}

const FIXTURE: Readonly<Record<string, string>> = { team_abbr: 'opponent_team_abbr', opponent_team_abbr: 'team_abbr', home_game: 'home_game' }

const fixtures: Check = {
  name: 'two_sides_mirror',
  meaning: 'A game has two sides, of which one is at home.',
  table: upcomingTeamGameContext,
  rows: paired({ table: upcomingTeamGameContext, beside: upcomingTeamGameContext, on: sql`b.team_abbr <> a.team_abbr`, columns: FIXTURE }),
  claims: [opposite('home_game', 'the same side'), ...agree({ team_abbr: '', opponent_team_abbr: '' }, ['in its row', 'in that of the other team'])],
}

const LINES: Readonly<Record<string, string>> = {
  game_spread: 'game_spread',
  spread_movement: 'spread_movement',
  game_spread_source: 'game_spread_source',
  game_total: 'game_total',
  total_movement: 'total_movement',
  game_total_source: 'game_total_source',
}

/** Where a book offers anything on either side. */
const HAS_LINE: Sql = raw('coalesce(a_game_spread, b_game_spread, a_game_total, b_game_total) is not null')

const spreads: Check = {
  name: 'spreads_mirror',
  meaning: 'What one team is given the other gives: spreads of the two sum to 0, the total is the same for both.',
  table: upcomingTeamGameContext,
  rows: paired({ table: upcomingTeamGameContext, beside: upcomingTeamGameContext, on: sql`b.team_abbr <> a.team_abbr`, columns: LINES }),
  claims: [
    ...['game_spread', 'spread_movement'].map(name =>
      alike({ what: name, one: raw(`a_${name}`), other: raw(`-b_${name}`), words: ['in its row', 'by that of the other team'] }),
    ),
    ...agree({ game_spread_source: '', game_total: '', total_movement: '', game_total_source: '' }, ['in its row', 'in that of the other team']),
  ].map(claim => where(HAS_LINE, claim)),
}

const OF_TEAM: Readonly<Record<string, string>> = {
  opponent_team_abbr: 'opponent_team_abbr',
  home_game: 'home_game',
  game_spread: 'game_spread',
  game_total: 'game_total',
  travel_miles: 'travel_miles',
}

const contexts: Check = {
  name: 'players_share_the_context',
  meaning: 'A player has the opponent, the side, the lines and the trip of his team.',
  table: upcomingPlayerGameContext,
  rows: paired({ table: upcomingPlayerGameContext, beside: upcomingTeamGameContext, on: sql`b.team_abbr = a.team_abbr`, columns: OF_TEAM }),
  claims: agree(OF_TEAM, ['in his row', 'in that of his team']),
}

const PLAYED: Readonly<Record<string, string>> = { team_abbr: 'team_abbr', opponent_team_abbr: 'opponent_team_abbr', home_game: 'home_game' }

const beforeAndAfter: Check = {
  name: 'before_and_after_are_one_game',
  meaning: 'Who played stood before the tip for the same team in the same game.',
  table: playerGameSummary,
  rows: paired({ table: playerGameSummary, beside: upcomingPlayerGameContext, on: sql`b.player_lookup = a.player_lookup`, columns: PLAYED }),
  claims: agree(PLAYED, ['afterwards', 'before']),
}

const scores: Check = {
  name: 'score_is_the_schedule',
  meaning: 'A team has the points that the schedule gives it.',
  table: teamOffenseGameSummary,
  rows: sql`
    select ${keyOf(teamOffenseGameSummary, 't')} as key, t.game_date, t.points_scored, case when t.home_game then g.home_score else g.away_score end as score
    from ${stored(teamOffenseGameSummary)} as t
    left join ${games} as g
      on g.nba_game_id = t.nba_game_id
    where ${inRange('t.game_date')}`,
  claims: [same({ what: 'points', one: raw('points_scored'), other: raw('score'), words: ['in the row', 'in the schedule'] })],
}

/** What two rows about one game must say alike, or opposite. */
export const mirrorChecks: readonly Check[] = [allowed, ownGame, sides, fixtures, spreads, contexts, beforeAndAfter, scores]
