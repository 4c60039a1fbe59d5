import { nullFindings, refusingColumns } from './examine-nulls.ts'
import type { Finding } from '../store/duckdb/examine.ts'
import type { Store } from '../store/store.ts'
import { commentsOn, meaningOf } from '../table/comments.ts'
import { createTable, physicalColumns } from '../table/ddl.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'

/** Tables that may stand in a store for reasons of their own: what they would tell is computed where they are absent. */
export const OPTIONAL_TABLES: readonly string[] = ['nba_static.team_locations']

type Declared = Model | Source | StoredTable

/** A finding, and the statement that repairs it without touching a row; undefined where a person has to decide. */
export interface TableFinding extends Finding {
  readonly fix?: string | undefined
}

/** Compares the tables of a store with their declarations: each table, column, type and key; and tells tables and columns that nobody declares. */
export async function examineTables(store: Store, declared: readonly Declared[]): Promise<TableFinding[]> {
  const found = await foundColumns(store)
  const told = await foundMeanings(store)
  const refusing = await refusingColumns(store)
  const findings: TableFinding[] = []
  for (const table of declared) {
    const name = qualifiedName(table)
    const columns = found.get(name)
    if (columns === undefined) findings.push(missingTable(store, table))
    else
      findings.push(
        ...columnFindings(store, table, columns),
        ...(await nullFindings(store, table, { columns, refusing: refusing.get(name) ?? new Set() })),
        ...meaningFindings(store, table, { columns, told }),
      )
  }
  const known = new Set([...declared.map(qualifiedName), 'nba_processing.schema_version'])
  const stray = [...found.keys()].filter(name => !known.has(name) && !OPTIONAL_TABLES.includes(name))
  return [...findings, ...stray.map(strayTable)]
}

type Columns = ReadonlyMap<string, string>

/** Comments on tables and columns, by `TABLE` and `TABLE.COLUMN`. */
async function foundMeanings(store: Store): Promise<Map<string, string>> {
  const rows = await store.rows<{ name: string; comment: string }>(`
    select schema_name || '.' || table_name as name, comment from duckdb_tables() where database_name = current_database() and comment is not null
    union all
    select schema_name || '.' || table_name || '.' || column_name, comment from duckdb_columns() where database_name = current_database() and comment is not null`)
  return new Map(rows.map(({ name, comment }) => [name, comment]))
}

interface Found {
  readonly columns: Columns
  readonly told: ReadonlyMap<string, string>
}

/** A table that does not tell what it and its columns are. */
function meaningFindings({ dialect }: Store, table: Declared, { columns, told }: Found): TableFinding[] {
  const object = qualifiedName(table)
  const declared = Object.entries(physicalColumns(table)).filter(([name]) => columns.has(name))
  const silent = declared.filter(([name, column]) => told.get(`${object}.${name}`) !== meaningOf(column)).map(([name]) => name)
  if (silent.length === 0 && told.get(object) === table.about) return []
  const found = `no meanings, or old ones: of ${silent.length} of ${declared.length} columns`
  const expected = 'meanings of the table and its columns, as comments'
  return [{ severity: 'note', object, found, expected, repair: `${FIX} writes them`, fix: commentsOn(table, dialect, silent).join('; ') }]
}

/** Types by column, by table. */
async function foundColumns(store: Store): Promise<Map<string, Columns>> {
  const rows = await store.rows<{ name: string; columns: string[]; types: string[] }>(`
    select schema_name || '.' || table_name as name, list(column_name order by column_index) as columns, list(data_type order by column_index) as types
    from duckdb_columns()
    where database_name = current_database() and not internal
    group by 1
    order by 1`)
  return new Map(rows.map(({ name, columns, types }) => [name, new Map(columns.map((column, index) => [column, types[index] ?? '']))]))
}

const FIX = 'backcourt doctor --fix'

function missingTable(store: Store, table: Declared): TableFinding {
  const object = qualifiedName(table)
  return {
    severity: 'error',
    object,
    found: 'no such table',
    expected: table.about,
    repair: `${FIX} makes it`,
    fix: [createTable(table, store.dialect), ...commentsOn(table, store.dialect)].join('; '),
  }
}

function columnFindings({ dialect }: Store, table: Declared, columns: Columns): TableFinding[] {
  const name = qualifiedName(table)
  const declared = Object.entries(physicalColumns(table))
  const wrong = declared.flatMap(([column, { type, required, meaning }]): TableFinding[] => {
    const object = `${name}.${column}`
    const expected = dialect.typeName(type)
    const found = columns.get(column)
    if (found === expected) return []
    const written = `${dialect.identifier(column)} ${expected}`
    if (found !== undefined) {
      const statement = `alter table ${name} alter ${dialect.identifier(column)} type ${expected}`
      return [{ severity: 'error', object, found, expected, repair: `in DuckDB: ${statement}` }]
    }
    const statement = `alter table ${name} add column ${written}`
    const after = filling(table)
    if (required === true)
      return [{ severity: 'error', object, found: 'no such column', expected: meaning, repair: `in DuckDB: ${statement}${after}` }]
    const fix = [statement, ...commentsOn(table, dialect, [column])].join('; ')
    return [{ severity: 'error', object, found: 'no such column', expected: meaning, repair: `${FIX} adds it${after}`, fix }]
  })
  const known = new Set(declared.map(([column]) => column))
  const stray = [...columns.keys()].filter(column => !known.has(column))
  return [...wrong, ...stray.map(column => strayColumn(name, dialect.identifier(column)))]
}

/** What fills a column that was not there; of what a command wrote once, nothing does. */
function filling({ kind }: Declared): string {
  if (kind === 'model') return '; then backcourt backfill --force'
  return kind === 'source' ? '; then backcourt import --force with the files that fill it' : ''
}

function strayColumn(table: string, column: string): TableFinding {
  const repair = `in DuckDB, if nobody needs it: alter table ${table} drop column ${column}`
  return { severity: 'warning', object: `${table}.${column}`, found: 'a column that is not declared', expected: 'none', repair }
}

function strayTable(name: string): TableFinding {
  const repair = `in DuckDB, if nobody needs it: drop table ${name}`
  return { severity: 'warning', object: name, found: 'a table that is not declared', expected: 'none', repair }
}
