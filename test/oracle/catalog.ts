import type { ColumnType } from '../../src/sql/types.ts'
import type { Row, Store } from '../../src/store/store.ts'
import { physicalColumns } from '../../src/table/ddl.ts'
import type { Model } from '../../src/table/model.ts'
import { importColumns, qualifiedName, type Source } from '../../src/table/source.ts'
import type { StoredTable } from '../../src/table/stored.ts'
import { toWire, wireType, type WireType, type WireValue } from './values.ts'

/** A table as the oracle knows it: `nba_raw.nbac_schedule`, or a bare name. */
export interface OracleTable {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnType>>
}

/** Rows by the name of their table; a table without rows is empty. */
export type Contents = Readonly<Record<string, readonly Row[]>>

/** One of our declared tables, with every column that it physically has. */
export function declared(table: Source | StoredTable | Model): OracleTable {
  const columns = Object.entries(physicalColumns(table)).map(([name, column]) => [name, column.type] as const)
  return { name: qualifiedName(table), columns: Object.fromEntries(columns) }
}

/** A table as the engine's protocol declares it. */
export interface WireTable {
  readonly name: string
  readonly column: readonly { readonly name: string; readonly type: WireType }[]
}

/** Tables and datasets; a dataset is a catalog inside the catalog. */
export interface WireCatalog {
  readonly name: string
  readonly table: readonly WireTable[]
  readonly catalog?: readonly WireCatalog[]
}

function wireTable(table: OracleTable, name: string): WireTable {
  return { name, column: Object.entries(table.columns).map(([column, type]) => ({ name: column, type: wireType(type) })) }
}

/** The tables in their datasets, for a statement that is only analysed. */
export function nestedCatalog(tables: readonly OracleTable[]): WireCatalog {
  const catalog = { name: 'oracle', table: [] as WireTable[], catalog: [] as { name: string; table: WireTable[] }[] }
  for (const table of tables) {
    const [dataset, name] = table.name.split('.')
    if (dataset === undefined || name === undefined) {
      catalog.table.push(wireTable(table, table.name))
      continue
    }
    if (!catalog.catalog.some(known => known.name === dataset)) catalog.catalog.push({ name: dataset, table: [] })
    catalog.catalog.find(known => known.name === dataset)?.table.push(wireTable(table, name))
  }
  return catalog
}

/** The tables under their full names side by side: the engine holds contents for no other ones. */
export function flatCatalog(tables: readonly OracleTable[]): WireCatalog {
  return { name: 'oracle', table: tables.map(table => wireTable(table, table.name)) }
}

/** A query for the flat catalog: `nba_raw.x` becomes one quoted name, outside of literals and comments. */
export function withFlatNames(query: string, tables: readonly OracleTable[]): string {
  const dotted = new Set(tables.map(table => table.name).filter(name => name.includes('.')))
  const token = /'(?:\\[^]|[^'\\])*'|"(?:\\[^]|[^"\\])*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\/|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g
  return query.replace(token, text => (dotted.has(text) ? `\`${text}\`` : text))
}

/** The tables that a query names, without import columns that it does not name. */
export function onlyNamed(tables: readonly OracleTable[], query: string): OracleTable[] {
  const words = new Set(query.match(/\w+/g))
  const needed = (column: string): boolean => !(column in importColumns) || words.has(column)
  return tables
    .filter(({ name }) => name.split('.').every(part => words.has(part)))
    .map(({ name, columns }) => ({ name, columns: Object.fromEntries(Object.entries(columns).filter(([column]) => needed(column))) }))
}

/** Rows of the tables in the protocol's form. */
export function wireContents(tables: readonly OracleTable[], contents: Contents): Record<string, unknown> {
  const entries = tables.map(table => [table.name, { tableData: { row: (contents[table.name] ?? []).map(row => ({ cell: wireRow(table, row) })) } }])
  return Object.fromEntries(entries) as Record<string, unknown>
}

function wireRow(table: OracleTable, row: Row): WireValue[] {
  return Object.entries(table.columns).map(([column, type]) => toWire(row[column], type))
}

/** The rows of declared tables as a store holds them, for the engine to compute with. */
export async function storedContents(store: Store, tables: readonly OracleTable[]): Promise<Contents> {
  const contents: Record<string, readonly Row[]> = {}
  for (const { name, columns } of tables) {
    const items = Object.keys(columns).map(column => store.dialect.identifier(column))
    contents[name] = await store.rows(`select ${items.join(', ')} from ${name}`)
  }
  return contents
}
