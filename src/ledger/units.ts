import type { Day } from '../calendar.ts'

export type UnitStatus = 'done' | 'unchanged' | 'empty' | 'waiting' | 'failed' | 'blocked'

/** How a unit stands in the ledger. */
export interface UnitState {
  readonly table: string
  readonly date: Day
  readonly status: UnitStatus
  readonly rows: number
  /** Rows that the table holds now; another program may have touched them. */
  readonly storedRows: number
  readonly reason: string | null
  readonly fingerprint: string
  /** The last import that the unit has seen. */
  readonly importNumber: number
  readonly run: number
  /** The day that it was built as of; null for that of the newest final game. */
  readonly asOf: Day | null
}

/** One model on one game date, and how it ended. */
export interface UnitOutcome {
  readonly table: string
  readonly date: Day
  readonly status: UnitStatus
  /** Rows that it has now. */
  readonly rows: number
  /** Why it failed, is blocked or waits. */
  readonly reason?: string
}

/** Rows written for one date. */
export interface WrittenRows {
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly unchanged: number
}

export const NOTHING_WRITTEN: WrittenRows = { inserted: 0, updated: 0, deleted: 0, unchanged: 0 }

/** A unit of which rows were written. */
export interface BuiltUnit extends UnitOutcome {
  readonly written: WrittenRows
}

/** Name of a unit: table and date. */
export function unitKey(table: string, date: string): string {
  return `${table} ${date}`
}
