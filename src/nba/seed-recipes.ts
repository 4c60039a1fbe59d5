import type { HashType } from '../sql/types.ts'
import type { FieldRule } from '../table/field-rule.ts'
import { defineRecipe, type Recipe, type RecipeField, type RecipeVariant } from '../table/recipe.ts'

/** Names of fields by hash type, separated by blanks. */
type Names = Readonly<Partial<Record<HashType, string>>>

interface Seed {
  readonly fields: Names
  readonly rules?: Readonly<Record<string, FieldRule>>
  readonly variants?: readonly RecipeVariant[]
}

/**
 * Recipe `seed-1` of a table: the fields that hashes of existing tables were made of, as they were written then. It verifies and fills hashes of
 * rows that Backcourt did not compute. Frozen: a change is another recipe.
 */
function seed({ fields, rules = {}, variants = [] }: Seed): Recipe {
  const typed = Object.entries(fields).flatMap(([type, names]) =>
    names.split(/\s+/).map((name): RecipeField => ({ name, type: type as HashType, ...(rules[name] === undefined ? {} : { rule: rules[name] }) })),
  )
  return defineRecipe('seed-1', typed, variants)
}

export const playerGameSeed: Recipe = seed({
  fields: {
    str: 'player_lookup universal_player_id player_full_name game_id team_abbr opponent_team_abbr over_under_result points_line_source opening_line_source player_status',
    date: 'game_date',
    int: 'season_year points assists offensive_rebounds defensive_rebounds steals blocks turnovers fg_attempts fg_makes three_pt_attempts three_pt_makes ft_attempts ft_makes plus_minus personal_fouls paint_attempts paint_makes mid_range_attempts mid_range_makes paint_blocks mid_range_blocks three_pt_blocks and1_count assisted_fg_makes unassisted_fg_makes',
    float: 'minutes_played usage_rate ts_pct efg_pct points_line margin opening_line line_movement',
    bool: 'starter_flag win_flag is_active',
  },
  variants: [{ rule: 'whole_minutes', fields: [{ name: 'minutes_played', type: 'float', rule: { kind: 'whole_is_int' } }] }],
})

export const teamOffenseSeed: Recipe = seed({
  fields: {
    str: 'game_id nba_game_id team_abbr opponent_team_abbr referee_crew_id',
    date: 'game_date',
    int: 'season_year points_scored fg_attempts fg_makes three_pt_attempts three_pt_makes ft_attempts ft_makes rebounds assists turnovers personal_fouls team_paint_attempts team_paint_makes team_mid_range_attempts team_mid_range_makes points_in_paint_scored second_chance_points_scored possessions margin_of_victory overtime_periods players_inactive starters_inactive',
    float: 'offensive_rating pace ts_pct',
    bool: 'home_game win_flag',
  },
})

export const teamDefenseSeed: Recipe = seed({
  fields: {
    str: 'game_id defending_team_abbr opponent_team_abbr referee_crew_id',
    date: 'game_date',
    int: 'season_year points_allowed opp_fg_attempts opp_fg_makes opp_three_pt_attempts opp_three_pt_makes opp_ft_attempts opp_ft_makes opp_rebounds opp_assists turnovers_forced fouls_committed opp_paint_attempts opp_paint_makes opp_mid_range_attempts opp_mid_range_makes points_in_paint_allowed mid_range_points_allowed three_pt_points_allowed second_chance_points_allowed fast_break_points_allowed blocks_paint blocks_mid_range blocks_three_pt steals defensive_rebounds margin_of_victory overtime_periods players_inactive starters_inactive',
    float: 'defensive_rating opponent_pace opponent_ts_pct',
    bool: 'home_game win_flag',
  },
})

/** The share of games known in a window, and whether the window is complete: 0 of 0 games is complete, and was never divided. */
const zeroOf = (window: string): FieldRule => ({ kind: 'zero_of_zero_is_int', flag: `${window}_is_complete` })

export const upcomingPlayerSeed: Recipe = seed({
  fields: {
    str: 'player_lookup universal_player_id game_id team_abbr opponent_team_abbr current_points_line_source opening_points_line_source game_spread_source game_total_source game_start_time_local season_phase player_status injury_report processing_decision_reason',
    date: 'game_date',
    int: 'days_rest days_rest_before_last_game days_since_2_plus_days_rest games_in_last_7_days games_in_last_14_days minutes_in_last_7_days minutes_in_last_14_days back_to_backs_last_14_days fourth_quarter_minutes_last_7 clutch_minutes_last_7_games travel_miles time_zone_changes consecutive_road_games miles_traveled_last_14_days time_zones_crossed_last_14_days player_age prop_over_streak prop_under_streak star_teammates_out next_game_days_rest games_in_next_7_days opponent_days_rest opponent_games_in_next_7_days opponent_next_game_days_rest questionable_teammates probable_teammates expected_games_count actual_games_count missing_games_count context_version',
    float:
      'current_points_line opening_points_line line_movement game_spread opening_spread spread_movement spread_public_betting_pct game_total opening_total total_movement total_public_betting_pct pace_differential opponent_pace_last_10 opponent_ft_rate_allowed projected_usage_rate avg_minutes_per_game_last_7 avg_usage_rate_last_7_games points_avg_last_5 points_avg_last_10 opponent_def_rating_last_10 shooting_pct_decline_last_5 fourth_quarter_production_last_7 next_opponent_win_pct completeness_percentage l5_completeness_pct l10_completeness_pct l7d_completeness_pct l14d_completeness_pct l30d_completeness_pct',
    bool: 'has_prop_line home_game back_to_back next_game_is_primetime is_production_ready manual_override_required season_boundary_detected backfill_bootstrap_mode l5_is_complete l10_is_complete l7d_is_complete l14d_is_complete l30d_is_complete all_windows_complete',
  },
  rules: {
    current_points_line: { kind: 'absent_line_is_nan', flag: 'has_prop_line' },
    completeness_percentage: zeroOf('l30d'),
    l5_completeness_pct: zeroOf('l5'),
    l10_completeness_pct: zeroOf('l10'),
    l7d_completeness_pct: zeroOf('l7d'),
    l14d_completeness_pct: zeroOf('l14d'),
    l30d_completeness_pct: zeroOf('l30d'),
  },
})

export const upcomingTeamSeed: Recipe = seed({
  fields: {
    str: 'team_abbr game_id opponent_team_abbr game_spread_source game_total_source last_game_result',
    date: 'game_date',
    int: 'season_year days_since_last_game game_number_in_season team_days_rest games_in_last_7_days games_in_last_14_days starters_out_count questionable_players_count team_win_streak_entering team_loss_streak_entering last_game_margin travel_miles',
    float: 'game_spread game_total spread_movement total_movement',
    bool: 'home_game is_back_to_back team_back_to_back',
    instant: 'betting_lines_updated_at',
  },
})
