import type { Day, DayRange } from '../calendar.ts'
import { createPlan } from '../change/create-plan.ts'
import type { PlanOptions } from '../change/plan.ts'
import { savePlan } from '../change/saved-plans.ts'
import type { Store } from '../store/store.ts'
import { applyPlan } from './apply-plan.ts'
import type { BackfillReport, Listen } from './report.ts'

export interface BackfillRequest {
  /** Undefined means from the first to the last date with box scores. */
  readonly range: DayRange | undefined
  /** Names of models; all when empty. */
  readonly tables: readonly string[]
  /** The plan's clock and `processed_at` of what is written, ISO text. */
  readonly now: string
  readonly options?: Partial<PlanOptions>
  /** The day that games without a result are judged as of; undefined means that of the newest final game. */
  readonly asOf?: Day | undefined
  readonly newestFirst?: boolean
  readonly stopOnError?: boolean
  /** Milliseconds since some start. */
  readonly elapsed: () => number
  /** Whether somebody asked to stop: the running chunk is finished first. */
  readonly interrupted?: () => boolean
  /** Statements that run at the same time; the figures are the same for any number. */
  readonly lanes?: number
}

/** Plans a range and carries the plan out: what is built and unchanged is left alone. Throws bad_input when there is nothing to build from, interrupted. */
export async function backfill(store: Store, request: BackfillRequest, listen: Listen): Promise<BackfillReport> {
  const options: PlanOptions = { force: false, onlyMissing: false, onlyFailed: false, ...request.options }
  const { range, tables, now, asOf } = request
  const plan = await createPlan(store, { range, tables, options, now, asOf, unless: 'played' })
  await savePlan(store, plan)
  const { elapsed, interrupted, lanes } = request
  return applyPlan(store, plan, {
    command: 'backfill',
    startedAt: request.now,
    newestFirst: request.newestFirst ?? false,
    stopOnError: request.stopOnError ?? false,
    elapsed,
    listen,
    ...(interrupted === undefined ? {} : { interrupted }),
    ...(lanes === undefined ? {} : { lanes }),
  })
}
