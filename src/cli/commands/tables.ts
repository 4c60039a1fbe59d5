import type { TableDocument, TablesMembers } from '../definition-documents.ts'
import { columnNamed, tableNamed } from '../names.ts'
import type { Outcome, Page } from '../outcome.ts'
import { tablesMarkdown } from '../render/tables-markdown.ts'
import { columnText, tableList, tableText, waitingText } from '../render/tables-text.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt tables`. */
export function addTables(program: Program, session: Session): void {
  program
    .command('tables')
    .summary('what every number means')
    .description('Tells what each table and each column is, straight from the declarations. Needs no store.')
    .addHelpText(
      'before',
      examples([
        'backcourt tables pgs',
        'backcourt tables player_game_summary ts_pct',
        'backcourt tables --waiting',
        'backcourt tables --markdown > docs/tables.md',
      ]),
    )
    .argument('[table]', 'a table: name, beginning or initials')
    .argument('[column]', 'one of its columns')
    .option('--markdown', 'the data dictionary of all of them, as Markdown')
    .option('--waiting', 'the columns that stay NULL until an input can be imported')
    .action(async (table, column, options) => {
      await session.run(() => tablesOutcome({ table, column, waiting: options.waiting === true, markdown: options.markdown === true }))
    })
}

/** Which tables and columns are asked for. */
export interface TablesAsked {
  readonly table: string | undefined
  readonly column: string | undefined
  readonly waiting: boolean
  readonly markdown?: boolean | undefined
}

/** What the declarations say. Throws unknown_name. */
export async function tablesOutcome({ table, column, waiting, markdown = false }: TablesAsked): Promise<Outcome<TablesMembers>> {
  const [{ declaredTables }, { tableDocument }] = await Promise.all([import('../../declared-tables.ts'), import('../table-documents.ts')])
  const all = declaredTables()
  const named = table === undefined ? undefined : tableNamed(table, all)
  const columnName = named === undefined || column === undefined ? undefined : columnNamed(column, named)
  const chosen = (named === undefined ? all : [named]).map(tableDocument).map(document => ({
    ...document,
    columns: document.columns.filter(each => (columnName === undefined || each.name === columnName) && (!waiting || each.waiting_for !== null)),
  }))
  const tables = waiting ? chosen.filter(document => document.columns.length > 0) : chosen
  const text = (page: Page) => {
    if (markdown) return tablesMarkdown(tables)
    if (waiting) return waitingText(tables, page)
    return named === undefined ? tableList(tables, page) : oneTable(tables, columnName !== undefined, page)
  }
  return { exitCode: 0, members: { tables }, warnings: [], text }
}

function oneTable(tables: readonly TableDocument[], oneColumn: boolean, page: Page): string[] {
  return tables.flatMap(table => (oneColumn ? table.columns.flatMap(column => columnText(table, column, page)) : tableText(table, page)))
}
