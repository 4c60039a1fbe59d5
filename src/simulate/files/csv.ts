/** A field of a CSV file; null is an empty field. */
export type Field = string | number | boolean | null

/** Writes a CSV file: a header, then one line per row. */
export function csvText(columns: readonly string[], rows: readonly (readonly Field[])[]): string {
  return `${[columns.join(','), ...rows.map(csvLine)].join('\n')}\n`
}

/** A line of a CSV file. */
export function csvLine(row: readonly Field[]): string {
  let line = ''
  for (let place = 0; place < row.length; place++) line += (place === 0 ? '' : ',') + fieldText(row[place] ?? null)
  return line
}

/** `made ÷ attempted` in thousandths, rounded half up; null without an attempt. */
export function thousandths(made: number, attempted: number): number | null {
  return attempted === 0 ? null : Math.floor((2000 * made + attempted) / (2 * attempted))
}

function fieldText(field: Field): string {
  if (field === null) return ''
  if (typeof field !== 'string') return String(field)
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}
