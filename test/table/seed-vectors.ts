import { models } from '../../src/nba/models/index.ts'
import type { HashType } from '../../src/sql/types.ts'
import type { Model } from '../../src/table/model.ts'
import { asVariant, type Recipe } from '../../src/table/recipe.ts'
import type { AwkwardRow } from './awkward-rows.ts'

/** A row as a table stores it, and the hash that it had before it was stored. */
export interface SeedVector {
  readonly about: string
  readonly model: Model
  /** Only what is not NULL. */
  readonly row: AwkwardRow
  readonly hash: string
  /** The variant of the recipe that wrote it. */
  readonly variant?: string
  /** What Python held where the stored value does not tell. */
  readonly python?: Readonly<Record<string, readonly [HashType, number]>>
}

function model(initials: string): Model {
  return models.find(model => model.initials === initials)!
}

/** The recipe `seed-1` that a vector was written by. */
export function recipeOf({ model, variant }: SeedVector): Recipe {
  const seed = model.recipes.find(({ name }) => name === 'seed-1')!
  return variant === undefined
    ? seed
    : asVariant(
        seed,
        seed.variants!.find(({ rule }) => rule === variant)!,
      )
}

const example = {
  player_lookup: 'lebronjames',
  universal_player_id: 'lebronjames_001',
  player_full_name: 'LeBron James',
  game_id: '20250115_MIA_LAL',
  game_date: '2025-01-15',
  team_abbr: 'LAL',
  opponent_team_abbr: 'MIA',
  season_year: 2024,
  ...{ points: 22, assists: 9, offensive_rebounds: 1, defensive_rebounds: 6, steals: 1, blocks: 0, turnovers: 3, personal_fouls: 2, plus_minus: 7 },
  ...{ fg_attempts: 17, fg_makes: 8, three_pt_attempts: 6, three_pt_makes: 2, ft_attempts: 5, ft_makes: 4, ts_pct: 0.573, efg_pct: 0.529 },
  ...{ starter_flag: false, win_flag: false, is_active: true, player_status: 'active' },
  ...{ points_line: 24.5, over_under_result: 'UNDER', margin: -2.5, points_line_source: 'draftkings' },
}

const offense = {
  ...{ game_id: '20250115_NYK_PHI', nba_game_id: '0022400561', game_date: '2025-01-15', season_year: 2024, overtime_periods: 1 },
  ...{ team_abbr: 'PHI', opponent_team_abbr: 'NYK', home_game: true, win_flag: false, margin_of_victory: -6, points_scored: 119, possessions: 99 },
  ...{ assists: 27, fg_attempts: 92, fg_makes: 46, ft_attempts: 14, ft_makes: 14, three_pt_attempts: 35, three_pt_makes: 13, rebounds: 35 },
  ...{ turnovers: 12, personal_fouls: 19, offensive_rating: 119.96, pace: 89.8, ts_pct: 0.606 },
}
const offenseZones = {
  ...{ team_paint_attempts: 43, team_paint_makes: 26, team_mid_range_attempts: 14, team_mid_range_makes: 7, points_in_paint_scored: 52 },
}

const offenseNyk = {
  ...{ game_id: '20250115_NYK_PHI', nba_game_id: '0022400561', game_date: '2025-01-15', season_year: 2024, overtime_periods: 1 },
  ...{ team_abbr: 'NYK', opponent_team_abbr: 'PHI', home_game: false, win_flag: true, margin_of_victory: 6, points_scored: 125, possessions: 94 },
  ...{ assists: 28, fg_attempts: 86, fg_makes: 46, ft_attempts: 24, ft_makes: 17, three_pt_attempts: 37, three_pt_makes: 16, rebounds: 45 },
  ...{ turnovers: 13, personal_fouls: 14, offensive_rating: 132.14, pace: 85.7, ts_pct: 0.647 },
}
const nykZones = {
  ...{ team_paint_attempts: 31, team_paint_makes: 23, team_mid_range_attempts: 18, team_mid_range_makes: 7, points_in_paint_scored: 46 },
}

