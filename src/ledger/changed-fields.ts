import { knownTexts, literal, valueText } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import type { Source } from '../table/source.ts'

/** One field of a raw row, before and after. */
export interface FieldChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** Parts the name and the values of a field within one text; no file has it in a value. */
const SEPARATOR = '\u001F'

/** The fields in which rows `o` and `n` differ, each as one text: what `parseFieldChange` reads. */
export function changedFields(source: Source, columns: readonly string[]): Sql {
  return knownTexts(columns.map(column => sql`case when ${differs(column)} then ${fieldText(source, column)} end`))
}

/** Their names between spaces. */
export function changedNames(columns: readonly string[]): Sql {
  if (columns.length === 0) return literal(' ')
  const names = columns.map(column => sql`case when ${differs(column)} then ${literal(`${column} `)} else '' end`)
  return sql`concat(' ', ${join(names, ', ')})`
}

function differs(column: string): Sql {
  return raw(`o.${column} is distinct from n.${column}`)
}

/** A value that is known stands behind a sign of equality, so that it is no missing one when it is empty. */
function fieldText({ columns }: Source, column: string): Sql {
  const type = columns[column]?.type ?? 'string'
  const value = (row: string): Sql => sql`coalesce('=' || ${valueText(raw(`${row}.${column}`), type)}, '')`
  return sql`${literal(`${column}${SEPARATOR}`)} || ${value('o')} || ${literal(SEPARATOR)} || ${value('n')}`
}

/** A changed field from its text. */
export function parseFieldChange(text: string): FieldChange {
  const [field = '', before = '', after = ''] = text.split(SEPARATOR)
  return { field, before: valueOf(before), after: valueOf(after) }
}

function valueOf(text: string): string | null {
  return text === '' ? null : text.slice(1)
}
