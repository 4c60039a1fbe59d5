import { fromUnits, inRange } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { content } from '../../table/column.ts'
import { defineModel, type Model } from '../../table/model.ts'
import { availability } from '../facts/availability.ts'
import { games } from '../facts/games.ts'
import { refereeCrews } from '../facts/referee-crews.ts'
import { lineSources } from '../facts/stat-lines.ts'
import { teamGames } from '../facts/team-games.ts'
import { totalSources } from '../facts/team-totals.ts'
import { trueShooting } from '../formulas.ts'
import { OF_ITS_DATE, OF_ITS_EVENTS, OF_STARTERS, OF_THE_CALENDAR } from '../dependencies.ts'
import { issue } from '../issues.ts'
import { teamDefenseSeed } from '../seed-recipes.ts'
import { expectedTeamKeys } from './expected-teams.ts'
import { eventsUsed, usedOf } from './sources-used.ts'

export const teamDefenseGameSummary: Model = defineModel({
  name: 'team_defense_game_summary',
  initials: 'tdgs',
  about: 'What each team allowed its opponent in each game that was played: two rows per game.',
  grain: ['game_date', 'defending_team_abbr'],
  beforeTip: false,
  columns: {
    game_id: content.text('YYYYMMDD_AWAY_HOME', { required: true }),
    nba_game_id: content.text('NBA game id, 10 digits', { required: true }),
    game_date: content.date('US Eastern day of the game', { required: true }),
    defending_team_abbr: content.text('Team that defends', { required: true }),
    opponent_team_abbr: content.text('Team with the ball', { required: true }),
    season_year: content.int('The year the season starts', { required: true }),
    points_allowed: content.int('Points of the opponent', { unit: 'points' }),
    opp_fg_attempts: content.int('Field goals that the opponent attempted'),
    opp_fg_makes: content.int('Field goals that the opponent made'),
    opp_three_pt_attempts: content.int('Threes that the opponent attempted'),
    opp_three_pt_makes: content.int('Threes that the opponent made'),
    opp_ft_attempts: content.int('Free throws that the opponent attempted'),
    opp_ft_makes: content.int('Free throws that the opponent made'),
    opp_rebounds: content.int('Rebounds of the opponent’s players'),
    opp_assists: content.int('Assists of the opponent'),
    turnovers_forced: content.int('Turnovers of the opponent’s players'),
    fouls_committed: content.int('Personal fouls of the defending team'),
    opp_paint_attempts: content.int('Twos that the opponent attempted from 8 ft or less'),
    opp_paint_makes: content.int('Twos that the opponent made from 8 ft or less'),
    opp_mid_range_attempts: content.int('Twos that the opponent attempted from beyond 8 ft'),
    opp_mid_range_makes: content.int('Twos that the opponent made from beyond 8 ft'),
    points_in_paint_allowed: content.int('Points of the opponent from twos of 8 ft or less', { unit: 'points' }),
    mid_range_points_allowed: content.int('Points of the opponent from twos beyond 8 ft', { unit: 'points' }),
    three_pt_points_allowed: content.int('Points of the opponent from threes', { unit: 'points', formula: '3 × threes made' }),
    official_points_in_paint_allowed: content.int('Points of the opponent in the paint as the NBA counts them, whose paint is another one', {
      unit: 'points',
    }),
    second_chance_points_allowed: content.int('Points of the opponent on second chances, as the NBA counts them', { unit: 'points' }),
    fast_break_points_allowed: content.int('Points of the opponent on fast breaks, as the NBA counts them', { unit: 'points' }),
    blocks_paint: content.int('Shots blocked from 8 ft or less'),
    blocks_mid_range: content.int('Twos blocked from beyond 8 ft'),
    blocks_three_pt: content.int('Threes blocked'),
    steals: content.int('Steals of the defending team'),
    defensive_rebounds: content.int('Defensive rebounds of the defending team’s players'),
    defensive_rating: content.float('Points allowed per 100 possessions of the opponent', {
      unit: 'per 100 possessions',
      formula: '100 × opponent’s points ÷ opponent’s possessions',
      scale: 2,
    }),
    opponent_pace: content.float('Possessions of a team per 48 minutes, the same for both', {
      unit: 'per 48 minutes',
      formula: '48 × mean of both teams’ possessions ÷ (48 + 5 × overtimes)',
      scale: 1,
    }),
    opponent_ts_pct: content.float('True shooting of the opponent', { formula: 'points ÷ (2 × (FGA + 0.44 × FTA))', scale: 3 }),
    home_game: content.bool('Whether the defending team was at home', { required: true }),
    win_flag: content.bool('Whether the defending team won'),
    margin_of_victory: content.int('Points of the defending team less points allowed', { unit: 'points' }),
    overtime_periods: content.int('Overtimes', { formula: 'last period of the play-by-play − 4, else (team minutes − 240) ÷ 25' }),
    players_inactive: content.int('Players of the defending team who were inactive, did not dress, were not with the team or suspended'),
    starters_inactive: content.int('Those among them who started at least half of the team’s last 10 games'),
    referee_crew_id: content.text('NBA ids of the three officials, ascending, joined by _', {
      formula: 'those assigned without the alternate, else those who called something in the play-by-play',
    }),
  },
  query: sql`
    select
      t.*,
      t.team_abbr as defending_team_abbr,
      t.opp_points as points_allowed,
      t.opp_fg_attempted as opp_fg_attempts,
      t.opp_fg_made as opp_fg_makes,
      t.opp_three_pt_attempted as opp_three_pt_attempts,
      t.opp_three_pt_made as opp_three_pt_makes,
      t.opp_ft_attempted as opp_ft_attempts,
      t.opp_ft_made as opp_ft_makes,
      t.opp_total_rebounds as opp_rebounds,
      t.opp_turnovers as turnovers_forced,
      t.personal_fouls as fouls_committed,
      2 * t.opp_paint_makes as points_in_paint_allowed,
      2 * t.opp_mid_range_makes as mid_range_points_allowed,
      t.opp_official_points_in_paint as official_points_in_paint_allowed,
      t.opp_second_chance_points as second_chance_points_allowed,
      t.opp_fast_break_points as fast_break_points_allowed,
      t.paint_blocks as blocks_paint,
      t.mid_range_blocks as blocks_mid_range,
      t.three_pt_blocks as blocks_three_pt,
      3 * t.opp_three_pt_made as three_pt_points_allowed,
      ${fromUnits(sql`t.defensive_rating_x100`, 2)} as defensive_rating,
      ${fromUnits(sql`t.pace_x10`, 1)} as opponent_pace,
      ${trueShooting({ points: 't.opp_points', fgAttempts: 't.opp_fg_attempted', ftAttempts: 't.opp_ft_attempted' })} as opponent_ts_pct,
      t.points > t.opp_points as win_flag,
      t.points - t.opp_points as margin_of_victory,
      a.players_out as players_inactive,
      a.starters_out as starters_inactive,
      r.referee_crew_id
    from ${teamGames} as t
    left join ${availability} as a
      on a.nba_game_id = t.nba_game_id and a.team_abbr = t.team_abbr
    left join ${refereeCrews} as r
      on r.nba_game_id = t.nba_game_id`,
  issues: [
    issue(
      'events_differ',
      sql`(result.events_from is not null and not (result.events_agree and result.blocks_agree)) or (result.zones_from is not null and not result.opp_zones_agree)`,
    ),
    issue('no_inactive_list', sql`result.players_inactive is null`),
    issue('no_officials', sql`result.referee_crew_id is null`),
    issue('no_overtime', sql`result.overtime_periods is null`),
    issue('no_play_by_play', sql`result.events_from is null`),
    issue('no_team_turnovers', sql`result.opp_team_turnovers is null`),
  ],
  dependencies: [
    ...OF_ITS_DATE,
    ...OF_ITS_EVENTS,
    ...OF_STARTERS,
    ...OF_THE_CALENDAR,
    { on: 'team totals', within: { kind: 'same date' }, as: 'its box score' },
    { on: 'assignment', within: { kind: 'same date' }, as: 'its officials' },
  ],
  sources: { ...usedOf(...lineSources, ...totalSources), ...eventsUsed },
  expected: expectedTeamKeys(
    'defending_team_abbr',
    sql`select * from ${games} as g where g.state = 'final' and g.box_teams = 2 and ${inRange('g.game_date')}`,
  ),
  otherRecipes: [teamDefenseSeed],
})
