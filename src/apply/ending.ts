import type { PlanDocument } from '../change/plan-document.ts'
import { finishRun, recordIdle, recordUntouched } from '../ledger/record-run.ts'
import type { BuiltUnit } from '../ledger/units.ts'
import type { Row, Store } from '../store/store.ts'
import type { Progress } from './progress.ts'

/** What a run ends with. */
export interface EndingOf {
  readonly run: number
  readonly document: PlanDocument
  readonly progress: Progress
  /** Milliseconds that the run has taken. */
  readonly taken: () => number
  /** What is asked of the rows when all of them are written. */
  readonly question: string | undefined
}

/** How a run ends: the ledger is closed, and a question asked of all rows. In a warehouse the job that writes the last rows does both. */
export class Ending {
  readonly question: string | undefined
  readonly #store: Store
  readonly #of: EndingOf
  #told: readonly Row[] | undefined

  constructor(store: Store, of: EndingOf) {
    this.#store = store
    this.#of = of
    this.question = of.question
  }

  /** Closes the ledger, in the transaction that writes the last units; Progress knows the others. */
  async write(last: readonly BuiltUnit[]): Promise<void> {
    const { run, document, progress } = this.#of
    await recordIdle(this.#store, { run, plan: document })
    if (document.complete) await recordUntouched(this.#store, document)
    const isFailed = progress.failed() || last.some(unit => unit.status === 'failed')
    await this.#close(isFailed ? 'failed' : 'done', last)
  }

  /** Notes that this transaction was committed, and what the question was answered by then. */
  written(told: readonly Row[]): void {
    this.#told = told
  }

  /** Closes the ledger, where that was not done with the last units. */
  async finish(): Promise<void> {
    if (this.#told === undefined) await this.#store.transaction(() => this.write([]))
  }

  /** What is answered to the question. */
  async answer(): Promise<readonly Row[]> {
    if (this.#told !== undefined || this.question === undefined) return this.#told ?? []
    return (this.#store.desk?.warehouse ?? this.#store).rows(this.question)
  }

  /** Closes the ledger on a run that something ended. */
  stop(outcome: 'failed' | 'interrupted'): Promise<void> {
    return this.#close(outcome, [])
  }

  #close(outcome: string, last: readonly BuiltUnit[]): Promise<void> {
    const { run, progress, taken } = this.#of
    const written = last.reduce((sum, { written: { inserted, updated, deleted } }) => sum + inserted + updated + deleted, 0)
    return finishRun(this.#store, { run, outcome, rows: progress.rowsWritten() + written, milliseconds: taken() })
  }
}
