import type { Dialect } from '../sql/dialect.ts'
import { physicalColumns } from './ddl.ts'
import type { Model } from './model.ts'
import { qualifiedName, type Source } from './source.ts'
import type { StoredTable } from './stored.ts'

type Declared = Source | StoredTable | Model

/** The statements that write the meanings of a table and its columns into the store; all of them, or those of some columns. */
export function commentsOn(table: Declared, dialect: Dialect, columns: readonly string[] = Object.keys(physicalColumns(table))): string[] {
  const name = qualifiedName(table)
  const declared = physicalColumns(table)
  return [
    `comment on table ${name} is ${dialect.text(table.about)}`,
    ...columns.map(column => `comment on column ${name}.${dialect.identifier(column)} is ${dialect.text(meaningOf(declared[column]))}`),
  ]
}

/** What a column says, with its unit. */
export function meaningOf(column: { readonly meaning: string; readonly unit?: string } | undefined): string {
  if (column === undefined) return ''
  return column.unit === undefined ? column.meaning : `${column.meaning} [${column.unit}]`
}
