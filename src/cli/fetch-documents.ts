import type { FetchReport } from '../fetch/report.ts'
import type { Correction } from '../ledger/corrections.ts'
import type { BackfillMembers, ImportMembers } from './documents.ts'

/** Members of `fetch`. */
export interface FetchMembers extends Pick<FetchReport, 'requests' | 'files' | 'failures' | 'running' | 'circuits'> {
  /** The members of `import`; null where there was nothing to import. */
  readonly import: ImportMembers | null
  /** The members of `backfill`, with `--apply`. */
  readonly backfill: BackfillMembers | null
  /** With `--dry-run`. */
  readonly due?: readonly { readonly url: string; readonly reason: string }[] | undefined
  /** With `--terms`. */
  readonly terms?: string | undefined
}

/** Members of `corrections`. */
export interface CorrectionsMembers {
  readonly corrections: readonly Correction[]
}
