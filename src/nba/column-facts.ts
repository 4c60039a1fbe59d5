import type { ModelColumn } from '../table/column.ts'
import type { Fact } from '../table/source.ts'
import { COUNTS, ofTeams } from './statistics.ts'

/** Columns of raw tables that tell a kind of fact: whoever tells one of them tells the fact. */
export interface Told {
  readonly fact: Fact
  readonly columns: readonly string[]
}

/** What a column is made of, and when it is NULL. */
export interface ColumnFacts {
  /** Undefined: of everything that the table is made of. */
  readonly from: readonly Told[] | undefined
  readonly nullWhen: string
}

const told = (fact: Fact, columns: string): Told => ({ fact, columns: columns.split(' ') })

const LISTED: readonly Told[] = [told('stat line', 'player_status'), told('inactive list', 'player_lookup')]
const SHOTS = 'points field_goals_attempted free_throws_attempted'
const LINE_OF_SHOTS = told('stat line', SHOTS)
const POSSESSIONS = told(
  'team totals',
  'points fg_attempted ft_attempted turnovers turnovers_with_team offensive_rebounds player_minutes team_minutes',
)
const FIXTURE = told('fixture', 'nba_game_id')
const SCORES = told('team totals', 'points')
const MINUTES = told('stat line', 'seconds_played minutes_rounded')
const TEAM_MINUTES = told('team totals', 'player_minutes team_minutes')
const OUT: readonly Told[] = [told('inactive list', 'player_lookup'), told('stat line', 'dnp_reason')]

const POINTS_LINE = told('points line', 'points_line')
const GAME_LINE: readonly Told[] = [told('game line', 'outcome_point'), told('closing line', 'spread total')]
const ZONES: readonly Told[] = [told('shot', 'shot_distance'), told('event', 'shot_distance')]
const EVENTS: readonly Told[] = [told('event', 'event_type')]
const VENUES: readonly Told[] = [
  told('fixture', 'arena_name'),
  told('game page', 'arena_text'),
  told('arena', 'latitude'),
  told('distance', 'distance_miles'),
]

const UNTOLD = 'no source tells it'
const NO_SHOT = 'he took no shot and no free throw, or a count is unknown'
const NO_GAME = 'he has played no game of the season before'
const NO_TEAM_GAME = 'the team has played no game of the season before'
const NO_LINE = 'no book offered a line on his points before the tip'
const NO_GAME_LINE = 'no book offered it before the tip, and no closing line is known'
const NO_OPENING = 'no book offered it before the tip: a closing line has no beginning'
const NO_LIST = 'the game has no inactive list'

/** Which columns are made of what, by their names in whatever table. */
const FACTS: readonly (readonly [columns: string, from: readonly Told[], nullWhen: string])[] = [
  ['quality_score quality_tier quality_issues data_sources', [], 'never'],
  ['game_id nba_game_id game_date season_year home_game team_abbr opponent_team_abbr defending_team_abbr', [FIXTURE], UNTOLD],
  [
    'player_lookup player_full_name',
    [told('stat line', 'player_full_name'), told('inactive list', 'player_full_name'), told('alias', 'alias_lookup')],
    UNTOLD,
  ],
  [
    'universal_player_id',
    [told('registry', 'universal_player_id'), told('stat line', 'nba_player_id'), told('person link', 'nba_player_id')],
    'no source links the person to an NBA id',
  ],
  ['minutes_played', [MINUTES], UNTOLD],
  ['starter_flag', [told('stat line', 'starter')], UNTOLD],
  [
    'usage_rate',
    [LINE_OF_SHOTS, MINUTES, POSSESSIONS],
    'his minutes, or the counts or overtimes of his team are unknown, or he was on court for 0 seconds',
  ],
  ['ts_pct', [LINE_OF_SHOTS], NO_SHOT],
  ['efg_pct', [told('stat line', 'field_goals_made field_goals_attempted three_pointers_made')], 'he took no shot, or a count is unknown'],
  ['is_active player_status', [told('stat line', 'player_status')], UNTOLD],
  ['win_flag margin_of_victory', [SCORES], 'the points of a team are unknown'],
  ['team_turnovers', [...EVENTS, told('team totals', 'turnovers turnovers_with_team')], UNTOLD],
  ['offensive_rating defensive_rating possessions', [POSSESSIONS], 'a count is unknown'],
  ['pace opponent_pace', [POSSESSIONS], 'a count, or the number of overtimes, is unknown'],
  ['opponent_ts_pct', [told('team totals', 'points fg_attempted ft_attempted')], 'a count is unknown'],
  ['overtime_periods', [...EVENTS, TEAM_MINUTES], UNTOLD],
  ['players_inactive', OUT, NO_LIST],
  ['starters_inactive', [...OUT, told('stat line', 'starter')], `${NO_LIST}, or it is the first of the season`],
  ['starters_out_count', [told('inactive list', 'player_lookup'), told('stat line', 'starter')], `${NO_LIST}, or it is the first of the season`],
  ['referee_crew_id', [told('assignment', 'official_code'), told('event', 'official_id')], 'no feed tells just three officials'],
  ['three_pt_points_allowed', [told('team totals', 'three_pt_made')], UNTOLD],
  ['points_avg_last_5 points_avg_last_10', [told('stat line', 'points')], NO_GAME],
  ['l5_games_used l10_games_used games_in_last_7_days games_in_last_14_days back_to_back back_to_backs_last_14_days', [...LISTED, FIXTURE], UNTOLD],
  ['l5_sample_quality l10_sample_quality early_season_flag', [...LISTED, FIXTURE], UNTOLD],
  ['insufficient_data_reason', [FIXTURE, SCORES], 'the averages have games enough'],
  ['days_rest', [...LISTED, FIXTURE], NO_GAME],
  ['days_rest_before_last_game', [...LISTED, FIXTURE], 'he has played fewer than two games of the season before'],
  ['days_since_2_plus_days_rest', [...LISTED, FIXTURE], 'no game of his season came after a gap of 2 days or more'],
  ['minutes_in_last_7_days minutes_in_last_14_days', [MINUTES], 'the minutes of one of the games are unknown'],
  ['avg_minutes_per_game_last_7', [MINUTES], 'he played no game in those days, or the minutes of one are unknown'],
  ['projected_usage_rate avg_usage_rate_last_7_games', [LINE_OF_SHOTS, MINUTES, POSSESSIONS], `${NO_GAME}, or the usage of none of them is known`],
  ['shooting_pct_decline_last_5', [told('stat line', 'field_goals_made field_goals_attempted')], `${NO_GAME}, or took no shot in them`],
  ['pace_differential opponent_pace_last_10 opponent_def_rating_last_10', [POSSESSIONS], NO_TEAM_GAME],
  ['opponent_ft_rate_allowed', [POSSESSIONS], NO_TEAM_GAME],
  ['next_game_days_rest opponent_next_game_days_rest games_in_next_7_days opponent_games_in_next_7_days', [FIXTURE], 'no game ahead is certain'],
  ['next_opponent_win_pct', [FIXTURE, SCORES], 'no game ahead is certain, or the opponent has played none before'],
  ['next_game_is_primetime', [told('fixture', 'has_national_tv')], 'no game ahead is certain, or nobody tells its broadcasters'],
  ['opponent_days_rest days_since_last_game team_days_rest', [FIXTURE], NO_TEAM_GAME],
  ['consecutive_road_games season_phase is_back_to_back team_back_to_back game_number_in_season', [FIXTURE], UNTOLD],
  ['team_win_streak_entering team_loss_streak_entering', [SCORES], UNTOLD],
  ['last_game_margin last_game_result', [SCORES], NO_TEAM_GAME],
  ['has_prop_line', [POINTS_LINE], 'no book offered any line on points for the date before the tip'],
  ['current_points_line opening_points_line line_movement current_points_line_source opening_points_line_source', [POINTS_LINE], NO_LINE],
  ['points_line opening_line points_line_source opening_line_source', [POINTS_LINE], NO_LINE],
  ['over_under_result margin prop_over_streak prop_under_streak', [POINTS_LINE, told('stat line', 'points')], NO_LINE],
  ['game_spread game_spread_source game_total game_total_source', GAME_LINE, NO_GAME_LINE],
  ['opening_spread spread_movement opening_total total_movement betting_lines_updated_at', [told('game line', 'outcome_point')], NO_OPENING],
]