const defense = {
  ...{ game_id: '20250115_NYK_PHI', game_date: '2025-01-15', season_year: 2024, overtime_periods: 0, defending_team_abbr: 'NYK' },
  ...{
    opponent_team_abbr: 'PHI',
    home_game: false,
    win_flag: true,
    margin_of_victory: 6,
    points_allowed: 119,
    opp_fg_attempts: 92,
    opp_fg_makes: 46,
  },
  ...{ opp_three_pt_attempts: 35, opp_three_pt_makes: 13, opp_ft_attempts: 14, opp_ft_makes: 14, opp_rebounds: 35, opp_assists: 27 },
  ...{ turnovers_forced: 12, fouls_committed: 14, three_pt_points_allowed: 39, steals: 10, defensive_rebounds: 30 },
  ...{ defensive_rating: 120.01, opponent_pace: 99.2, opponent_ts_pct: 0.606 },
}

const context = {
  ...{ player_lookup: 'lebronjames', universal_player_id: 'lebronjames_001', game_id: '20240115_OKC_LAL', game_date: '2024-01-15' },
  ...{ team_abbr: 'LAL', opponent_team_abbr: 'OKC', home_game: true, back_to_back: false, season_phase: 'mid', days_rest: 2 },
  ...{
    days_rest_before_last_game: 2,
    days_since_2_plus_days_rest: 2,
    games_in_last_7_days: 3,
    games_in_last_14_days: 6,
    minutes_in_last_7_days: 109,
  },
  ...{
    minutes_in_last_14_days: 213,
    avg_minutes_per_game_last_7: 36.6,
    back_to_backs_last_14_days: 0,
    points_avg_last_5: 24,
    points_avg_last_10: 22.5,
  },
  ...{ next_game_days_rest: 0, games_in_next_7_days: 0, next_game_is_primetime: false, opponent_days_rest: 0, opponent_games_in_next_7_days: 0 },
  ...{ opponent_next_game_days_rest: 0, expected_games_count: 13, actual_games_count: 13, missing_games_count: 0, completeness_percentage: 100 },
  ...{ is_production_ready: true, manual_override_required: false, season_boundary_detected: false, backfill_bootstrap_mode: false },
  ...{ processing_decision_reason: 'processed_successfully', context_version: 1, all_windows_complete: true },
  ...{ l5_completeness_pct: 780, l5_is_complete: true, l10_completeness_pct: 390, l10_is_complete: true, l7d_completeness_pct: 133.3 },
  ...{ l7d_is_complete: true, l14d_completeness_pct: 116.7, l14d_is_complete: true, l30d_completeness_pct: 100, l30d_is_complete: true },
}
const noLine = { ...context, has_prop_line: false, prop_over_streak: 0, prop_under_streak: 0 }
const line = {
  ...{ has_prop_line: true, current_points_line: 24.5, opening_points_line: 23.5, line_movement: 1, current_points_line_source: 'draftkings' },
  ...{ opening_points_line_source: 'fanduel', prop_over_streak: 1, prop_under_streak: 0 },
}

const team = {
  ...{ team_abbr: 'LAL', game_id: '0022300554', game_date: '2024-01-13', season_year: 2023, opponent_team_abbr: 'UTA', home_game: false },
  ...{ is_back_to_back: false, days_since_last_game: 2, game_number_in_season: 14, team_days_rest: 1, team_back_to_back: false },
  ...{ games_in_last_7_days: 3, games_in_last_14_days: 6, starters_out_count: 2, questionable_players_count: 1, team_win_streak_entering: 0 },
  ...{ team_loss_streak_entering: 1, last_game_margin: -18, last_game_result: 'L', travel_miles: 0 },
}
const teamLines = {
  ...{ travel_miles: 581, game_spread: 2.5, game_total: 238.5, game_spread_source: 'draftkings', game_total_source: 'draftkings' },
  ...{ betting_lines_updated_at: '2024-01-13T23:45:10Z' },
}

const WHOLE = 'whole_minutes'

