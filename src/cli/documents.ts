import type { Manifest } from './manifest.ts'
import type { Finding as StoreFinding, StoreSizes } from '../store/duckdb/examine.ts'
import type { ExplainedRow, StampedTable, VerifiedTable } from '../hash/report.ts'
import type { FeedRows, QuarantinedRows } from '../check/store-contents.ts'
import type { HandOff } from '../check/hand-off-report.ts'
import type { CompletenessReport } from '../check/completeness-report.ts'
import type { LeakReport } from '../check/leaks/probe.ts'
import type { ValidateReport } from '../check/validate/report.ts'
import type { AsOfReport } from '../check/asof.ts'
import type { BackfillReport } from '../apply/report.ts'
import type { RowChange } from '../ledger/changes.ts'
import type { ChangedField } from '../ledger/row-history.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import type { InputChange } from '../change/read-reach.ts'
import type { RunEntry, RunUnit } from '../ledger/runs.ts'
import type { DoubledRows, Finding, GroupCoverage, TableCoverage } from '../check/report.ts'
import type { ErrorCode } from '../errors.ts'
import type { ImportedFile, ImportReport, UnreadablePath, UnrecognisedFile } from '../import/report.ts'
import type { StatusFile, TableStatus } from './status-file.ts'
import type { InWarehouse, WarehouseCost } from './warehouse-documents.ts'
import type { ResultColumn, Row } from '../store/store.ts'

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
export interface BackfillMembers extends Pick<BackfillReport, 'run' | 'plan' | 'units' | 'tables' | 'failures' | 'duration_ms'>, InWarehouse {
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
export interface PlanMembers extends Pick<PlanDocument, 'plan' | 'counts' | 'expected_ms'>, WarehouseCost {
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
  readonly running: (Omit<StatusFile, 'command' | 'mark' | 'files' | 'tables'> & { readonly tables: readonly TableStatus[] }) | null
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

export type { GroupCoverage } from '../check/report.ts'

/** Members of `coverage`. */
export interface CoverageMembers {
  readonly tables: readonly TableCoverage[]
  /** With `--by`. */
  readonly groups?: readonly GroupCoverage[] | undefined
  readonly findings: readonly Finding[]
  /** Raw box scores that came more than once. */
  readonly doubled: readonly DoubledRows[]
}

/** Members of `completeness`. */
export interface CompletenessMembers extends Pick<CompletenessReport, 'windows' | 'entities' | 'by_date' | 'gaps'> {
  /** With `--out`. */
  readonly files?: readonly WrittenFile[] | undefined
}

/** Members of `validate`. */
export interface ValidateMembers extends Pick<ValidateReport, 'checks'> {
  /** With `--leaks`. */
  readonly leaks?: LeakReport['drawn'] | undefined
}

/** Members of `report`. */
export type ReportMembers = HandOff

/** Members of `hash verify`. */
export interface HashVerifyMembers {
  readonly tables: readonly VerifiedTable[]
}

/** Members of `hash stamp`. */
export interface HashStampMembers {
  readonly tables: readonly StampedTable[]
}

/** Members of `hash explain`. */
export type HashExplainMembers = ExplainedRow

/** Members of `remove`. */
export interface RemoveMembers {
  readonly removed: readonly { readonly table: string; readonly key: string }[]
}

/** What a store is, and what opens it. */
export interface StoreAbout extends StoreSizes {
  readonly backcourt: string
  readonly runtime: string
  readonly engine: string
  /** The engine's layout of the file. */
  readonly layout: string | null
  /** Version of the tables. */
  readonly version: number | null
}

/** Members of `doctor`. */
export interface DoctorMembers {
  readonly findings: readonly StoreFinding[]
  /** Undefined where the store does not open. */
  readonly about?: StoreAbout | undefined
  readonly feeds?: readonly FeedRows[] | undefined
  readonly quarantine?: readonly QuarantinedRows[] | undefined
  /** What `--fix` did, a line per step. */
  readonly fixed?: readonly string[] | undefined
  /** What `--restore` did, a line per step. */
  readonly restored: readonly string[]
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

/** Members of `publish`. */
export interface PublishMembers extends FilesMembers {
  readonly manifest: Manifest
}

/** Members of `serve`, told when it begins. */
export interface ServeMembers {
  readonly address: string
  readonly port: number
  readonly store: string
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
