import { BackcourtError } from '../errors.ts'
import { nearest } from './nearest.ts'

/** Anything that people name as a table. */
export interface NamedTable {
  readonly dataset: string
  readonly name: string
  readonly initials?: string
}

/** The table that was meant: by full name, initials, or a beginning that fits only one. Throws `unknown_name`. */
export function tableNamed<T extends NamedTable>(typed: string, tables: readonly T[]): T {
  const asked = typed.trim().toLowerCase()
  const exact = tables.find(table => namesOf(table).includes(asked))
  if (exact) return exact
  const beginning = asked === '' ? [] : tables.filter(table => namesOf(table).some(name => name.startsWith(asked)))
  if (beginning.length === 1 && beginning[0]) return beginning[0]
  if (beginning.length > 1) {
    const candidates = beginning.map(table => table.name).join(', ')
    throw new BackcourtError('unknown_name', `"${typed}" may mean ${candidates}`, { where: typed, next: 'write a few letters more' })
  }
  const meant = nearest(asked, tables.flatMap(namesOf))
  throw new BackcourtError('unknown_name', `no table named "${typed}"`, {
    where: typed,
    next: meant === undefined ? 'backcourt tables lists them' : `did you mean ${meant}?`,
  })
}

/** The tables of a comma-separated list, each once, in the order of the declarations; none when nothing was typed. */
export function tablesNamed<T extends NamedTable>(typed: string | undefined, tables: readonly T[]): T[] {
  if (typed === undefined) return []
  const chosen = new Set(typed.split(',').map(name => tableNamed(name, tables)))
  return tables.filter(table => chosen.has(table))
}

/** The column that was meant. Throws `unknown_name`. */
export function columnNamed(typed: string, table: { readonly name: string; readonly columns: Readonly<Record<string, unknown>> }): string {
  const names = Object.keys(table.columns)
  if (names.includes(typed.toLowerCase())) return typed.toLowerCase()
  const meant = nearest(typed, names)
  throw new BackcourtError('unknown_name', `${table.name} has no column "${typed}"`, {
    where: typed,
    next: meant === undefined ? `backcourt tables ${table.name} lists them` : `did you mean ${meant}?`,
  })
}

function namesOf(table: NamedTable): string[] {
  return [table.name, `${table.dataset}.${table.name}`, ...(table.initials === undefined ? [] : [table.initials])]
}
