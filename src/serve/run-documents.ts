import type { ChangedField } from '../ledger/row-history.ts'
import type { RunEntry, RunUnit } from '../ledger/runs.ts'
import type { UnitStatus } from '../ledger/units.ts'

/** A row that a run changed. */
export interface MovedRow {
  readonly table: string
  readonly key: string
  readonly kind: string
  readonly run: number
  readonly fields: readonly ChangedField[]
}

/** Members of `moved`: what each run inserted, updated and deleted after the first build, and the rows of one of them, or of all since one. */
export interface MovedMembers {
  readonly runs: readonly { readonly run: number; readonly at: string; readonly command: string; readonly tables: readonly MovedCount[] }[]
  readonly run: number | null
  readonly since: number | null
  readonly total: number
  /** Statistics of players that were known and are others now, at most 100 rows. */
  readonly corrections: readonly MovedRow[]
  readonly rows: readonly MovedRow[]
}

/** What a run did to a table. */
export interface RanTable extends MovedCount, Readonly<Record<UnitStatus, number>> {
  readonly units: number
  /** Rows that its units have. */
  readonly rows: number | null
  readonly duration_ms: number | null
}

/** Members of `ran`: a run, what it did to each table, and 200 of its units. */
export interface RanMembers {
  readonly run: RunEntry
  readonly tables: readonly RanTable[]
  readonly total: number
  readonly units: readonly Pick<RunUnit, 'table' | 'date' | 'status' | 'rows' | 'reason'>[]
}

/** Members of `plans`: those that were saved last, and the run that carried each out. */
export interface PlansMembers {
  readonly plans: readonly { readonly plan: string; readonly created_at: string; readonly run: number | null; readonly outcome: string | null }[]
}

/** What the graph of a plan is made of. */
export interface PlanNode {
  readonly id: string
  readonly label: string
  /** Units that it reaches. */
  readonly units: number
  readonly about: string
  /** Where it leads on the page. */
  readonly address: string | null
}

/** Members of `plan`: how changed inputs reach units by way of windows, and 200 of its units. */
export interface PlanGraphMembers {
  readonly plan: string
  /** The last run that carried it out; null while none has. */
  readonly run: number | null
  readonly created_at: string
  readonly counts: Readonly<Record<'build' | 'unchanged' | 'empty' | 'waiting' | 'blocked', number>>
  readonly expected_ms: number
  /** Changed inputs, ways by which they reach others, tables, and dates with the rows that can change: left to right. */
  readonly columns: readonly { readonly name: string; readonly nodes: readonly PlanNode[] }[]
  readonly edges: readonly { readonly from: string; readonly to: string; readonly units: number }[]
  readonly total: number
  readonly units: readonly {
    readonly table: string
    readonly date: string
    readonly action: string
    readonly rows_affected: number
    readonly reasons: readonly string[]
  }[]
}

/** Rows of a table that a run changed, by kind. */
export interface MovedCount {
  readonly table: string
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
}
