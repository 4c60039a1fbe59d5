import { fromUnits, inRange, ratio, roundedUnits } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { content, note } from '../../table/column.ts'
import { defineModel, type Model } from '../../table/model.ts'
import { games } from '../facts/games.ts'
import { people } from '../facts/listed-players.ts'
import { playerContext } from '../facts/player-context.ts'
import { expectedRosters, ROSTER_DAYS } from '../facts/player-form.ts'
import { teamContext } from '../facts/team-context.ts'
import { LISTING, OF_ITS_DATE, OF_ITS_PLAYERS, OF_THE_CALENDAR, ofRosters, POSSESSIONS, USAGE } from '../dependencies.ts'
import { issue } from '../issues.ts'
import { playerIdentities } from '../player-identities.ts'
import { brefInactives } from '../sources/bref-inactives.ts'
import { brefPlayerBoxscores } from '../sources/bref-player-boxscores.ts'
import { nbacPlayerBoxscores } from '../sources/nbac-player-boxscores.ts'
import { WAITING } from '../waiting.ts'

const prop = { waitingFor: WAITING.propLines } as const
const line = { waitingFor: WAITING.gameLines } as const
const event = { waitingFor: WAITING.playByPlay } as const
const venue = { waitingFor: WAITING.arenas } as const
const report = { waitingFor: WAITING.injuryReports } as const

/** How far the games of a window suffice for its average. */
function sampleQuality(used: Sql, [excellent, good, limited]: readonly [number, number, number]): Sql {
  return sql`case when ${used} >= ${excellent} then 'excellent' when ${used} >= ${good} then 'good' when ${used} >= ${limited} then 'limited' else 'insufficient' end`
}

