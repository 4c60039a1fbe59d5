import { carryOut } from '../carry-out.ts'
import { holdStore } from '../hold-store.ts'
import { withApply } from '../options.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt apply`. */
export function addApply(program: Program, session: Session): void {
  const verb = program
    .command('apply')
    .summary('carry out a saved plan')
    .description(
      'Carries out a plan that backcourt plan saved. What it has done already is skipped; when inputs or definitions have changed since, it refuses.',
    )
    .addHelpText(
      'before',
      examples(['backcourt apply last --store backcourt-demo/demo.duckdb', 'backcourt apply 7f3a --newest-first --stop-on-error']),
    )
    .argument('<plan>', 'the id that backcourt plan printed, the beginning of it, or last')
  withApply(verb).action(async (id, { newestFirst, stopOnError }) => {
    await session.run(() =>
      holdStore(session, 'write', async store => {
        const [{ loadPlan }, { lastPlan }, { settleImports }] = await Promise.all([
          import('../../change/saved-plans.ts'),
          import('../../ledger/runs.ts'),
          import('../../import/settle/settle.ts'),
        ])
        const { findings } = await settleImports(store)
        const document = await loadPlan(store, id === 'last' ? await lastPlan(store) : id)
        const outcome = await carryOut(store, { document, newestFirst: newestFirst === true, stopOnError: stopOnError === true }, session)
        return { ...outcome, warnings: [...findings, ...outcome.warnings] }
      }),
    )
  })
}
