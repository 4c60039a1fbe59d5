import type { Format, Part } from '../../feeds/format.ts'
import { formats } from '../../feeds/index.ts'
import { duckdb } from '../../sql/duckdb.ts'
import { qualifiedName } from '../../table/source.ts'
import { quoted, shortened } from '../literals.ts'
import type { FileTable, ReadColumn } from '../read/file-tables.ts'
import type { ColumnMapping } from './mapping.ts'
import { halfTold, unfolded } from './wide.ts'
import { suggestionOf, suggestionText, type Suggestion } from './suggest.ts'

/** A table of a file, the part of a format that it is taken for, and which of its columns are read as what. */
export interface RecognisedTable {
  readonly part: Part
  readonly table: FileTable
  readonly columns: readonly ReadColumn[]
}

export interface Recognised {
  readonly format: Format
  readonly tables: readonly RecognisedTable[]
  /** What of the file is not read though it nearly could be. */
  readonly notes: readonly string[]
}

/** What a file is, or why it is nothing that is known. */
export type Recognition = Recognised | Unrecognised

interface Unrecognised {
  readonly lookedFor: string
  /** What it nearly is, where columns of it may be those that lack. */
  readonly suggestion?: Suggestion
}

/** Above this share of a format's columns, a file counts as a damaged one of that format. */
const NEARLY = 0.75

/** So many more of its columns than it lacks a file must have to be like a format. */
const FEWEST = 2

/** Compares the tables of a file with every format, or with the one that a mapping names. */
export function recognise(tables: readonly FileTable[], mapping?: ColumnMapping): Recognition {
  const candidates = mapping === undefined ? formats : [mapping.format]
  const renamed = mapping === undefined ? tables : tables.map(table => rename(table, mapping))
  const matches = candidates
    .map(format => ({ format, matches: matchesOf(format, renamed) }))
    .filter(candidate => candidate.matches.some(match => match.part.inPassing !== true))
    .toSorted((a, b) => signatureSize(b.matches) - signatureSize(a.matches))
  const best = matches[0]
  if (best === undefined) return notRecognised(candidates, renamed, mapping)
  const incomplete = best.matches.find(match => missingColumns(match.part, match.table).length > 0)
  if (incomplete !== undefined) {
    const missing = best.matches.flatMap(match => missingColumns(match.part, match.table))
    return lacks({ format: best.format, ...incomplete }, missing, mapping)
  }
  const read = best.matches.map(match => ({ ...match, columns: readColumns(match.part, match.table) }))
  return { format: best.format, tables: read, notes: damaged(best.format, renamed, best.matches) }
}

/** What nearly is of a format and lacks a column, which is gone or has another name: tables that no part takes, and books of which one column lacks. */
function damaged({ name, parts }: Format, tables: readonly FileTable[], matched: readonly Match[]): string[] {
  const left = tables.filter(table => matched.every(match => match.table !== table))
  const halves = new Set(
    matched.flatMap(({ part: { wide }, table }) =>
      wide === undefined ? [] : halfTold(table, wide).map(({ thing, missing }) => unread(thing, missing)),
    ),
  )
  const nearly = parts
    .filter(part => part.wide === undefined && matched.every(match => match.part !== part))
    .flatMap(part =>
      left.flatMap(table => {
        const missing = missingColumns(part, table)
        const { share, own } = likeness(part, table, missing.length)
        if (part.records !== table.shape || share < NEARLY || own < FEWEST) return []
        return [unread(`what ${name} tells of ${qualifiedName(part.target)}`, missing)]
      }),
    )
  return [...halves, ...nearly]
}

function unread(what: string, missing: readonly string[]): string {
  return `${what} is not read: it lacks the column${missing.length === 1 ? '' : 's'} ${missing.join(', ')}; rename what holds it, and import the file again`
}

interface Match {
  readonly part: Part
  readonly table: FileTable
}

function matchesOf(format: Format, tables: readonly FileTable[]): Match[] {
  return format.parts.flatMap(part =>
    tables
      .map(table => (part.wide === undefined ? table : unfolded(table, part.wide)))
      .filter(table => matches(part, table))
      .map(table => ({ part, table })),
  )
}

function matches(part: Part, table: FileTable): boolean {
  if (part.records !== table.shape) return false
  return part.signature.every(name => columnOf(table, name) !== undefined) && !(part.without ?? []).some(name => columnOf(table, name) !== undefined)
}

function signatureSize(matched: readonly Match[]): number {
  return Math.max(...matched.filter(match => match.part.inPassing !== true).map(match => match.part.signature.length))
}

/** The file's own spelling of a column; upper and lower case are one. */
function columnOf(table: FileTable, name: string): string | undefined {
  return table.columns.find(column => column.toLowerCase() === name.toLowerCase())
}

