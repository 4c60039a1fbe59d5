import type { Store } from '../../store/store.ts'
import { carryOut, type CarryOut } from '../carry-out.ts'
import type { BackfillMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import { planIn, planner, type MadePlan } from '../make-plan.ts'
import { asOfHint, choiceHint, withApply, withAsOf, withChoice, withRange, withTables } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { rangeHint } from '../range.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { planOutcome } from './plan.ts'

/** `backcourt backfill`. */
export function addBackfill(program: Program, session: Session): void {
  const verb = program
    .command('backfill')
    .summary('compute the analytics tables for a range of game dates')
    .description(
      'Computes the analytics tables for a range of game dates; without dates for all that have box scores. Running it again changes only what differs.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt backfill --store backcourt-demo/demo.duckdb --start-date 2021-10-19 --end-date 2021-10-25',
        'backcourt backfill --season 2021-22 --tables pgs,togs',
        'backcourt backfill --only-missing --newest-first --dry-run',
      ]),
    )
    .option('--dry-run', 'print the plan, save and build nothing')
  withApply(withAsOf(withChoice(withTables(withRange(verb))))).action(async options => {
    const plan = await planner(options, session)
    const how = { newestFirst: options.newestFirst === true, stopOnError: options.stopOnError === true }
    const tables = options.tables === undefined ? '' : ` --tables ${options.tables}`
    await session.run(() =>
      holdStore(session, 'write', async (store): Promise<Outcome> => {
        const made = await plan(store, 'played')
        if (options.dryRun === true)
          return {
            ...(await planOutcome(made, store)),
            next: `backfill${rangeHint(options)}${tables}${choiceHint(options)}${asOfHint(options.asOf)}`,
          }
        const outcome = await saveAndCarryOut(store, { ...how, made }, session)
        return { ...outcome, next: outcome.next ?? `coverage${rangeHint(options)}${asOfHint(options.asOf)}` }
      }),
    )
  })
}

/** Plans all that has box scores and carries the plan out. */
export async function backfillIn(store: Store, session: Session): Promise<Outcome<BackfillMembers>> {
  const options = { onlyMissing: false, onlyFailed: false, force: false }
  const made = await planIn(store, { range: undefined, tables: [], options, unless: 'played' }, session)
  return saveAndCarryOut(store, { made, newestFirst: false, stopOnError: false }, session)
}

/** Saves a plan, so that an interrupted run can be resumed, and carries it out. */
export async function saveAndCarryOut(
  store: Store,
  { made, ...how }: Omit<CarryOut, 'document'> & { readonly made: MadePlan },
  session: Session,
): Promise<Outcome<BackfillMembers>> {
  const { savePlan } = await import('../../change/saved-plans.ts')
  await savePlan(store, made.document)
  const outcome = await carryOut(store, { ...how, document: made.document }, session)
  return { ...outcome, warnings: [...made.warnings, ...outcome.warnings] }
}
