import { render, type Dialect } from '../sql/dialect.ts'
import { valueText } from '../sql/operations.ts'
import { raw } from '../sql/sql.ts'
import type { ColumnType } from '../sql/types.ts'

type Columns = Readonly<Record<string, ColumnType>>

/** Columns of a row as one text that engines agree on, in the order given; never NULL. */
export function rowText(columns: Columns, dialect: Dialect): string {
  const pieces = Object.entries(columns).map(([name, type]) => `coalesce(${columnText(name, type, dialect)}, 'null')`)
  return dialect.concat(pieces.flatMap((piece, place) => (place === 0 ? [piece] : [`', '`, piece])))
}

function columnText(name: string, type: ColumnType, dialect: Dialect): string {
  const value = dialect.identifier(name)
  if (type === 'string') return dialect.jsonField(value, 'str')
  if (type === 'timestamp') return dialect.jsonField(value, 'instant')
  if (type === 'strings') return `array_to_string(${value}, ',')`
  return render(valueText(raw(value), type), { dialect })
}

/** The columns of a key as one text, joined by `/`, as people name a row. */
export function keyText(columns: Columns, dialect: Dialect): string {
  const pieces = Object.entries(columns).map(([name, type]) => `coalesce(${render(valueText(raw(dialect.identifier(name)), type), { dialect })}, '')`)
  return dialect.concat(pieces.flatMap((piece, place) => (place === 0 ? [piece] : [`'/'`, piece])))
}
