import type { DayRange } from '../../calendar.ts'

/** A row that fails a check. */
export interface FailingRow {
  /** `DATE/KEY`, or the id of a person. */
  readonly key: string
  /** What contradicts what. */
  readonly found: string
}

/** How the rows of a table stand to a check. */
export interface CheckedTable {
  readonly check: string
  readonly table: string
  readonly meaning: string
  /** Rows of which every side is known. */
  readonly rows_checked: number
  readonly failing: number
  /** Rows of which a side is not known: they neither pass nor fail. */
  readonly not_checkable: number
  readonly examples: readonly FailingRow[]
  /** The command that goes on, without `backcourt`; null when nothing fails. */
  readonly next: string | null
}

export interface ValidateRequest {
  readonly range: DayRange
  /** Only checks of these tables; all of them without any. */
  readonly tables: readonly string[]
  /** Only checks of these names; all of them when left out. */
  readonly only?: readonly string[] | undefined
}

export interface ValidateReport {
  readonly range: DayRange
  readonly checks: readonly CheckedTable[]
}
