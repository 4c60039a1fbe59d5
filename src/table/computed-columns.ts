import { DeclarationError } from '../errors.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import type { ModelColumn } from './column.ts'

type Columns = Readonly<Record<string, ModelColumn>>

/** The columns that stand with the expression that yields them, as select items. */
export function computedColumns(columns: Columns): Sql {
  const items = Object.entries(columns).flatMap(([name, { from }]) => (from === undefined ? [] : [sql`${from} as ${raw(name)}`]))
  return join(items, ',\n      ')
}

/** Columns of several subjects in the order of their table, which is given by names between spaces. Throws DeclarationError when the two differ, or a column has two subjects. */
export function inTableOrder(table: string, order: string, subjects: readonly Columns[]): Columns {
  const declared = subjects.flatMap(subject => Object.entries(subject))
  const columns = new Map(declared)
  const names = order.trim().split(/\s+/)
  if (columns.size < declared.length) throw new DeclarationError(table, 'a column stands under two subjects')
  const strays = [...names.filter(name => !columns.has(name)), ...[...columns.keys()].filter(name => !names.includes(name))]
  if (strays.length > 0) throw new DeclarationError(table, `columns stand in its order or under a subject only: ${strays.join(', ')}`)
  return Object.fromEntries(names.flatMap(name => declared.filter(([own]) => own === name)))
}
