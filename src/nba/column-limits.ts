/** What a column of an analytics table can be, whatever the game. */
export interface Limits {
  /** The least and the most that can be true, both included; NULL where there is no end. */
  readonly between: readonly [least: number | null, most: number | null]
  /** A column of the same row that it cannot exceed. */
  readonly atMost?: string
}

const SIGNED: Limits = { between: [-150, 150] }
const SHARE: Limits = { between: [0, 1] }
/** A made three without a miss counts one and a half. */
const SHOOTING: Limits = { between: [0, 1.5] }
const RATING: Limits = { between: [0, 300] }
const PACE: Limits = { between: [30, 250] }
const PERCENT: Limits = { between: [0, 100] }
const makes = (attempts: string): Limits => ({ between: [0, null], atMost: attempts })
const upTo = (most: number): Limits => ({ between: [0, most] })

/** Columns that are not just 0 or more, by name, in whatever table they stand. */
const LIMITS: Readonly<Record<string, Limits>> = {
  ...Object.fromEntries(
    ['plus_minus', 'margin', 'margin_of_victory', 'last_game_margin', 'line_movement', 'game_spread', 'opening_spread', 'spread_movement'].map(
      name => [name, SIGNED],
    ),
  ),
  ...Object.fromEntries(['total_movement', 'pace_differential'].map(name => [name, SIGNED])),
  ...Object.fromEntries(
    ['', 'team_', 'opp_'].flatMap(of => ['paint', 'mid_range'].map(zone => [`${of}${zone}_makes`, makes(`${of}${zone}_attempts`)])),
  ),
  ...Object.fromEntries(['', 'opp_'].flatMap(of => ['fg', 'three_pt', 'ft'].map(shot => [`${of}${shot}_makes`, makes(`${of}${shot}_attempts`)]))),
  three_pt_attempts: makes('fg_attempts'),
  opp_three_pt_attempts: makes('opp_fg_attempts'),
  assisted_fg_makes: makes('fg_makes'),
  unassisted_fg_makes: makes('fg_makes'),
  and1_count: makes('ft_attempts'),
  second_chance_points_scored: makes('points_scored'),
  second_chance_points_allowed: makes('points_allowed'),
  fast_break_points_allowed: makes('points_allowed'),
  ts_pct: SHOOTING,
  efg_pct: SHOOTING,
  opponent_ts_pct: SHOOTING,
  offensive_rating: RATING,
  defensive_rating: RATING,
  opponent_def_rating_last_10: RATING,
  pace: PACE,
  opponent_pace: PACE,
  opponent_pace_last_10: PACE,
  possessions: PACE,
  overtime_periods: upTo(8),
  shooting_pct_decline_last_5: { between: [-1, 1] },
  next_opponent_win_pct: SHARE,
  spread_public_betting_pct: PERCENT,
  total_public_betting_pct: PERCENT,
  quality_score: PERCENT,
  l5_games_used: upTo(5),
  l10_games_used: upTo(10),
  games_in_last_7_days: upTo(7),
  games_in_last_14_days: upTo(14),
  games_in_next_7_days: upTo(7),
  opponent_games_in_next_7_days: upTo(7),
  back_to_backs_last_14_days: upTo(13),
  fourth_quarter_minutes_last_7: { between: [0, null], atMost: 'minutes_in_last_7_days' },
  minutes_in_last_7_days: { between: [0, null], atMost: 'minutes_in_last_14_days' },
  minutes_played: upTo(90),
  points: upTo(120),
  points_scored: upTo(300),
  points_allowed: upTo(300),
  game_total: { between: [50, 400] },
  opening_total: { between: [50, 400] },
  time_zone_changes: { between: [-12, 12] },
  player_age: { between: [16, 60] },
  season_year: { between: [1946, 2200] },
}

/** The limits of a column of numbers: what is declared for it, else 0 or more. */
export function limitsOf(column: string): Limits {
  return LIMITS[column] ?? { between: [0, null] }
}

/** The columns that have limits of their own. */
export const limitedColumns: readonly string[] = Object.keys(LIMITS)
