import type { DayRange } from '../calendar.ts'

/** Closed list of what a coverage check can find. */
export type FindingKind = 'missing' | 'extra' | 'duplicate' | 'no_hash' | 'uncovered'

export interface Finding {
  readonly table: string
  /** `DATE/KEY`; of dates that no schedule covers, the first and the last. */
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

export interface CoverageRequest {
  /** Undefined means from the first to the last built date. */
  readonly range: DayRange | undefined
  readonly tables: readonly string[]
}

export interface CoverageReport {
  readonly range: DayRange
  readonly tables: readonly TableCoverage[]
  /** At most 100 per table and kind; the counts are always complete. */
  readonly findings: readonly Finding[]
  readonly warnings: readonly string[]
}
