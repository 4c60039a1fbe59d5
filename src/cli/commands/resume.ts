import { carryOut, nothingToDo } from '../carry-out.ts'
import { holdStore } from '../hold-store.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt resume`. */
export function addResume(program: Program, session: Session): void {
  program
    .command('resume')
    .summary('go on with a run that was interrupted or stopped')
    .description('Carries out what the newest run that did not come to its end left untried, as it was planned, whatever ended it.')
    .addHelpText('before', examples(['backcourt resume --store backcourt-demo/demo.duckdb', 'backcourt resume --json']))
    .action(async () => {
      await session.run(() =>
        holdStore(session, 'write', async store => {
          const [{ loadPlan }, { openRun }, { settleImports }] = await Promise.all([
            import('../../change/saved-plans.ts'),
            import('../../ledger/runs.ts'),
            import('../../import/settle/settle.ts'),
          ])
          const open = await openRun(store)
          if (open === undefined) return nothingToDo('no run left units untried: there is nothing to resume', session)
          const { findings } = await settleImports(store)
          session.progress.note(`going on with run ${open.run} (plan ${open.plan})`)
          const outcome = await carryOut(store, { ...open, document: await loadPlan(store, open.plan) }, session)
          return { ...outcome, warnings: [...findings, ...outcome.warnings] }
        }),
      )
    })
}
