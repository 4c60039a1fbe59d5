import type { ParityMembers } from '../warehouse-documents.ts'
import { tablesNamed } from '../names.ts'
import { withRange } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, closedRange } from '../range.ts'
import { parityText } from '../render/parity-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { warehouseMember, withEngine } from '../with-engine.ts'

/** `backcourt parity`. */
export function addParity(program: Program, session: Session): void {
  const verb = program
    .command('parity')
    .summary('are two stores equal')
    .description(
      'Compares analytics rows (all columns but the clocks) and current raw and reference rows of two stores: digests of each date, of each row where these differ, and the fields of the first rows that differ. Each is a file or bigquery://PROJECT[/PREFIX_].',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt parity backcourt-demo/demo.duckdb copy.duckdb',
        'backcourt parity backcourt.duckdb bigquery://my-project/nba_ --season 2021-22',
      ]),
    )
    .argument('<a>', 'a store: file or bigquery://…')
    .argument('<b>', 'a store: file or bigquery://…')
    .option('--tables <names>', 'some tables only, by name or beginning; raw and reference tables too')
  withRange(verb).action(async (a, b, options) => {
    const range = closedRange(askedRange(options, session.command))
    const [{ declaredTables }, { parity }] = await Promise.all([import('../../declared-tables.ts'), import('../../check/parity.ts')])
    const comparable = declaredTables().filter(table => table.kind !== 'stored')
    const named = tablesNamed(options.tables, comparable)
    const tables = named.length === 0 ? comparable : named
    await session.run(() =>
      withEngine(a, { session, mode: 'read' }, first =>
        withEngine(b, { session, mode: 'read' }, async (second): Promise<Outcome<ParityMembers>> => {
          const found = await parity(first, second, { tables, range })
          const differs = found.some(table => table.only_a + table.only_b + table.different > 0)
          const warehouse = warehouseMember([first, second])
          return { exitCode: differs ? 1 : 0, members: { tables: found, warehouse }, warnings: [], text: page => parityText(found, warehouse, page) }
        }),
      ),
    )
  })
}
