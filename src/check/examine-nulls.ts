import type { Store } from '../store/store.ts'
import type { Column } from '../table/column.ts'
import { physicalColumns } from '../table/ddl.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'
import type { TableFinding } from './examine-tables.ts'

type Declared = Model | Source | StoredTable

/** The columns that refuse NULL, by table. */
export async function refusingColumns(store: Store): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await store.rows<{ name: string; columns: string[] }>(`
    select schema_name || '.' || table_name as name, list(column_name) as columns
    from duckdb_columns()
    where database_name = current_database() and not internal and not is_nullable
    group by 1`)
  return new Map(rows.map(({ name, columns }) => [name, new Set(columns)]))
}

interface Found {
  /** Columns that are there, with their types. */
  readonly columns: ReadonlyMap<string, string>
  readonly refusing: ReadonlySet<string>
}

/** Rows that lack what every row must have, and columns that allow NULL where it must not stand or refuse it where it may. */
export async function nullFindings(store: Store, table: Declared, { columns, refusing }: Found): Promise<TableFinding[]> {
  const declared = Object.entries<Column>(physicalColumns(table)).filter(([column]) => columns.has(column))
  const required = declared.filter(([, column]) => column.required === true).map(([column]) => column)
  const counts = await nullCounts(store, table, required)
  return declared.flatMap(([column, { required }]): TableFinding[] => {
    const object = `${qualifiedName(table)}.${column}`
    const altered = `alter table ${qualifiedName(table)} alter ${store.dialect.identifier(column)}`
    if (required !== true) return refusing.has(column) ? [refused(object, `${altered} drop not null`)] : []
    const rows = counts.get(column) ?? 0
    if (rows > 0) return [lacked(object, rows, fillingOf(table, store.dialect.identifier(column)))]
    return refusing.has(column) ? [] : [allowed(object, `${altered} set not null`)]
  })
}

async function nullCounts(store: Store, table: Declared, columns: readonly string[]): Promise<Map<string, number>> {
  if (columns.length === 0) return new Map()
  const counts = columns.map((column, index) => `count(*) filter (where ${store.dialect.identifier(column)} is null) as n${index}`)
  const [row] = await store.rows<Readonly<Record<`n${number}`, number>>>(`select ${counts.join(', ')} from ${qualifiedName(table)}`)
  return new Map(columns.map((column, index) => [column, row?.[`n${index}`] ?? 0]))
}

function lacked(object: string, rows: number, repair: string): TableFinding {
  return { severity: 'error', object, found: `NULL in ${rows} ${rows === 1 ? 'row' : 'rows'}`, expected: 'a value in every row', repair }
}

function refused(object: string, fix: string): TableFinding {
  const expected = 'NULL where a value is not known'
  return { severity: 'error', object, found: 'a column that refuses NULL', expected, repair: 'backcourt doctor --fix allows it', fix }
}

function allowed(object: string, fix: string): TableFinding {
  const expected = 'a value in every row'
  return { severity: 'note', object, found: 'a column that allows NULL', expected, repair: 'backcourt doctor --fix refuses it', fix }
}

/** What puts a value where none is. */
function fillingOf(table: Declared, column: string): string {
  if (table.kind === 'model') return column === 'data_hash' ? 'backcourt hash stamp' : 'backcourt backfill --force'
  if (table.kind === 'source') return 'backcourt import --force with the files that fill it'
  const name = qualifiedName(table)
  return `in DuckDB: delete from ${name} where ${column} is null; alter table ${name} alter ${column} set not null`
}
