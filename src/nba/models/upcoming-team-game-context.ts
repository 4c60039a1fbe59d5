import { fromUnits, inRange } from '../../sql/operations.ts'
import { join, raw, sql } from '../../sql/sql.ts'
import { content, note } from '../../table/column.ts'
import { defineModel, type Model } from '../../table/model.ts'
import { availability } from '../facts/availability.ts'
import { fromSource } from '../facts/from-source.ts'
import { gameLines, gameLineSources } from '../facts/game-lines.ts'
import { games } from '../facts/games.ts'
import { reportedTeams } from '../facts/injury-reports.ts'
import { ofSide } from '../facts/lines.ts'
import { teamContext } from '../facts/team-context.ts'
import { travel } from '../facts/travel.ts'
import { OF_ITS_DATE, OF_ITS_GAME_LINES, OF_STARTERS, OF_THE_CALENDAR, OF_TRAVEL } from '../dependencies.ts'
import { issue, NO_GAME_LINES } from '../issues.ts'
import { sourcesOf } from '../sources/index.ts'
import { upcomingTeamSeed } from '../seed-recipes.ts'
import { expectedTeamKeys } from './expected-teams.ts'
import { alwaysUsed, usedOf } from './sources-used.ts'

const points = { unit: 'points', scale: 1 } as const

