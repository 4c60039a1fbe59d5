import { inRange } from '../../sql/operations.ts'
import { join, raw, sql } from '../../sql/sql.ts'
import { computedColumns, inTableOrder } from '../../table/computed-columns.ts'
import { defineModel, type Model } from '../../table/model.ts'
import { fromSource } from '../facts/from-source.ts'
import { gameLines, gameLineSources } from '../facts/game-lines.ts'
import { games } from '../facts/games.ts'
import { playerInjuries, teamInjuries } from '../facts/injuries.ts'
import { lineStreaks } from '../facts/line-streaks.ts'
import { people } from '../facts/listed-players.ts'
import { listings } from '../facts/listings.ts'
import { playerContext } from '../facts/player-context.ts'
import { expectedRosters, ROSTER_DAYS } from '../facts/expected-rosters.ts'
import { inactiveSources } from '../facts/player-games.ts'
import { pointsLines, pointsLineSources, propFeeds } from '../facts/points-lines.ts'
import { knownAges } from '../facts/roster-entries.ts'
import { lineSources } from '../facts/stat-lines.ts'
import { teamContext } from '../facts/team-context.ts'
import { tipTexts, travel } from '../facts/travel.ts'
import {
  LISTING,
  OF_ITS_DATE,
  OF_ITS_GAME_LINES,
  OF_ITS_PLAYERS,
  OF_ITS_POINTS_LINES,
  OF_THE_CALENDAR,
  OF_TRAVEL,
  ofRosters,
  POSSESSIONS,
  POSSESSIONS_BY_EVENTS,
  TIMED_BY_EVENTS,
  USAGE,
} from '../dependencies.ts'
import { issue, NO_GAME_LINES } from '../issues.ts'
import { playerIdentities } from '../player-identities.ts'
import { sourcesOf } from '../sources/index.ts'
import { upcomingPlayerSeed } from '../seed-recipes.ts'
import { alwaysUsed, usedOf } from './sources-used.ts'
import { ofAvailability } from './upcoming-player/availability.ts'
import { ofFatigue } from './upcoming-player/fatigue.ts'
import { ofForm } from './upcoming-player/form.ts'
import { ofGame } from './upcoming-player/game.ts'
import { ofMarket } from './upcoming-player/market.ts'
import { ofOpponent } from './upcoming-player/opponent.ts'
import { ofScheduleAhead } from './upcoming-player/schedule-ahead.ts'
import { ofVenue } from './upcoming-player/venue.ts'

/** The columns in the order of the table, whatever they are about. */
const ORDER = `
  player_lookup universal_player_id player_full_name game_id nba_game_id game_date season_year team_abbr opponent_team_abbr has_prop_line
  current_points_line opening_points_line line_movement current_points_line_source opening_points_line_source game_spread opening_spread
  spread_movement game_spread_source spread_public_betting_pct game_total opening_total total_movement game_total_source
  total_public_betting_pct pace_differential opponent_pace_last_10 game_start_time_local opponent_ft_rate_allowed home_game back_to_back
  season_phase projected_usage_rate days_rest days_rest_before_last_game days_since_2_plus_days_rest games_in_last_7_days
  games_in_last_14_days minutes_in_last_7_days minutes_in_last_14_days avg_minutes_per_game_last_7 back_to_backs_last_14_days
  avg_usage_rate_last_7_games fourth_quarter_minutes_last_7 clutch_minutes_last_7_games travel_miles time_zone_changes travel_direction
  consecutive_road_games miles_traveled_last_14_days time_zones_crossed_last_14_days player_age points_avg_last_5 points_avg_last_10 l5_games_used l10_games_used
  prop_over_streak prop_under_streak star_teammates_out opponent_def_rating_last_10 shooting_pct_decline_last_5
  fourth_quarter_production_last_7 next_game_days_rest games_in_next_7_days next_opponent_win_pct next_game_is_primetime opponent_days_rest
  opponent_games_in_next_7_days opponent_next_game_days_rest player_status injury_report questionable_teammates probable_teammates
  l5_sample_quality l10_sample_quality`

const columns = inTableOrder('upcoming_player_game_context', ORDER, [
  ofGame,
  ofMarket,
  ofOpponent,
  ofFatigue,
  ofForm,
  ofVenue,
  ofAvailability,
  ofScheduleAhead,
])

