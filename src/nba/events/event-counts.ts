/** What is counted of shots by zone, wherever they are told. */
export const ZONE_COUNTS: readonly string[] = ['paint', 'mid_range', 'three_pt'].flatMap(zone => [`${zone}_attempts`, `${zone}_makes`])

/** Blocked shots by zone, of who blocked them. */
export const BLOCK_COUNTS: readonly string[] = ['paint_blocks', 'mid_range_blocks', 'three_pt_blocks']

/** What else is counted of a person in the events of a game. */
export const EVENT_COUNTS: readonly string[] = [
  'points',
  'assisted_fg_makes',
  'unassisted_fg_makes',
  'assists_given',
  'and1_count',
  ...BLOCK_COUNTS,
  'fourth_quarter_points',
  'clutch_points',
]

/** What the qualifiers of the live feed tell of a team’s points. */
export const QUALIFIED: Readonly<Record<string, string>> = {
  second_chance_points: '2ndchance',
  fast_break_points: 'fastbreak',
  official_points_in_paint: 'pointsinthepaint',
}