/** Worked examples of the system that hashed the tables before: each hash was made by its own code. */
export const seedVectors: readonly SeedVector[] = [
  { about: 'a player with a line', model: model('pgs'), row: example, hash: 'e5674c009b95f0b8' },
  {
    about: 'whole minutes, early era',
    model: model('pgs'),
    row: { ...example, minutes_played: 36, starter_flag: true },
    hash: 'd25be97b4ad588d5',
    variant: WHOLE,
    python: { minutes_played: ['int', 36] },
  },
  { about: 'minutes with a fraction', model: model('pgs'), row: { ...example, minutes_played: 36.5, starter_flag: true }, hash: '1dc5bb0492e29f99' },
  {
    about: 'a player of the other source',
    model: model('pgs'),
    row: {
      ...{ player_lookup: 'jarenjacksonjr', universal_player_id: 'jarenjacksonjr_001', player_full_name: 'Jaren Jackson Jr.' },
      ...{ game_id: '20241123_MEM_CHI', game_date: '2024-11-23', team_abbr: 'MEM', opponent_team_abbr: 'CHI', season_year: 2024, points: 20 },
      ...{ minutes_played: 31, assists: 2, steals: 1, blocks: 3, turnovers: 2, personal_fouls: 4, fg_makes: 7, three_pt_makes: 2, ft_makes: 4 },
      ...{ starter_flag: true, win_flag: false, is_active: true, player_status: 'active' },
    },
    hash: '48856dee51b7e5fb',
    variant: WHOLE,
    python: { minutes_played: ['int', 31] },
  },
  {
    about: 'a name beyond ASCII and a push',
    model: model('pgs'),
    row: {
      ...{ player_lookup: 'nikolajokic', universal_player_id: 'nikolajokic_001', player_full_name: 'Nikola Jokić', game_id: '20250307_PHX_DEN' },
      ...{ game_date: '2025-03-07', team_abbr: 'DEN', opponent_team_abbr: 'PHX', season_year: 2024, points: 31, assists: 22 },
      ...{ offensive_rebounds: 3, defensive_rebounds: 18, steals: 3, blocks: 0, turnovers: 3, personal_fouls: 3, fg_attempts: 22, fg_makes: 13 },
      ...{ three_pt_attempts: 7, three_pt_makes: 2, ft_attempts: 4, ft_makes: 3, ts_pct: 0.652, efg_pct: 0.636, starter_flag: false },
      ...{ win_flag: false, is_active: true, player_status: 'active', points_line: 31, over_under_result: 'OVER', margin: 0 },
      points_line_source: 'fanduel',
    },
    hash: '536e23a75b925a0f',
  },
  { about: 'offense without zones', model: model('togs'), row: offense, hash: '0c83d51265dd36f9' },
  { about: 'offense with zones', model: model('togs'), row: { ...offense, ...offenseZones }, hash: '58ab41cc263fc3fa' },
  {
    about: 'offense with second chances',
    model: model('togs'),
    row: { ...offense, ...offenseZones, second_chance_points_scored: 17 },
    hash: '3008e015ef81365a',
  },
  { about: 'offense of the guests', model: model('togs'), row: offenseNyk, hash: '1a543c424ba6f2fb' },
  { about: 'offense of the guests with zones', model: model('togs'), row: { ...offenseNyk, ...nykZones }, hash: 'cb001f67360f8c13' },
  { about: 'defense without zones', model: model('tdgs'), row: defense, hash: '3ce38d8093fba4c5' },
  { about: 'context with a line', model: model('upgc'), row: { ...context, ...line }, hash: '19dea51c7181cb8c' },
  {
    about: 'context without a line',
    model: model('upgc'),
    row: noLine,
    hash: '625ddbd17e46b0be',
    python: { current_points_line: ['float', Number.NaN] },
  },
  { about: 'team context', model: model('utgc'), row: team, hash: 'b5fc1783ebbb23c2' },
  { about: 'team context with a trip', model: model('utgc'), row: { ...team, travel_miles: 581 }, hash: '01144fa7ff94d164' },
  { about: 'team context with lines', model: model('utgc'), row: { ...team, ...teamLines }, hash: '795f83301b059414' },
]
