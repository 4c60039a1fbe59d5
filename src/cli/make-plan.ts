import type { PlanRequest } from '../change/create-plan.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import type { Store } from '../store/store.ts'
import { askedAsOf, type AsOfOption, type ChoiceOptions } from './options.ts'
import { followOwners } from './follow-owners.ts'
import { tablesNamed } from './names.ts'
import { askedRange, rangeIn, type RangeOptions } from './range.ts'
import type { Session } from './session.ts'

/** What the command line says about a plan. */
export interface PlanAsked extends RangeOptions, ChoiceOptions, AsOfOption {
  readonly tables?: string | undefined
}

/** A plan and what settling imports before it found. */
export interface MadePlan {
  readonly document: PlanDocument
  readonly warnings: readonly string[]
}

/** Makes plans from typed options; the options are checked at once, before a store is opened. */
export async function planner(options: PlanAsked, session: Session): Promise<(store: Store, unless: PlanRequest['unless']) => Promise<MadePlan>> {
  const asked = askedRange(options, session.command)
  const asOf = askedAsOf(options)
  const { models } = await import('../nba/models/index.ts')
  const tables = tablesNamed(options.tables, models).map(model => model.name)
  return async (store, unless) => {
    const read = await followOwners(store, asked, session)
    const range = await rangeIn(store, asked)
    const made = await planIn(store, { range, tables, unless, asOf, options: choiceOf(options) }, session)
    return { ...made, warnings: [...read, ...made.warnings] }
  }
}

/** Settles what imports left open, and plans. */
export async function planIn(store: Store, request: Omit<PlanRequest, 'now'>, session: Session): Promise<MadePlan> {
  const [{ createPlan }, { settleImports }] = await Promise.all([import('../change/create-plan.ts'), import('../import/settle/settle.ts')])
  return session.stoppable(store, 1, async () => {
    const { findings } = await settleImports(store)
    const document = await createPlan(store, { ...request, now: session.now() })
    return { document, warnings: findings }
  })
}

/** Typed choices as a plan takes them. */
export function choiceOf({ onlyMissing, onlyFailed, force }: ChoiceOptions): PlanRequest['options'] {
  return { onlyMissing: onlyMissing === true, onlyFailed: onlyFailed === true, force: force === true }
}