export const upcomingPlayerGameContext: Model = defineModel({
  name: 'upcoming_player_game_context',
  initials: 'upgc',
  about:
    'What was known of each player before each game: everybody who is listed for it (played, did not play, inactive), or on the roster while it is still to be played.',
  grain: ['game_date', 'player_lookup'],
  beforeTip: true,
  columns: {
    player_lookup: content.text('Name of the player, normalised', { required: true }),
    universal_player_id: content.text('Lookup and NBA person id, or the id of an imported registry'),
    player_full_name: content.text('Name of the player'),
    game_id: content.text('YYYYMMDD_AWAY_HOME', { required: true }),
    nba_game_id: content.text('NBA game id, 10 digits', { required: true }),
    game_date: content.date('US Eastern day of the game', { required: true }),
    season_year: content.int('The year the season starts', { required: true }),
    team_abbr: content.text('Team that lists him', { required: true }),
    opponent_team_abbr: content.text('Team that it meets', { required: true }),
    has_prop_line: content.bool('Whether a book offers a line on his points; NULL without a feed of lines for the date', prop),
    current_points_line: content.float('Last line of his points before the tip', { ...prop, unit: 'points', scale: 1 }),
    opening_points_line: content.float('First line of the same book', { ...prop, unit: 'points', scale: 1 }),
    line_movement: content.float('Current less opening line', { ...prop, unit: 'points', scale: 1 }),
    current_points_line_source: content.text('Book of the current line', prop),
    opening_points_line_source: content.text('Book of the opening line', prop),
    game_spread: content.float('Points that his team is given; negative for the favourite', { ...line, unit: 'points', scale: 1 }),
    opening_spread: content.float('First spread of the same book', { ...line, unit: 'points', scale: 1 }),
    spread_movement: content.float('Current less opening spread', { ...line, unit: 'points', scale: 1 }),
    game_spread_source: content.text('Book of the spread', line),
    spread_public_betting_pct: content.float('Share of bets on his team', { waitingFor: WAITING.publicBetting, unit: 'percent', scale: 2 }),
    game_total: content.float('Points of both teams that the books expect', { ...line, unit: 'points', scale: 1 }),
    opening_total: content.float('First total of the same book', { ...line, unit: 'points', scale: 1 }),
    total_movement: content.float('Current less opening total', { ...line, unit: 'points', scale: 1 }),
    game_total_source: content.text('Book of the total', line),
    total_public_betting_pct: content.float('Share of bets on the over', { waitingFor: WAITING.publicBetting, unit: 'percent', scale: 2 }),
    pace_differential: content.float('Pace of his team less that of the opponent, each over its last 10 games of the season', {
      unit: 'per 48 minutes',
      formula: 'rounded mean − rounded mean',
      scale: 1,
    }),
    opponent_pace_last_10: content.float('Mean pace of the opponent’s last 10 games of the season', { unit: 'per 48 minutes', scale: 1 }),
    game_start_time_local: content.text('Tip-off on the clock of the venue', venue),
    opponent_ft_rate_allowed: content.float(
      'Free throws that the opponent allowed per 100 possessions of pace, mean of its last 10 games of the season',
      {
        formula: 'mean of 100 × opponents’ FTA ÷ pace, each rounded to 3 decimals',
        scale: 3,
      },
    ),
    home_game: content.bool('Whether his team is at home', { required: true }),
    back_to_back: content.bool('Whether he played yesterday'),
    season_phase: content.text('early (October, November), mid (December to February), late (from March), playoffs (play-in included)'),
    projected_usage_rate: content.float('Mean usage rate of his last 10 games of the season', { unit: 'percent', scale: 1 }),
    days_rest: content.int('Days since he last played in the season; 1 is a back-to-back', { unit: 'days' }),
    days_rest_before_last_game: content.int('Days between his last two games', { unit: 'days' }),
    days_since_2_plus_days_rest: content.int('Days since the last game that he played after a gap of 2 days or more', { unit: 'days' }),
    games_in_last_7_days: content.int('Games that he played from 7 days to 1 day before'),
    games_in_last_14_days: content.int('Games that he played from 14 days to 1 day before'),
    minutes_in_last_7_days: content.int('Minutes on court in those 7 days, rounded; NULL when those of one of the games are unknown', {
      unit: 'minutes',
    }),
    minutes_in_last_14_days: content.int('Minutes on court in those 14 days, rounded; NULL when those of one of the games are unknown', {
      unit: 'minutes',
    }),
    avg_minutes_per_game_last_7: content.float(
      'Minutes per game that he played in those 7 days; NULL without a game, or when the minutes of one are unknown',
      { unit: 'minutes', scale: 1 },
    ),
    back_to_backs_last_14_days: content.int('Pairs of games on consecutive days in those 14 days'),
    avg_usage_rate_last_7_games: content.float('Mean usage rate of his last 7 games of the season', { unit: 'percent', scale: 1 }),
    fourth_quarter_minutes_last_7: content.int('Minutes in fourth quarters of the last 7 days', { ...event, unit: 'minutes' }),
    clutch_minutes_last_7_games: content.int('Clutch minutes of his last 7 games', { ...event, unit: 'minutes' }),
    travel_miles: content.int('Miles from the venue of the team’s previous game to this one', { ...venue, unit: 'miles' }),
    time_zone_changes: content.int('Hours between the clocks of the two venues', { ...venue, unit: 'hours' }),
    consecutive_road_games: content.int('Away games in a row of his team, this one included; 0 at home'),
    miles_traveled_last_14_days: content.int('Miles of the team from 14 days to 1 day before', { ...venue, unit: 'miles' }),
    time_zones_crossed_last_14_days: content.int('Time zones that the team crossed in those 14 days', venue),
    player_age: content.int('Age in whole years', { waitingFor: WAITING.rosters, unit: 'years' }),
    points_avg_last_5: content.float('Points per game over his last 5 games of the season', { unit: 'points', scale: 1 }),
    points_avg_last_10: content.float('Points per game over his last 10 games of the season', { unit: 'points', scale: 1 }),
    l5_games_used: content.int('Games behind averages of the last 5'),
    l10_games_used: content.int('Games behind averages of the last 10'),
    prop_over_streak: content.int('Games in a row above the current line', prop),
    prop_under_streak: content.int('Games in a row below the current line', prop),
    star_teammates_out: content.int('Star teammates who are out or doubtful', report),
    opponent_def_rating_last_10: content.float('Mean defensive rating of the opponent’s last 10 games of the season', {
      unit: 'per 100 possessions',
      scale: 2,
    }),
    shooting_pct_decline_last_5: content.float('Field goal percentage of the season so far less that of his last 5 games', {
      formula: 'rounded − rounded',
      scale: 3,
    }),
    fourth_quarter_production_last_7: content.float('Points in fourth quarters of the last 7 days', { ...event, unit: 'points', scale: 1 }),
    next_game_days_rest: content.int('Days to the team’s next game of the season', { unit: 'days' }),
    games_in_next_7_days: content.int('Games of the team from 1 to 7 days after'),
    next_opponent_win_pct: content.float('Share of games that the next opponent has won in the season', { scale: 3 }),
    next_game_is_primetime: content.bool('Whether the team’s next game is on national television'),
    opponent_days_rest: content.int('Days since the opponent’s previous game; 1 is a back-to-back', { unit: 'days' }),
    opponent_games_in_next_7_days: content.int('Games of the opponent from 1 to 7 days after'),
    opponent_next_game_days_rest: content.int('Days to the opponent’s next game of the season', { unit: 'days' }),
    player_status: content.text('Latest injury status before the tip', report),
    injury_report: content.text('Reason in that report', report),
    questionable_teammates: content.int('Teammates who are questionable', report),
    probable_teammates: content.int('Teammates who are probable', report),
    l5_sample_quality: note.text('excellent with 5 games, good from 3, limited with 2, else insufficient'),
    l10_sample_quality: note.text('excellent with 10 games, good from 7, limited from 5, else insufficient'),
  },
  query: sql`
    select
      c.*,
      t.opponent_team_abbr,
      t.home_game,
      ${fromUnits(sql`t.pace_x10_last_ten - o.pace_x10_last_ten`, 1)} as pace_differential,
      ${fromUnits(sql`o.pace_x10_last_ten`, 1)} as opponent_pace_last_10,
      ${fromUnits(sql`o.ft_rate_allowed_x1000_last_ten`, 3)} as opponent_ft_rate_allowed,
      ${fromUnits(sql`o.defensive_rating_x100_last_ten`, 2)} as opponent_def_rating_last_10,
      coalesce(c.days_rest = 1, false) as back_to_back,
      case
        when t.playoffs = 1 then 'playoffs'
        when extract(month from c.game_date) in (10, 11) then 'early'
        when extract(month from c.game_date) in (12, 1, 2) then 'mid'
        else 'late'
      end as season_phase,
      ${fromUnits(sql`c.usage_x10_last_10`, 1)} as projected_usage_rate,
      ${fromUnits(sql`c.usage_x10_last_7`, 1)} as avg_usage_rate_last_7_games,
      c.days_before as days_rest_before_last_game,
      c.days_since_2_days_rest as days_since_2_plus_days_rest,
      c.games_last_7 as games_in_last_7_days,
      c.games_last_14 as games_in_last_14_days,
      ${roundedUnits(sql`c.seconds_last_7`, sql`60`, 0)} as minutes_in_last_7_days,
      ${roundedUnits(sql`c.seconds_last_14`, sql`60`, 0)} as minutes_in_last_14_days,
      ${ratio(sql`c.seconds_last_7`, sql`60 * c.games_last_7`, 1)} as avg_minutes_per_game_last_7,
      c.back_to_backs_last_14 as back_to_backs_last_14_days,
      t.road_games_in_a_row as consecutive_road_games,
      ${fromUnits(sql`c.points_x10_last_5`, 1)} as points_avg_last_5,
      ${fromUnits(sql`c.points_x10_last_10`, 1)} as points_avg_last_10,
      c.games_of_last_5 as l5_games_used,
      c.games_of_last_10 as l10_games_used,
      ${fromUnits(sql`c.field_goals_x1000_season - c.field_goals_x1000_last_5`, 3)} as shooting_pct_decline_last_5,
      t.next_day - c.day as next_game_days_rest,
      t.games_next_7 as games_in_next_7_days,
      ${ratio(sql`t.next_opponent_wins`, sql`t.next_opponent_games`, 3)} as next_opponent_win_pct,
      t.next_national_tv as next_game_is_primetime,
      o.days_since_last_game as opponent_days_rest,
      o.games_next_7 as opponent_games_in_next_7_days,
      o.next_day - c.day as opponent_next_game_days_rest,
      ${sampleQuality(sql`c.games_of_last_5`, [5, 3, 2])} as l5_sample_quality,
      ${sampleQuality(sql`c.games_of_last_10`, [10, 7, 5])} as l10_sample_quality
    from ${playerContext} as c
    join ${teamContext} as t
      on t.nba_game_id = c.nba_game_id and t.team_abbr = c.team_abbr
    join ${teamContext} as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = t.opponent_team_abbr`,
  issues: [
    issue('fewer_than_5_games', sql`result.l5_games_used < 5`),
    issue('listed_twice', sql`result.listings > 1`),
    issue('no_nba_person_id', sql`result.universal_player_id is null`),
  ],
  dependencies: [
    ...OF_ITS_DATE,
    ...OF_ITS_PLAYERS,
    ...OF_THE_CALENDAR,
    ...ofRosters(ROSTER_DAYS),
    { on: 'stat line', fields: ['points', ...USAGE], within: { kind: 'player games', games: 10 }, as: 'form' },
    { on: 'stat line', fields: ['field_goals_made', 'field_goals_attempted', ...LISTING], within: { kind: 'player season' }, as: 'shooting, rest' },
    { on: 'stat line', fields: ['seconds_played', 'minutes_rounded'], within: { kind: 'player days', days: 14 }, as: 'minutes' },
    { on: 'team totals', fields: ['points'], within: { kind: 'team games', games: 10, side: 'opponent' }, as: 'defensive rating' },
    { on: 'team totals', fields: POSSESSIONS, within: { kind: 'team games', games: 10, side: 'both' }, as: 'pace' },
    { on: 'team totals', fields: POSSESSIONS, within: { kind: 'everybody’s games', games: 10 }, as: 'usage' },
    { on: 'team totals', fields: ['winner'], within: { kind: 'team season' }, as: 'records' },
    { on: 'game', fields: ['national_tv'], within: { kind: 'game ahead' }, as: 'the game ahead' },
  ],
  sources: {
    bref_inactives: sql`result.on_inactive_list`,
    bref_player_boxscores: sql`result.from_bref`,
    nbac_player_boxscores: sql`result.from_nba`,
    nbac_schedule: sql`true`,
  },
  expected: sql`
    select g.game_date, i.player_lookup, min('listed for ' || g.game_id || ' by ' || r.team_abbr || ' (' || r.how || ')') as explanation
    from (
      select nba_game_id, team_abbr, player_status as how, 'nba' as source, cast(nba_player_id as string) as source_player_id
      from ${nbacPlayerBoxscores}
      union all
      select nba_game_id, team_abbr, player_status as how, 'bref' as source, bref_player_id as source_player_id
      from ${brefPlayerBoxscores}
      union all
      select nba_game_id, team_abbr, 'inactive' as how, 'bref' as source, bref_player_id as source_player_id
      from ${brefInactives}
    ) as r
    join ${playerIdentities} as i
      on i.source = r.source and i.source_player_id = r.source_player_id
    join ${games} as g
      on g.nba_game_id = r.nba_game_id
    where g.state = 'final' and g.box_teams > 0 and ${inRange('g.game_date')}
    group by g.game_date, i.player_lookup
    union all
    select e.game_date, i.player_lookup, min('on the roster of ' || e.team_abbr || ' for ' || e.game_id) as explanation
    from ${expectedRosters} as e
    join ${people} as i
      on i.person_id = e.person_id
    where ${inRange('e.game_date')}
    group by e.game_date, i.player_lookup`,
})
