import { selectedColumns } from '../table/compile.ts'
import type { Model } from '../table/model.ts'

/**
 * A computed row in a handful of lists, one per type: in a temporary table the engine keeps a block of 256 kB for every column,
 * so the 90 columns of two rows would take 23 MB.
 */

/** The columns of each type, in order. */
function columnsByType(model: Model): Map<string, string[]> {
  const byType = new Map<string, string[]>()
  for (const column of selectedColumns(model)) {
    const type = model.columns[column]?.type ?? ''
    byType.set(type, [...(byType.get(type) ?? []), column])
  }
  return byType
}

/** The expression of a row as lists, where `row` has its columns as fields. */
export function packedRow(model: Model, row: string): string {
  return `{${[...columnsByType(model)].map(([type, columns]) => `'${type}s': [${columns.map(column => `${row}.${column}`).join(', ')}]`).join(', ')}}`
}

/** The expression of a column of a packed row. */
export function unpackedColumn(model: Model, row: string, column: string): string {
  const type = model.columns[column]?.type ?? ''
  const place = columnsByType(model).get(type)?.indexOf(column) ?? -1
  return `${row}.${type}s[${place + 1}]`
}
