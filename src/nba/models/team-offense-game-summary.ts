import { fromUnits, inRange } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { content, note } from '../../table/column.ts'
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
import { teamOffenseSeed } from '../seed-recipes.ts'
import { expectedTeamKeys } from './expected-teams.ts'
import { eventsUsed, usedOf } from './sources-used.ts'

export const teamOffenseGameSummary: Model = defineModel({
  name: 'team_offense_game_summary',
  initials: 'togs',
  about: 'What each team did with the ball in each game that was played: two rows per game.',
  grain: ['game_date', 'team_abbr'],
  beforeTip: false,
  columns: {
    game_id: content.text('YYYYMMDD_AWAY_HOME', { required: true }),
    nba_game_id: content.text('NBA game id, 10 digits', { required: true }),
    game_date: content.date('US Eastern day of the game', { required: true }),
    team_abbr: content.text('Team with the ball', { required: true }),
    opponent_team_abbr: content.text('Team without it', { required: true }),
    season_year: content.int('The year the season starts', { required: true }),
    points_scored: content.int('Points', { unit: 'points' }),
    fg_attempts: content.int('Field goals attempted, threes included'),
    fg_makes: content.int('Field goals made, threes included'),
    three_pt_attempts: content.int('Threes attempted'),
    three_pt_makes: content.int('Threes made'),
    ft_attempts: content.int('Free throws attempted'),
    ft_makes: content.int('Free throws made'),
    rebounds: content.int('Rebounds of players'),
    assists: content.int('Assists'),
    turnovers: content.int('Turnovers of players'),
    team_turnovers: content.int('Turnovers of no player in particular: shot clock, five seconds, …', {
      formula: 'those of the play-by-play, else team total − players’ sum',
    }),
    personal_fouls: content.int('Personal fouls'),
    team_paint_attempts: content.int('Twos attempted from 8 ft or less'),
    team_paint_makes: content.int('Twos made from 8 ft or less'),
    team_mid_range_attempts: content.int('Twos attempted from beyond 8 ft'),
    team_mid_range_makes: content.int('Twos made from beyond 8 ft'),
    points_in_paint_scored: content.int('Points from twos of 8 ft or less', { unit: 'points', formula: '2 × twos made from 8 ft or less' }),
    official_points_in_paint_scored: content.int('Points in the paint as the NBA counts them, whose paint is another one', { unit: 'points' }),
    second_chance_points_scored: content.int('Points on second chances, as the NBA counts them', { unit: 'points' }),
    fast_break_points_scored: content.int('Points on fast breaks, as the NBA counts them', { unit: 'points' }),
    offensive_rating: content.float('Points per 100 possessions', { unit: 'per 100 possessions', formula: '100 × points ÷ possessions', scale: 2 }),
    pace: content.float('Possessions of a team per 48 minutes', {
      unit: 'per 48 minutes',
      formula: '48 × mean of both teams’ possessions ÷ (48 + 5 × overtimes)',
      scale: 1,
    }),
    possessions: content.float('Times the team had the ball', {
      formula: 'FGA + 0.44 × FTA + turnovers + team turnovers − offensive rebounds',
      scale: 2,
    }),
    ts_pct: content.float('True shooting: points per shot taken, free throws counted in', { formula: 'points ÷ (2 × (FGA + 0.44 × FTA))', scale: 3 }),
    home_game: content.bool('Whether the team was at home', { required: true }),
    win_flag: content.bool('Whether the team won'),
    margin_of_victory: content.int('Points less the opponent’s points', { unit: 'points' }),
    overtime_periods: content.int('Overtimes', { formula: 'last period of the play-by-play − 4, else (team minutes − 240) ÷ 25' }),
    players_inactive: content.int('Players who were inactive, did not dress, were not with the team or suspended'),
    starters_inactive: content.int('Those among them who started at least half of the team’s last 10 games'),
    referee_crew_id: content.text('NBA ids of the three officials, ascending, joined by _', {
      formula: 'those assigned without the alternate, else those who called something in the play-by-play',
    }),
    shot_zones_available: note.bool('Whether the game has shot zones'),
    shot_zones_source: note.text('Feed of the shot zones'),
  },
  query: sql`
    select
      t.*,
      t.points as points_scored,
      t.fg_attempted as fg_attempts,
      t.fg_made as fg_makes,
      t.three_pt_attempted as three_pt_attempts,
      t.three_pt_made as three_pt_makes,
      t.ft_attempted as ft_attempts,
      t.ft_made as ft_makes,
      t.total_rebounds as rebounds,
      t.paint_attempts as team_paint_attempts,
      t.paint_makes as team_paint_makes,
      t.mid_range_attempts as team_mid_range_attempts,
      t.mid_range_makes as team_mid_range_makes,
      2 * t.paint_makes as points_in_paint_scored,
      t.official_points_in_paint as official_points_in_paint_scored,
      t.second_chance_points as second_chance_points_scored,
      t.fast_break_points as fast_break_points_scored,
      t.zones_agree as shot_zones_available,
      case when t.zones_agree then t.zones_from end as shot_zones_source,
      ${fromUnits(sql`t.offensive_rating_x100`, 2)} as offensive_rating,
      ${fromUnits(sql`t.pace_x10`, 1)} as pace,
      ${fromUnits(sql`t.possessions_x100`, 2)} as possessions,
      ${trueShooting({ points: 't.points', fgAttempts: 't.fg_attempted', ftAttempts: 't.ft_attempted' })} as ts_pct,
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
      sql`(result.events_from is not null and not result.events_agree) or (result.zones_from is not null and not result.zones_agree)`,
    ),
    issue('no_inactive_list', sql`result.players_inactive is null`),
    issue('no_officials', sql`result.referee_crew_id is null`),
    issue('no_overtime', sql`result.overtime_periods is null`),
    issue('no_play_by_play', sql`result.events_from is null`),
    issue('no_team_turnovers', sql`result.team_turnovers is null`),
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
  expected: expectedTeamKeys('team_abbr', sql`select * from ${games} as g where g.state = 'final' and g.box_teams = 2 and ${inRange('g.game_date')}`),
  otherRecipes: [teamOffenseSeed],
})
