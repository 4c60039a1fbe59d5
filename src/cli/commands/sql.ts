import { BackcourtError, QueryError } from '../../errors.ts'
import type { ResultColumn, Row, Store } from '../../store/store.ts'
import type { SqlMembers } from '../documents.ts'
import { holdStore } from '../hold-store.ts'
import type { Outcome } from '../outcome.ts'
import { isQuery, readStatement } from '../read-statement.ts'
import { counted } from '../render/amounts.ts'
import { rowsText } from '../render/rows.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt sql`. */
export function addSql(program: Program, session: Session): void {
  program
    .command('sql')
    .summary('ask the store with SQL')
    .description('Runs one SQL statement that reads, and prints its rows. The store is open for reading only.')
    .addHelpText(
      'before',
      examples([
        'backcourt sql --store backcourt-demo/demo.duckdb "select player_full_name, points from nba_analytics.player_game_summary order by points desc limit 10"',
        'backcourt sql --json "show all tables"',
      ]),
    )
    .argument('<statement>', 'the statement, in quotes')
    .action(async typed => {
      const statement = readStatement(typed)
      await session.run(() => holdStore(session, 'read', store => rowsOf(store, statement)))
    })
}

/** The rows of a statement, or the first so many of them. Throws query_failed. */
export async function rowsOf(store: Store, statement: string, limit?: number): Promise<Outcome<SqlMembers>> {
  try {
    const all = await (limit === undefined ? store.rows(statement) : store.firstRows(statement, limit + 1))
    const rows = all.slice(0, limit)
    const columns = isQuery(statement) ? await store.describe(statement) : columnsOf(rows)
    const twice = columns.find((column, index) => columns.findIndex(other => other.name === column.name) !== index)
    return {
      exitCode: 0,
      members: { columns, rows },
      warnings: [
        ...(twice === undefined ? [] : [`two columns are named ${twice.name}; each row shows the last one under both`]),
        ...(rows.length === all.length ? [] : [`these are the first ${rows.length} rows; there are more`]),
      ],
      text: page => [...rowsText(columns, rows, page), page.paint('dim', counted(rows.length, 'row'))],
    }
  } catch (error) {
    if (error instanceof QueryError)
      throw new BackcourtError('query_failed', error.message, { where: 'sql', next: 'backcourt tables lists tables and columns', cause: error })
    throw error
  }
}

/** Columns of a statement that the engine does not describe. */
function columnsOf(rows: readonly Row[]): ResultColumn[] {
  return Object.keys(rows[0] ?? {}).map(name => ({ name, type: 'VARCHAR' }))
}
