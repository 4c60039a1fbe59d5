import type { Format, Part } from '../feeds/format.ts'
import { formats } from '../feeds/index.ts'
import type { FileTable, ReadColumn } from './file-tables.ts'
import type { ColumnMapping } from './mapping.ts'

/** A table of a file, the part of a format that it is taken for, and which of its columns are read as what. */
export interface RecognisedTable {
  readonly part: Part
  readonly table: FileTable
  readonly columns: readonly ReadColumn[]
}

export interface Recognised {
  readonly format: Format
  readonly tables: readonly RecognisedTable[]
}

/** What a file is, or why it is nothing that is known. */
export type Recognition = Recognised | { readonly lookedFor: string }

/** Above this share of a format's columns, a file counts as a damaged one of that format. */
const NEARLY = 0.75

/** Compares the tables of a file with every format, or with the one that a mapping names. */
export function recognise(tables: readonly FileTable[], mapping?: ColumnMapping): Recognition {
  const candidates = mapping === undefined ? formats : [mapping.format]
  const renamed = mapping === undefined ? tables : tables.map(table => rename(table, mapping))
  const matches = candidates
    .map(format => ({ format, matches: matchesOf(format, renamed) }))
    .filter(candidate => candidate.matches.length > 0)
    .toSorted((a, b) => signatureSize(b.matches) - signatureSize(a.matches))
  const best = matches[0]
  if (best === undefined) return { lookedFor: notRecognised(candidates, renamed, mapping) }
  const missing = best.matches.flatMap(match => missingColumns(match.part, match.table))
  if (missing.length > 0) return { lookedFor: lacks(best.format, missing, mapping) }
  return { format: best.format, tables: best.matches.map(match => ({ ...match, columns: readColumns(match.part, match.table) })) }
}

interface Match {
  readonly part: Part
  readonly table: FileTable
}

function matchesOf(format: Format, tables: readonly FileTable[]): Match[] {
  return format.parts.flatMap(part => tables.filter(table => matches(part, table)).map(table => ({ part, table })))
}

function matches(part: Part, table: FileTable): boolean {
  if (part.records?.root !== table.root) return false
  return part.signature.every(name => columnOf(table, name) !== undefined) && !(part.without ?? []).some(name => columnOf(table, name) !== undefined)
}

function signatureSize(matched: readonly Match[]): number {
  return Math.max(...matched.map(match => match.part.signature.length))
}

/** The file's own spelling of a column; upper and lower case are one. */
function columnOf(table: FileTable, name: string): string | undefined {
  return table.columns.find(column => column.toLowerCase() === name.toLowerCase())
}

function missingColumns(part: Part, table: FileTable): string[] {
  return part.reads.filter(name => columnOf(table, name) === undefined && !(part.optional ?? []).includes(name))
}

function readColumns(part: Part, table: FileTable): ReadColumn[] {
  return part.reads.flatMap(name => {
    const column = columnOf(table, name)
    return column === undefined ? [] : [{ column, as: name }]
  })
}

/** The table with a user's columns also under the names of the format; those names mean nothing else then. */
function rename(table: FileTable, mapping: ColumnMapping): FileTable {
  const mapped = new Set(Object.keys(mapping.columns).map(name => name.toLowerCase()))
  const own = new Map(table.columns.filter(column => !mapped.has(column.toLowerCase())).map(column => [column, column]))
  for (const [name, wanted] of Object.entries(mapping.columns)) {
    const column = columnOf(table, wanted)
    if (column !== undefined) own.set(name, column)
  }
  return {
    ...table,
    columns: [...own.keys()],
    scan: wanted => table.scan(wanted.map(({ column, as }) => ({ column: own.get(column) ?? column, as }))),
  }
}

function lacks(format: Format, missing: readonly string[], mapping: ColumnMapping | undefined): string {
  const names = missing.map(name => mapping?.columns[name] ?? name)
  return `looks like ${format.name}, but lacks the column${names.length === 1 ? '' : 's'} ${names.join(', ')}`
}

function notRecognised(candidates: readonly Format[], tables: readonly FileTable[], mapping: ColumnMapping | undefined): string {
  const near = candidates
    .flatMap(format => format.parts.filter(part => part.records === undefined).flatMap(part => tables.map(table => nearness(format, part, table))))
    .filter(candidate => mapping !== undefined || candidate.share >= NEARLY)
    .toSorted((a, b) => b.share - a.share)[0]
  if (near !== undefined && near.missing.length > 0) return lacks(near.format, near.missing, mapping)
  const columns = tables.flatMap(table => table.columns)
  const has = columns.length === 0 ? '' : `; its columns are ${columns.slice(0, 8).join(', ')}${columns.length > 8 ? ', …' : ''}`
  return `parquet, CSV or JSON of ${formats.length} known formats (backcourt formats lists them)${has}`
}

function nearness(format: Format, part: Part, table: FileTable): { format: Format; missing: string[]; share: number } {
  const missing = missingColumns(part, table)
  const excluded = (part.without ?? []).some(name => columnOf(table, name) !== undefined)
  const needed = part.reads.filter(name => !(part.optional ?? []).includes(name)).length
  return { format, missing, share: excluded ? 0 : 1 - missing.length / needed }
}
