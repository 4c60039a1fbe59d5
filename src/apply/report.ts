import type { UnitStatus } from '../ledger/units.ts'
import type { Day, DayRange } from '../calendar.ts'

/** How a plan is carried out. */
export interface ApplyRequest {
  /** The command, for the ledger. */
  readonly command: string
  /** When the run starts, ISO text. */
  readonly startedAt: string
  readonly newestFirst?: boolean
  readonly stopOnError?: boolean
  readonly listen: Listen
  /** Milliseconds since some start. */
  readonly elapsed: () => number
  /** Whether somebody asked to stop: the running chunks are finished first. */
  readonly interrupted?: () => boolean
  /** Statements that run at the same time; the figures are the same for any number. */
  readonly lanes?: number
}

export interface TableOutcome {
  /** Qualified name. */
  readonly table: string
  readonly units: number
  readonly rows_written: number
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly unchanged: number
  readonly duration_ms: number
}

export interface BackfillReport {
  readonly run: number
  readonly plan: string
  readonly range: DayRange
  readonly units: Readonly<Record<'planned' | UnitStatus, number>>
  /** Units that were left because the run stopped at an error. */
  readonly untried: number
  readonly tables: readonly TableOutcome[]
  /** Failed and blocked units; units that wait are none. */
  readonly failures: readonly { readonly table: string; readonly date: Day; readonly error: string }[]
  readonly warnings: readonly string[]
  readonly duration_ms: number
}

/** What a backfill tells while it works. */
export type BackfillEvent =
  | {
      readonly kind: 'planned'
      readonly range: DayRange
      readonly tables: readonly string[]
      readonly toBuild: number
      readonly empty: number
      readonly waiting: number
      readonly blocked: number
    }
  | {
      readonly kind: 'chunk'
      readonly table: string
      readonly unitsDone: number
      readonly unitsPlanned: number
      readonly rows: number
      readonly rowsPerSecond: number
      readonly millisecondsLeft: number
    }
  | { readonly kind: 'table'; readonly outcome: TableOutcome }

export type Listen = (event: BackfillEvent) => void
