import { nothingToDo } from '../carry-out.ts'
import { holdStore } from '../hold-store.ts'
import { planner } from '../make-plan.ts'
import { withApply, withAsOf, withRange, withTables } from '../options.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { saveAndCarryOut } from './backfill.ts'

/** `backcourt retry`. */
export function addRetry(program: Program, session: Session): void {
  const verb = program
    .command('retry')
    .summary('build what failed or was blocked')
    .description('Plans the units anew that failed or were blocked, and builds them; without dates all of them.')
    .addHelpText('before', examples(['backcourt retry --store backcourt-demo/demo.duckdb', 'backcourt retry --season 2021-22 --tables pgs']))
  withApply(withAsOf(withTables(withRange(verb)))).action(async options => {
    const plan = await planner({ ...options, onlyFailed: true }, session)
    const how = { newestFirst: options.newestFirst === true, stopOnError: options.stopOnError === true }
    await session.run(() =>
      holdStore(session, 'write', async store => {
        const made = await plan(store, 'built')
        if (made.document.units.length > 0) return saveAndCarryOut(store, { ...how, made }, session)
        const { openRun } = await import('../../ledger/runs.ts')
        const nothing = nothingToDo('no unit failed or was blocked: there is nothing to retry', session)
        return { ...nothing, warnings: made.warnings, next: (await openRun(store)) === undefined ? undefined : 'resume' }
      }),
    )
  })
}
