import { fromUnits, inRange, ratio } from '../../sql/operations.ts'
import { join, raw, sql } from '../../sql/sql.ts'
import { content, note } from '../../table/column.ts'
import { defineModel, type Model } from '../../table/model.ts'
import { fromSource } from '../facts/from-source.ts'
import { games } from '../facts/games.ts'
import { listedPlayers } from '../facts/listed-players.ts'
import { playedListings } from '../facts/listings.ts'
import { pointsLines, pointsLineSources, propFeeds } from '../facts/points-lines.ts'
import { lineSources } from '../facts/stat-lines.ts'
import { teamGames } from '../facts/team-games.ts'
import { teamSlots } from '../facts/team-slots.ts'
import { effectiveFieldGoal, trueShooting, usageTenths } from '../formulas.ts'
import { OF_ITS_DATE, OF_ITS_EVENTS, OF_ITS_PLAYERS, OF_ITS_POINTS_LINES, POSSESSIONS } from '../dependencies.ts'
import { issue } from '../issues.ts'
import { playerIdentities } from '../player-identities.ts'
import { playerGameSeed } from '../seed-recipes.ts'
import { eventsUsed, usedOf } from './sources-used.ts'

const line = { unit: 'points', scale: 1 } as const

export const playerGameSummary: Model = defineModel({
  name: 'player_game_summary',
  initials: 'pgs',
  about: 'What each player did in each game that he played: one row per stat line.',
  grain: ['game_date', 'player_lookup'],
  beforeTip: false,
  columns: {
    player_lookup: content.text('Name of the player, normalised', { required: true }),
    universal_player_id: content.text('Lookup and NBA person id, or the id of an imported registry', {
      formula: "player_lookup || '_' || NBA person id",
    }),
    player_full_name: content.text('Name of the player'),
    game_id: content.text('YYYYMMDD_AWAY_HOME', { required: true }),
    nba_game_id: content.text('NBA game id, 10 digits', { required: true }),
    game_date: content.date('US Eastern day of the game', { required: true }),
    team_abbr: content.text('Team that he played for', { required: true }),
    opponent_team_abbr: content.text('Team that he played against', { required: true }),
    season_year: content.int('The year the season starts', { required: true }),
    home_game: content.bool('Whether his team was at home', { required: true }),
    points: content.int('Points', { unit: 'points' }),
    minutes_played: content.float('Minutes on court', { unit: 'minutes', formula: 'seconds ÷ 60', scale: 1 }),
    assists: content.int('Assists'),
    offensive_rebounds: content.int('Offensive rebounds'),
    defensive_rebounds: content.int('Defensive rebounds'),
    steals: content.int('Steals'),
    blocks: content.int('Blocked shots'),
    turnovers: content.int('Turnovers'),
    fg_attempts: content.int('Field goals attempted, threes included'),
    fg_makes: content.int('Field goals made, threes included'),
    three_pt_attempts: content.int('Threes attempted'),
    three_pt_makes: content.int('Threes made'),
    ft_attempts: content.int('Free throws attempted'),
    ft_makes: content.int('Free throws made'),
    plus_minus: content.int('Score margin while he was on court', { unit: 'points' }),
    personal_fouls: content.int('Personal fouls'),
    paint_attempts: content.int('Twos attempted from 8 ft or less'),
    paint_makes: content.int('Twos made from 8 ft or less'),
    mid_range_attempts: content.int('Twos attempted from beyond 8 ft'),
    mid_range_makes: content.int('Twos made from beyond 8 ft'),
    paint_blocks: content.int('Shots blocked from 8 ft or less'),
    mid_range_blocks: content.int('Twos blocked from beyond 8 ft'),
    three_pt_blocks: content.int('Threes blocked'),
    and1_count: content.int('Free throws for a foul on his own made shot'),
    assisted_fg_makes: content.int('Field goals made after a pass that counts as assist'),
    unassisted_fg_makes: content.int('Field goals made without an assist'),
    usage_rate: content.float('Share of his team’s possessions that he ended while on court', {
      unit: 'percent',
      formula:
        '100 × (FGA + 0.44 × FTA + TOV) × (team minutes ÷ 5) ÷ (minutes × (team FGA + 0.44 × team FTA + players’ TOV)); team minutes = 240 + 25 × overtimes',
      scale: 1,
    }),
    ts_pct: content.float('True shooting: points per shot taken, free throws counted in', { formula: 'points ÷ (2 × (FGA + 0.44 × FTA))', scale: 3 }),
    efg_pct: content.float('Effective field goal percentage: a three counts one and a half', { formula: '(FGM + 0.5 × 3PM) ÷ FGA', scale: 3 }),
    starter_flag: content.bool('Whether he started'),
    win_flag: content.bool('Whether his team won'),
    points_line: content.float(
      'Last line of his points before the tip, of DraftKings, else FanDuel, else the first of the others in the order of the alphabet, else a consensus',
      line,
    ),
    over_under_result: content.text('OVER, UNDER or PUSH against that line'),
    margin: content.float('Points less that line', { unit: 'points', scale: 2 }),
    opening_line: content.float('First line of the same book', line),
    line_movement: content.float('That line less the first', line),
    points_line_source: content.text('Book of the line'),
    opening_line_source: content.text('Book of the first line'),
    is_active: content.bool('Whether he has a stat line: true in every row'),
    player_status: content.text('active: he has a stat line'),
    shot_zones_estimated: note.bool('Whether the shot zones are an estimate: false wherever they are known'),
  },
  query: sql`
    select
      p.*,
      s.opponent_team_abbr,
      s.home_game,
      ${ratio(sql`p.seconds_played`, sql`60`, 1)} as minutes_played,
      p.field_goals_attempted as fg_attempts,
      p.field_goals_made as fg_makes,
      p.three_pointers_attempted as three_pt_attempts,
      p.three_pointers_made as three_pt_makes,
      p.free_throws_attempted as ft_attempts,
      p.free_throws_made as ft_makes,
      ${fromUnits(usageTenths('p', 't'), 1)} as usage_rate,
      ${trueShooting({ points: 'p.points', fgAttempts: 'p.field_goals_attempted', ftAttempts: 'p.free_throws_attempted' })} as ts_pct,
      ${effectiveFieldGoal('p.field_goals_made', 'p.three_pointers_made', 'p.field_goals_attempted')} as efg_pct,
      p.starter as starter_flag,
      case when p.zones_agree then false end as shot_zones_estimated,
      t.points > t.opp_points as win_flag,
      true as is_active,
      t.overtime_periods,
      ${fromUnits(sql`l.current_x10`, 1)} as points_line,
      case when 10 * p.points > l.current_x10 then 'OVER' when 10 * p.points < l.current_x10 then 'UNDER' when 10 * p.points = l.current_x10 then 'PUSH' end as over_under_result,
      ${fromUnits(sql`10 * p.points - l.current_x10`, 1)} as margin,
      ${fromUnits(sql`l.opening_x10`, 1)} as opening_line,
      ${fromUnits(sql`l.current_x10 - l.opening_x10`, 1)} as line_movement,
      l.book as points_line_source,
      case when l.opening_x10 is not null then l.book end as opening_line_source,
      f.nba_game_id is not null as has_prop_feed,
      ${join(
        pointsLineSources.map(({ name }) => raw(`l.${fromSource(name)}`)),
        ', ',
      )}
    from ${listedPlayers} as p
    join ${teamSlots} as s
      on s.nba_game_id = p.nba_game_id and s.team_abbr = p.team_abbr
    left join ${teamGames} as t
      on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr
    left join ${propFeeds} as f
      on f.nba_game_id = p.nba_game_id
    left join ${pointsLines} as l
      on l.nba_game_id = p.nba_game_id and l.person_id = p.person_id
    where p.player_status = 'active'`,
  issues: [
    issue('listed_twice', sql`result.listings > 1`),
    issue(
      'events_differ',
      sql`(result.events_from is not null and not result.events_agree) or (result.zones_from is not null and not result.zones_agree)`,
    ),
    issue('no_nba_person_id', sql`result.universal_player_id is null`),
    issue('no_overtime', sql`result.overtime_periods is null`),
    issue('no_play_by_play', sql`result.events_from is null`),
    issue('no_prop_lines', sql`not result.has_prop_feed`),
    issue('no_seconds', sql`not result.has_seconds`),
    issue('no_starter', sql`result.starter_flag is null`),
    issue('played_zero_seconds', sql`result.seconds_played = 0`),
  ],
  dependencies: [
    ...OF_ITS_DATE,
    ...OF_ITS_PLAYERS,
    ...OF_ITS_EVENTS,
    ...OF_ITS_POINTS_LINES,
    { on: 'stat line', within: { kind: 'same date' }, as: 'its box score' },
    { on: 'team totals', fields: ['points', ...POSSESSIONS], within: { kind: 'same date' }, as: 'the totals of its teams' },
  ],
  sources: { ...usedOf(...lineSources, ...pointsLineSources), ...eventsUsed },
  expected: sql`
    select g.game_date, i.player_lookup, min('has a stat line in ' || g.game_id || ' for ' || r.team_abbr) as explanation
    from (
      ${playedListings}
    ) as r
    join ${playerIdentities} as i
      on i.source = r.source and i.source_player_id = r.source_player_id
    join ${games} as g
      on g.nba_game_id = r.nba_game_id
    where g.state = 'final' and ${inRange('g.game_date')}
    group by g.game_date, i.player_lookup, i.person_id, g.nba_game_id`,
  otherRecipes: [playerGameSeed],
})
