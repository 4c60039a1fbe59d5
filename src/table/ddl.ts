import type { Dialect } from '../sql/dialect.ts'
import type { Column } from './column.ts'
import type { Model } from './model.ts'
import { importColumns, qualifiedName, type Source } from './source.ts'
import type { StoredTable } from './stored.ts'

/** All columns that the table physically has, import columns of raw tables included. */
export function physicalColumns(table: Source | StoredTable | Model): Readonly<Record<string, Column>> {
  return table.kind === 'source' ? { ...table.columns, ...importColumns } : table.columns
}

/** `create table if not exists` for a declared table. */
export function createTable(table: Source | StoredTable | Model, dialect: Dialect): string {
  const all = physicalColumns(table)
  const columns = Object.entries(all).map(
    ([name, column]) => `  ${dialect.identifier(name)} ${dialect.typeName(column.type)}${column.required === true ? ' not null' : ''}`,
  )
  const key = (table.kind === 'model' ? table.grain : table.key).filter(column => column !== 'game_date')
  const layout = dialect.tableLayout('game_date' in all ? 'game_date' : undefined, key)
  return `create table if not exists ${qualifiedName(table)} (\n${columns.join(',\n')}\n)${layout}`
}