function missingColumns(part: Part, table: FileTable): string[] {
  return part.reads.filter(name => columnOf(table, calledBy(part, name)) === undefined && !(part.optional ?? []).includes(name))
}

function readColumns(part: Part, table: FileTable): ReadColumn[] {
  return part.reads.flatMap(name => {
    const column = columnOf(table, calledBy(part, name))
    return column === undefined ? [] : [{ column, as: name }]
  })
}

/** What a file calls a column that is read under a name. */
function calledBy({ called = {} }: Part, name: string): string {
  return called[name] ?? name
}

/** The table with a user's columns and constants also under the names of the format; those names mean nothing else then. */
function rename(table: FileTable, mapping: ColumnMapping): FileTable {
  const mapped = new Set([...Object.keys(mapping.columns), ...Object.keys(mapping.constants)].map(name => name.toLowerCase()))
  const own = new Map(table.columns.filter(column => !mapped.has(column.toLowerCase())).map(column => [column, column]))
  for (const [name, wanted] of Object.entries(mapping.columns)) {
    const column = columnOf(table, wanted)
    if (column !== undefined) own.set(name, column)
  }
  const asOwn = (wanted: readonly ReadColumn[]): ReadColumn[] =>
    wanted.filter(({ column }) => !(column in mapping.constants)).map(({ column, as }) => ({ column: own.get(column) ?? column, as }))
  const withConstants = (scan: string, wanted: readonly ReadColumn[]): string => {
    const told = wanted.flatMap(({ column, as }) => {
      const value = mapping.constants[column]
      return value === undefined ? [] : [`${duckdb.text(value)} as ${quoted(as)}`]
    })
    return told.length === 0 ? scan : `select *, ${told.join(', ')} from (${scan})`
  }
  const { together } = table
  return {
    ...table,
    columns: [...own.keys(), ...Object.keys(mapping.constants)],
    scan: wanted => withConstants(table.scan(asOwn(wanted)), wanted),
    ...(together === undefined
      ? {}
      : { together: { ...together, scan: (files, wanted) => withConstants(together.scan(files, asOwn(wanted)), wanted) } }),
  }
}

/** So many columns may be ones that people know and the file does not say. */
const FEW = 2

interface Near extends Match {
  readonly format: Format
}

function lacks({ format, part, table }: Near, missing: readonly string[], mapping: ColumnMapping | undefined): Unrecognised {
  const names = missing.map(name => mapping?.columns[name] ?? name)
  const lookedFor = `looks like ${format.name}, but lacks the column${names.length === 1 ? '' : 's'} ${names.join(', ')}`
  const suggestion = mapping === undefined ? suggestionOf(format, part, table.columns) : undefined
  if (suggestion === undefined || (Object.keys(suggestion.columns).length === 0 && missing.length > FEW)) return { lookedFor }
  return { lookedFor: lookedFor + suggestionText(suggestion), suggestion }
}

function notRecognised(candidates: readonly Format[], tables: readonly FileTable[], mapping: ColumnMapping | undefined): Unrecognised {
  const [near] = candidates
    .flatMap(format =>
      format.parts
        .filter(part => part.records === undefined && part.inPassing !== true && part.namedByOthers === undefined)
        .flatMap(part => tables.map(table => nearness({ format, part, table }, mapping))),
    )
    .filter(candidate => mapping !== undefined || (candidate.share >= NEARLY && candidate.own >= FEWEST))
    .toSorted((a, b) => (mapping === undefined ? b.own - a.own : 0) || b.share - a.share)
  if (near !== undefined && near.missing.length > 0) return lacks(near.near, near.missing, mapping)
  const columns = tables.flatMap(table => table.columns)
  const has = columns.length === 0 ? '' : `; its columns are ${columns.slice(0, 8).map(shortened).join(', ')}${columns.length > 8 ? ', …' : ''}`
  return { lookedFor: `parquet, CSV or JSON of ${formats.length} known formats (backcourt formats lists them)${has}` }
}

/** The share of what a format needs that a table has, under its name or one that may be it; and how many more of its columns it has than it lacks. */
function nearness(near: Near, mapping: ColumnMapping | undefined): { near: Near; missing: string[]; share: number; own: number } {
  const { format, part, table } = near
  const missing = missingColumns(part, table)
  const lacking = mapping === undefined ? suggestionOf(format, part, table.columns).missing : missing
  return { near, missing, share: likeness(part, table, lacking.length).share, own: likeness(part, table, missing.length).own }
}

/** The same, for so many columns that lack. */
function likeness(part: Part, table: FileTable, lacking: number): { readonly share: number; readonly own: number } {
  const excluded = (part.without ?? []).some(name => columnOf(table, name) !== undefined)
  const needed = part.reads.filter(name => !(part.optional ?? []).includes(name)).length
  const own = part.reads.filter(name => columnOf(table, name) !== undefined).length - lacking
  return { share: excluded ? 0 : 1 - lacking / needed, own }
}
