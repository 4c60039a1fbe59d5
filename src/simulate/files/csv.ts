/** A field of a CSV file; null is an empty field. */
export type Field = string | number | boolean | null

/** Writes a CSV file: a header, then one line per row. */
export function csvText(columns: readonly string[], rows: readonly (readonly Field[])[]): string {
  const lines = rows.map(row => row.map(fieldText).join(','))
  return `${[columns.join(','), ...lines].join('\n')}\n`
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
