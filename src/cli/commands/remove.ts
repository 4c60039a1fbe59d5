import type { RemoveRequest } from '../../import/remove.ts'
import type { Store } from '../../store/store.ts'
import type { RemoveMembers } from '../documents.ts'
import { buildHint } from '../build-hint.ts'
import { tableNamed } from '../names.ts'
import { holdStore } from '../hold-store.ts'
import type { Outcome } from '../outcome.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt remove`. */
export function addRemove(program: Program, session: Session): void {
  program
    .command('remove')
    .summary('end one raw row')
    .description('Ends the current version of one raw row. It stays readable as history; backfill then no longer sees it.')
    .addHelpText(
      'before',
      examples([
        'backcourt remove bref_inactives 202110190ATL/bakkefe01 --store backcourt-demo/demo.duckdb',
        'backcourt remove nbac_schedule nba_schedule_v2/0022100001',
      ]),
    )
    .argument('<table>', 'a raw or reference table')
    .argument('<key>', 'the key columns of the row in declared order, joined by /')
    .action(async (typed, key) => {
      const { sources } = await import('../../nba/sources/index.ts')
      const table = tableNamed(typed, sources)
      await session.run(() => holdStore(session, 'write', store => removeFrom(store, { table, key, now: session.now() })))
    })
}

async function removeFrom(store: Store, request: RemoveRequest): Promise<Outcome<RemoveMembers>> {
  const [{ removeRow }, { settleImports }] = await Promise.all([import('../../import/remove.ts'), import('../../import/settle/settle.ts')])
  const { removed } = await removeRow(store, request)
  const { findings } = await settleImports(store)
  return {
    exitCode: 0,
    members: { removed },
    warnings: findings,
    text: () => removed.map(row => `removed ${row.table} ${row.key}`),
    next: await buildHint(store),
  }
}
