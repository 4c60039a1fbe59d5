import type { InputChange } from './read-reach.ts'

/** Which row changed, for a person: date and player or team where they are known, else its key. */
export function rowName({ date, who, key }: Pick<InputChange, 'date' | 'who' | 'key'>): string {
  return date === null || who === null ? key : `${date}/${who}`
}

/** `points 33 → 34, ft_made 5 → 6`. */
export function fieldsText(fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]): string {
  return fields.map(({ field, before, after }) => `${field} ${valueText(before)} → ${valueText(after)}`).join(', ')
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** `nba_raw.nbac_player_boxscores 2021-11-10/lebronjames points 33 → 34 (corrections.csv row 1, import 4)`. */
export function changeSentence(change: InputChange): string {
  const fields = change.fields.length === 0 ? '' : ` ${fieldsText(change.fields)}`
  return `${change.table} ${rowName(change)}${fields} (${change.cause})`
}
