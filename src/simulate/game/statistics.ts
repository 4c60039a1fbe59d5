/** The counting statistics of a player or team; everything else in a box score follows from them. */
export interface Statistics {
  readonly fgm: number
  readonly fga: number
  readonly fg3m: number
  readonly fg3a: number
  readonly ftm: number
  readonly fta: number
  readonly oreb: number
  readonly dreb: number
  readonly ast: number
  readonly stl: number
  readonly blk: number
  readonly tov: number
  readonly pf: number
}

/** Names of the counting statistics. */
export const statisticNames: readonly (keyof Statistics)[] = [
  'fgm',
  'fga',
  'fg3m',
  'fg3a',
  'ftm',
  'fta',
  'oreb',
  'dreb',
  'ast',
  'stl',
  'blk',
  'tov',
  'pf',
]

/** Points: two for each field goal, one more for each three, one for each free throw. */
export function pointsOf(statistics: Statistics): number {
  return 2 * statistics.fgm + statistics.fg3m + statistics.ftm
}

/** Missed field goals. */
export function missesOf(statistics: Statistics): number {
  return statistics.fga - statistics.fgm
}

/** Basketball-Reference's game score, in tenths. */
export function gameScoreTenths(line: Statistics): number {
  const shooting = 10 * pointsOf(line) + 4 * line.fgm - 7 * line.fga - 4 * (line.fta - line.ftm)
  return shooting + 7 * line.oreb + 3 * line.dreb + 10 * line.stl + 7 * line.ast + 7 * line.blk - 4 * line.pf - 10 * line.tov
}