/** Columns that events and venues fill, by how their names begin or end. */
const PATTERNS: readonly (readonly [names: RegExp, from: readonly Told[], nullWhen: string])[] = [
  [
    /^(team_|opp_)?(paint|mid_range)_(attempts|makes)$|^points_in_paint|^mid_range_points|^shot_zones/,
    ZONES,
    'no shots of the game are known, or they contradict the box score',
  ],
  [/^second_chance|^fast_break/, [told('team totals', 'second_chance_points fast_break_points'), ...EVENTS], UNTOLD],
  [/blocks_|_blocks$|^and1|assisted_fg_makes$|^fourth_quarter|^clutch/, EVENTS, 'no play-by-play of a game is known'],
  [/^game_start_time_local$/, VENUES, 'its tip-off or its venue is unknown'],
  [/_last_14_days$/, VENUES, 'a venue of those days is unknown'],
  [/travel|^time_zone/, VENUES, 'a venue is unknown'],
]

/** Counts as tables of players, teams and opponents name them, and the statistic that they are. */
const COUNTED: Readonly<Record<string, string>> = {
  fg_attempts: 'field_goals_attempted',
  fg_makes: 'field_goals_made',
  three_pt_attempts: 'three_pointers_attempted',
  three_pt_makes: 'three_pointers_made',
  ft_attempts: 'free_throws_attempted',
  ft_makes: 'free_throws_made',
  points_scored: 'points',
  points_allowed: 'points',
  rebounds: 'total_rebounds',
  opp_rebounds: 'total_rebounds',
  turnovers_forced: 'turnovers',
  fouls_committed: 'personal_fouls',
  plus_minus: 'plus_minus',
}

/** What a column of an analytics table is made of, and when it is NULL. */
export function factsOfColumn(name: string, column: ModelColumn, isOfPlayers: boolean): ColumnFacts {
  if (column.waitingFor !== undefined) return { from: [], nullWhen: `in every row: it waits for ${column.waitingFor}` }
  const found = FACTS.find(([columns]) => columns.split(' ').includes(name)) ?? PATTERNS.find(([names]) => names.test(name))
  const nullWhen = column.required === true ? 'never' : (found?.[2] ?? UNTOLD)
  return { from: found?.[1] ?? countOf(name, isOfPlayers), nullWhen }
}

function countOf(name: string, isOfPlayers: boolean): readonly Told[] | undefined {
  const bare = name.replace(/^opp_/, '')
  const statistic = COUNTED[name] ?? COUNTED[bare] ?? bare
  const known = COUNTS.find(count => count === statistic)
  if (statistic === 'plus_minus') return [told('stat line', statistic)]
  if (known === undefined) return undefined
  return isOfPlayers ? [told('stat line', known)] : [told('team totals', ofTeams(known)), told('stat line', known)]
}
