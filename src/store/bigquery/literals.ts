import { bigquery } from '../../sql/bigquery.ts'
import type { ColumnType } from '../../sql/types.ts'
import type { TableShape } from '../engine.ts'
import type { Row, Value } from '../store.ts'

/** Rows as an INSERT: for few of them a load job would take longer. */
export function insertRows({ name, columns }: TableShape, rows: readonly Row[]): string {
  const entries = Object.entries(columns)
  const values = rows.map(row => `(${entries.map(([column, type]) => literalOf(row[column] ?? null, type)).join(', ')})`)
  return `insert into ${name} (${entries.map(([column]) => bigquery.identifier(column)).join(', ')}) values\n${values.join(',\n')}`
}

function literalOf(value: Value, type: ColumnType): string {
  if (value === null) return 'null'
  switch (type) {
    case 'string':
      return bigquery.text(textOf(value))
    case 'int':
    case 'bool':
      return textOf(value)
    case 'float':
      return `cast(${bigquery.text(textOf(value))} as float64)`
    case 'date':
      return `date ${bigquery.text(textOf(value))}`
    case 'timestamp':
      return `timestamp ${bigquery.text(textOf(value))}`
    case 'strings':
      return `[${(value as readonly Value[]).map(text => bigquery.text(textOf(text))).join(', ')}]`
  }
}

function textOf(value: Value): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
