import { BackcourtError } from '../../errors.ts'
import type { DayRange } from '../../calendar.ts'
import type { Engine } from '../../store/engine.ts'
import type { ParityMembers } from '../warehouse-documents.ts'
import { withRange } from '../options.ts'
import type { Outcome } from '../outcome.ts'
import { askedRange, closedRange } from '../range.ts'
import { parityText } from '../render/parity-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'
import { passageFolder, warehouseMember, withEngine } from '../with-engine.ts'

/** `backcourt copy`. */
export function addCopy(program: Program, session: Session): void {
  const verb = program
    .command('copy')
    .summary('rows from store to store: a file, or a warehouse in BigQuery')
    .description(
      'Lets the rows of a store take the place of those of another, with the ledger behind them, all or nothing, and compares the two afterwards. Each is a file or bigquery://PROJECT[/PREFIX_][?location=EU&max_bytes=10GB]. With dates only rows of these, and rows without a date. A target with imports or runs of its own is refused.',
    )
    .addHelpText(
      'before',
      examples([
        'backcourt copy backcourt-demo/demo.duckdb copy.duckdb',
        'backcourt copy backcourt.duckdb "bigquery://my-project/nba_?location=EU"',
        'backcourt copy bigquery://my-project/nba_ month.duckdb --start-date 2021-10-19 --end-date 2021-11-19',
      ]),
    )
    .argument('<from>', 'a store: file or bigquery://…')
    .argument('<to>', 'a store: file or bigquery://…')
  withRange(verb).action(async (from, to, options) => {
    const range = closedRange(askedRange(options, session.command))
    await session.run(() =>
      withEngine(from, { session, mode: 'take' }, source =>
        withEngine(to, { session, mode: 'create' }, target => copied(source, target, { range, session })),
      ),
    )
  })
}

interface CopyAsked {
  readonly range: DayRange | undefined
  readonly session: Session
}

async function copied(source: Engine, target: Engine, { range, session }: CopyAsked): Promise<Outcome<ParityMembers>> {
  const [{ copyTables }, { declaredTables }, { physicalColumns }, { qualifiedName }, { parity }] = await Promise.all([
    import('../../store/copy-tables.ts'),
    import('../../declared-tables.ts'),
    import('../../table/ddl.ts'),
    import('../../table/source.ts'),
    import('../../check/parity.ts'),
  ])
  await refuseForeign(source, target)
  const declared = declaredTables()
  const shapes = declared.map(table => ({
    name: qualifiedName(table),
    columns: Object.fromEntries(Object.entries(physicalColumns(table)).map(([name, { type }]) => [name, type])),
  }))
  await copyTables(source, target, { tables: shapes, range, folder: passageFolder(session) })
  const tables = await parity(source, target, { tables: declared.filter(table => table.kind !== 'stored'), range })
  const differs = tables.some(table => table.only_a + table.only_b + table.different > 0)
  return {
    exitCode: differs ? 1 : 0,
    members: { tables, warehouse: warehouseMember([source, target]) },
    warnings: [],
    text: page => parityText(tables, warehouseMember([source, target]), page),
  }
}

/** Refuses a target whose ledger tells of imports or runs that the source knows nothing of: they would be lost. */
async function refuseForeign(source: Engine, target: Engine): Promise<void> {
  const [{ foreignEntry, ledgerEntries }, { compileQuery }] = await Promise.all([import('../../ledger/entries.ts'), import('../../table/compile.ts')])
  const entriesOf = (engine: Engine): Promise<Parameters<typeof foreignEntry>[0]> =>
    engine.rows(compileQuery(ledgerEntries, { dialect: engine.dialect }))
  const foreign = foreignEntry(await entriesOf(target), await entriesOf(source))
  if (foreign === undefined) return
  throw new BackcourtError(
    'bad_input',
    `${target.location} has ${foreign.kind} ${foreign.number} of ${foreign.started}, which ${source.location} does not know: copying would lose it`,
    {
      where: target.location,
      next: 'copy into a store that is new, or was copied from this one',
    },
  )
}
