import type { Finding as StoreFinding } from '../store/examine.ts'
import type { AsOfReport } from '../check/asof.ts'
import type { BackfillReport } from '../build/report.ts'
import type { RowChange } from '../change/change-feed.ts'
import type { ChangedField } from '../change/history.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import type { InputChange } from '../change/read-reach.ts'
import type { RunEntry, RunUnit } from '../change/run-list.ts'
import type { Finding, TableCoverage } from '../check/report.ts'
import type { ErrorCode } from '../errors.ts'
import type { ImportedFile, ImportReport, UnreadablePath, UnrecognisedFile } from '../import/report.ts'
import type { StatusFile } from './status-file.ts'
import type { ResultColumn, Row } from '../store/store.ts'
import type { RecipeField } from '../table/recipe.ts'

/** A file that was written. */
export interface WrittenFile {
  readonly path: string
  readonly rows: number
  readonly bytes: number
}

/** What went wrong, as scripts read it. */
export interface ErrorMember {
  readonly code: ErrorCode
  readonly message: string
  readonly where: string | null
  readonly next: string | null
}

/** Members of `import`. */
export interface ImportMembers {
  readonly import: number | null
  readonly files: readonly ImportedFile[]
  readonly unrecognised: readonly UnrecognisedFile[]
  readonly unreadable: readonly UnreadablePath[]
  readonly tables: ImportReport['tables']
  readonly quarantined: number
  readonly duration_ms: number
  readonly peak_rss_mb: number
}

/** Members of `backfill`. */
export interface BackfillMembers extends Pick<BackfillReport, 'run' | 'plan' | 'units' | 'tables' | 'failures' | 'duration_ms'> {
  readonly peak_rss_mb: number
}

/** Members of `resume` and `retry` when there is nothing to do. */
export interface NoRunMembers extends Omit<BackfillMembers, 'run' | 'plan'> {
  readonly run: null
  readonly plan: null
}

/** A unit of a plan. */
export interface UnitDocument {
  readonly table: string
  readonly date: string
  /** `build` for the first time, `rebuild`, or how a unit that has nothing to build newly stands. */
  readonly action: 'build' | 'rebuild' | 'empty' | 'waiting' | 'blocked'
  /** Rows that can change, at most. */
  readonly rows_affected: number
  readonly reasons: readonly string[]
}

/** Members of `plan`, and of `backfill --dry-run`. */
export interface PlanMembers extends Pick<PlanDocument, 'plan' | 'counts' | 'expected_ms'> {
  readonly inputs_changed: readonly Pick<InputChange, 'table' | 'date' | 'key' | 'kind' | 'fields' | 'cause'>[]
  readonly units: readonly UnitDocument[]
}

/** Members of `runs`; `runs show` has one run, with its units. */
export interface RunsMembers {
  readonly runs: readonly RunEntry[]
  readonly units?: readonly RunUnit[] | undefined
}

/** Members of `status`. */
export interface StatusMembers {
  readonly running: Omit<StatusFile, 'command'> | null
  readonly last_run: RunEntry | null
}

/** Members of `why`. */
export interface WhyMembers {
  readonly table: string
  readonly key: string
  readonly hash: string | null
  readonly recipe: string | null
  readonly history: readonly {
    readonly run: number | null
    readonly at: string | null
    readonly kind: 'inserted' | 'updated' | 'deleted' | 'created'
    readonly fields: readonly ChangedField[]
    readonly reasons: readonly string[]
    readonly causes: readonly { readonly table: string; readonly key: string; readonly file: string | null; readonly row: number | null }[]
  }[]
}

/** Members of `asof`. */
export type AsOfMembers = AsOfReport

/** A line of `changes`. */
export type ChangeLine = RowChange

/** Members of `coverage`. */
export interface CoverageMembers {
  readonly tables: readonly TableCoverage[]
  readonly findings: readonly Finding[]
}

/** Members of `remove`. */
export interface RemoveMembers {
  readonly removed: readonly { readonly table: string; readonly key: string }[]
}

/** Members of `doctor`. */
export interface DoctorMembers {
  readonly findings: readonly StoreFinding[]
  /** What `--restore` did, a line per step. */
  readonly restored: readonly string[]
}

/** Members of `formats`. */
export interface FormatsMembers {
  readonly formats: readonly { readonly name: string; readonly recognised_by: string; readonly tables: readonly string[] }[]
}

/** Members of `sql`. */
export interface SqlMembers {
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly Row[]
}

/** Members of `export` and `simulate`. */
export interface FilesMembers {
  readonly files: readonly WrittenFile[]
  readonly duration_ms: number
}

/** A column as `tables` tells it. */
export interface ColumnDocument {
  readonly name: string
  readonly type: string
  readonly unit: string | null
  readonly meaning: string
  readonly formula: string | null
  readonly sources: readonly string[]
  readonly content: boolean
  readonly waiting_for: string | null
}

/** A table as `tables` tells it. */
export interface TableDocument {
  readonly table: string
  readonly kind: 'analytics' | 'raw' | 'reference' | 'processing' | 'static'
  readonly about: string
  readonly grain: readonly string[]
  readonly columns: readonly ColumnDocument[]
  readonly recipes: readonly { readonly name: string; readonly fields: readonly RecipeField[] }[]
}

/** Members of `tables`. */
export interface TablesMembers {
  readonly tables: readonly TableDocument[]
}

/** Members of `completion`. */
export interface CompletionMembers {
  readonly shell: string
  readonly script: string
}

/** Members of `demo`: the documents of its steps, by verb. */
export interface DemoMembers {
  readonly simulate: FilesMembers
  readonly import: ImportMembers
  readonly backfill: BackfillMembers
  readonly coverage: CoverageMembers
}