export const upcomingTeamGameContext: Model = defineModel({
  name: 'upcoming_team_game_context',
  initials: 'utgc',
  about: 'What was known of each team before each of its games: two rows per game, played or still to be played.',
  grain: ['game_date', 'team_abbr'],
  beforeTip: true,
  columns: {
    team_abbr: content.text('Team', { required: true }),
    game_id: content.text('YYYYMMDD_AWAY_HOME', { required: true }),
    nba_game_id: content.text('NBA game id, 10 digits', { required: true }),
    game_date: content.date('US Eastern day of the game', { required: true }),
    season_year: content.int('The year the season starts', { required: true }),
    opponent_team_abbr: content.text('Team that it meets', { required: true }),
    home_game: content.bool('Whether the team is at home', { required: true }),
    is_back_to_back: content.bool('Whether the team’s previous game was yesterday', { required: true }),
    days_since_last_game: content.int('Days since the team’s previous game of the season; 1 is a back-to-back', { unit: 'days' }),
    game_number_in_season: content.int('1 + regular-season games that the team has played before'),
    team_days_rest: content.int('Days off between the previous game and this one; 0 is a back-to-back', {
      unit: 'days',
      formula: 'days_since_last_game − 1',
    }),
    team_back_to_back: content.bool('Whether the team’s previous game was yesterday', { required: true }),
    games_in_last_7_days: content.int('Games of the team from 7 days to 1 day before'),
    games_in_last_14_days: content.int('Games of the team from 14 days to 1 day before'),
    game_spread: content.float(
      'Last spread before the tip: points that the team is given, negative for the favourite; of DraftKings, else FanDuel, else the first of the others in the order of the alphabet, else a consensus, else a closing line',
      points,
    ),
    game_total: content.float('Last total before the tip: points of both teams that the book expects', points),
    game_spread_source: content.text('Book of the spread; closing for a closing line of no book in particular'),
    game_total_source: content.text('Book of the total; closing for a closing line of no book in particular'),
    spread_movement: content.float('Current less opening spread of the same book', points),
    total_movement: content.float('Current less opening total of the same book', points),
    betting_lines_updated_at: note.timestamp('When the spread stood so, else the total; NULL for a closing line'),
    starters_out_count: content.int('Players of the inactive list who started at least half of the team’s last 10 games'),
    questionable_players_count: content.int('Players who are questionable or doubtful by the last injury report before the tip; NULL without one'),
    team_win_streak_entering: content.int('Games won in a row before this one'),
    team_loss_streak_entering: content.int('Games lost in a row before this one'),
    last_game_margin: content.int('Points less opponent’s points in the previous game', { unit: 'points' }),
    last_game_result: content.text('W or L in the previous game'),
    travel_miles: content.int('Miles from the venue of the previous game of the season, or from its home before the first, to this one', {
      unit: 'miles',
      formula: 'great circle from venue to venue on a sphere of 3,959 miles',
    }),
    early_season_flag: note.bool('Whether the team has played fewer than 5 games of the season'),
    insufficient_data_reason: note.text('Why averages of the row are thin'),
  },
  query: sql`
    select
      c.*,
      w.travel_miles,
      j.questionable + j.doubtful as questionable_players_count,
      coalesce(c.days_since_last_game = 1, false) as is_back_to_back,
      1 + coalesce(c.regular_season_games, 0) as game_number_in_season,
      c.days_since_last_game - 1 as team_days_rest,
      coalesce(c.days_since_last_game = 1, false) as team_back_to_back,
      c.games_last_7 as games_in_last_7_days,
      c.games_last_14 as games_in_last_14_days,
      a.starters_out_before_tip as starters_out_count,
      a.nba_game_id is not null as has_inactive_list,
      coalesce(c.win_streak, 0) as team_win_streak_entering,
      coalesce(c.loss_streak, 0) as team_loss_streak_entering,
      c.last_margin as last_game_margin,
      case when c.last_margin > 0 then 'W' when c.last_margin < 0 then 'L' end as last_game_result,
      c.played_before < 5 as early_season_flag,
      ${fromUnits(ofSide(sql`g.home_spread_x10`, sql`c.home_game`), 1)} as game_spread,
      ${fromUnits(sql`g.total_x10`, 1)} as game_total,
      g.spread_book as game_spread_source,
      g.total_book as game_total_source,
      ${fromUnits(ofSide(sql`(g.home_spread_x10 - g.opening_home_spread_x10)`, sql`c.home_game`), 1)} as spread_movement,
      ${fromUnits(sql`g.total_x10 - g.opening_total_x10`, 1)} as total_movement,
      g.lines_read_at as betting_lines_updated_at,
      g.spread_contradicted,
      ${join(
        gameLineSources.map(({ name }) => raw(`g.${fromSource(name)}`)),
        ', ',
      )},
      case when c.played_before < 5 then cast(c.played_before as string) || ' of 5 games played' end as insufficient_data_reason
    from ${teamContext} as c
    join ${travel} as w
      on w.nba_game_id = c.nba_game_id and w.team_abbr = c.team_abbr
    left join ${reportedTeams} as j
      on j.nba_game_id = c.nba_game_id and j.team_abbr = c.team_abbr
    left join ${availability} as a
      on a.nba_game_id = c.nba_game_id and a.team_abbr = c.team_abbr
    left join ${gameLines} as g
      on g.nba_game_id = c.nba_game_id`,
  issues: [
    issue('no_game_lines', NO_GAME_LINES),
    issue('no_inactive_list', sql`not result.has_inactive_list`),
    issue('no_injury_report', sql`result.questionable_players_count is null`),
    issue('no_venue', sql`result.travel_miles is null`),
    issue('spread_contradicted', sql`result.spread_contradicted`),
  ],
  dependencies: [
    ...OF_ITS_DATE,
    ...OF_ITS_GAME_LINES,
    ...OF_STARTERS,
    ...OF_THE_CALENDAR,
    ...OF_TRAVEL,
    { on: 'game', fields: ['tip_utc'], within: { kind: 'same date' }, as: 'its tip-off' },
    { on: 'injury report', within: { kind: 'same date' }, as: 'the injury report' },
    { on: 'identity', fields: ['player_lookup'], within: { kind: 'same date' }, as: 'the name of a player' },
    { on: 'team totals', fields: ['points'], within: { kind: 'team games', games: 1, side: 'both' }, as: 'the previous game' },
    { on: 'team totals', fields: ['winner'], within: { kind: 'team season' }, as: 'streaks' },
  ],
  sources: { ...usedOf(...gameLineSources), ...alwaysUsed(...sourcesOf('fixture')) },
  expected: expectedTeamKeys('team_abbr', sql`select * from ${games} as g where g.state <> 'waiting' and ${inRange('g.game_date')}`),
  otherRecipes: [upcomingTeamSeed],
})
