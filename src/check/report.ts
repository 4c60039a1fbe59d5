import type { Day, DayRange } from '../calendar.ts'

/** Closed list of what a coverage check can find. */
export type FindingKind = 'missing' | 'extra' | 'duplicate' | 'no_hash' | 'uncovered'

export interface Finding {
  readonly table: string
  /** `DATE/KEY`; of a team without player lines `DATE/TEAM`; of dates that no schedule covers, the first and the last. */
  readonly key: string
  readonly kind: FindingKind
  readonly explanation: string
}

export interface TableCoverage {
  /** Qualified name. */
  readonly table: string
  readonly expected: number
  readonly rows: number
  readonly keys: number
  readonly with_hash: number
  readonly missing: number
  readonly extra: number
  readonly duplicates: number
  /** Games of the range that should have been played and have no result: they expect no rows. */
  readonly waiting: number
  /** Share of expected keys that have a row with a hash, 0–1; null when nothing is expected. */
  readonly coverage: number | null
}

/** How a date, month or team stands in a table. `empty`: the schedule knows of no game; `uncovered`: no schedule says whether there were games. */
export type CoverageState = 'complete' | 'partial' | 'missing' | 'waiting' | 'empty' | 'uncovered'

/** What rows can be counted by. */
export type CoverageGrouping = 'date' | 'month' | 'team'

/** The coverage of one table on one date, in one month, or of one team. */
export interface GroupCoverage extends Omit<TableCoverage, 'keys'> {
  /** `2021-10-19`, `2021-10`, `LAL`. */
  readonly group: string
  readonly state: CoverageState
}

export interface CoverageRequest {
  /** Undefined means from the first to the last built date. */
  readonly range: DayRange | undefined
  readonly tables: readonly string[]
  /** The day that games without a result are judged as of; undefined means that of the newest final game. */
  readonly asOf?: Day | undefined
  /** Count by this, too. */
  readonly by?: CoverageGrouping | undefined
}

/** Rows for a raw table that came again with a key that their import had already. */
export interface DoubledRows {
  /** Qualified name. */
  readonly table: string
  readonly rows: number
}

export interface CoverageReport {
  readonly range: DayRange
  readonly tables: readonly TableCoverage[]
  /** In the order of date, month or team, then of the tables; empty unless asked for. */
  readonly groups: readonly GroupCoverage[]
  /** At most 100 per table and kind; the counts are always complete. */
  readonly findings: readonly Finding[]
  /** Raw box scores that came more than once, on whatever date: they are expected once. */
  readonly doubled: readonly DoubledRows[]
  readonly warnings: readonly string[]
  /** Whether something that was found can be built; the rest waits for files. */
  readonly buildable: boolean
}