export const upcomingPlayerGameContext: Model = defineModel({
  name: 'upcoming_player_game_context',
  initials: 'upgc',
  about:
    'What was known of each player before each game: everybody who is listed for it (played, did not play, inactive), or on the roster while it is still to be played.',
  grain: ['game_date', 'player_lookup'],
  beforeTip: true,
  columns,
  query: sql`
    select
      c.*,
      ${computedColumns(columns)},
      g.spread_contradicted,
      ${join([...gameLineSources.map(({ name }) => raw(`g.${fromSource(name)}`)), ...pointsLineSources.map(({ name }) => raw(`l.${fromSource(name)}`))], ', ')}
    from ${playerContext} as c
    join ${teamContext} as t
      on t.nba_game_id = c.nba_game_id and t.team_abbr = c.team_abbr
    join ${teamContext} as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = t.opponent_team_abbr
    join ${travel} as w
      on w.nba_game_id = c.nba_game_id and w.team_abbr = c.team_abbr
    left join ${tipTexts} as x
      on x.nba_game_id = c.nba_game_id
    left join ${knownAges} as r
      on r.person_id = c.person_id and c.day between r.first_day and r.last_day
    left join ${teamInjuries} as j
      on j.nba_game_id = c.nba_game_id and j.team_abbr = c.team_abbr
    left join ${playerInjuries} as h
      on h.nba_game_id = c.nba_game_id and h.person_id = c.person_id
    left join ${gameLines} as g
      on g.nba_game_id = c.nba_game_id
    left join ${propFeeds} as f
      on f.nba_game_id = c.nba_game_id
    left join ${pointsLines} as l
      on l.nba_game_id = c.nba_game_id and l.person_id = c.person_id
    left join ${lineStreaks} as s
      on s.nba_game_id = c.nba_game_id and s.person_id = c.person_id`,
  issues: [
    issue('fewer_than_5_games', sql`result.l5_games_used < 5`),
    issue('listed_twice', sql`result.listings > 1`),
    issue('no_game_lines', NO_GAME_LINES),
    issue('no_injury_report', sql`result.questionable_teammates is null`),
    issue('no_nba_person_id', sql`result.universal_player_id is null`),
    issue('no_prop_lines', sql`result.has_prop_line is null`),
    issue(
      'no_recent_events',
      sql`result.fourth_quarter_seconds_last_7 is null or result.fourth_quarter_points_last_7 is null or result.clutch_unknown_last_7 > 0`,
    ),
    issue('no_roster', sql`result.player_age is null`),
    issue('no_venue', sql`result.travel_miles is null`),
    issue('spread_contradicted', sql`result.spread_contradicted`),
  ],
  dependencies: [
    ...OF_ITS_DATE,
    ...OF_ITS_PLAYERS,
    ...OF_ITS_GAME_LINES,
    ...OF_ITS_POINTS_LINES,
    ...OF_THE_CALENDAR,
    ...OF_TRAVEL,
    ...ofRosters(ROSTER_DAYS),
    { on: 'stat line', fields: ['points', ...USAGE], within: { kind: 'player games', games: 10 }, as: 'form' },
    { on: 'stat line', fields: ['field_goals_made', 'field_goals_attempted', ...LISTING], within: { kind: 'player season' }, as: 'shooting, rest' },
    { on: 'stat line', fields: ['seconds_played', 'minutes_rounded'], within: { kind: 'player days', days: 14 }, as: 'minutes' },
    {
      on: 'player events',
      fields: ['fourth_quarter_seconds', 'fourth_quarter_points', 'points'],
      within: { kind: 'player days', days: 7 },
      as: 'fourth quarters',
    },
    { on: 'player events', fields: ['clutch_seconds'], within: { kind: 'player games', games: 7 }, as: 'clutch time' },
    { on: 'team events', fields: TIMED_BY_EVENTS, within: { kind: 'everybody’s games', games: 10 }, as: 'fourth quarters, clutch time, usage' },
    { on: 'team events', fields: POSSESSIONS_BY_EVENTS, within: { kind: 'team games', games: 10, side: 'both' }, as: 'pace' },
    { on: 'team totals', fields: ['points'], within: { kind: 'team games', games: 10, side: 'opponent' }, as: 'defensive rating' },
    { on: 'team totals', fields: POSSESSIONS, within: { kind: 'team games', games: 10, side: 'both' }, as: 'pace' },
    { on: 'team totals', fields: POSSESSIONS, within: { kind: 'everybody’s games', games: 10 }, as: 'usage' },
    { on: 'team totals', fields: ['winner'], within: { kind: 'team season' }, as: 'records' },
    { on: 'game', fields: ['national_tv'], within: { kind: 'game ahead' }, as: 'the game ahead' },
    { on: 'game', fields: ['tip_utc'], within: { kind: 'same date' }, as: 'its tip-off' },
    { on: 'injury report', within: { kind: 'same date' }, as: 'the injury report' },
    { on: 'injury', within: { kind: 'person season' }, as: 'injuries' },
    { on: 'roster', within: { kind: 'person season' }, as: 'rosters' },
    { on: 'stat line', fields: ['points', 'seconds_played', 'minutes_rounded', ...LISTING], within: { kind: 'absence' }, as: 'stars who are out' },
  ],
  sources: { ...usedOf(...inactiveSources, ...lineSources, ...gameLineSources, ...pointsLineSources), ...alwaysUsed(...sourcesOf('fixture')) },
  expected: sql`
    select g.game_date, i.player_lookup, min('listed for ' || g.game_id || ' by ' || r.team_abbr || ' (' || r.how || ')') as explanation
    from (
      ${listings}
    ) as r
    join ${playerIdentities} as i
      on i.source = r.source and i.source_player_id = r.source_player_id
    join ${games} as g
      on g.nba_game_id = r.nba_game_id
    where g.state = 'final' and g.box_teams > 0 and ${inRange('g.game_date')}
    group by g.game_date, i.player_lookup, i.person_id
    union all
    select e.game_date, i.player_lookup, min('on the roster of ' || e.team_abbr || ' for ' || e.game_id) as explanation
    from ${expectedRosters} as e
    join ${people} as i
      on i.person_id = e.person_id
    where ${inRange('e.game_date')}
    group by e.game_date, i.player_lookup, i.person_id`,
  otherRecipes: [upcomingPlayerSeed],
})
