import type { JsonRecords } from '../../feeds/format.ts'
import type { Store } from '../../store/store.ts'
import { literal, literals, quoted } from '../literals.ts'
import type { ReadColumn } from './file-tables.ts'

/** A query for documents as `json`, with their file as `read_from`, and the columns that are read. */
interface Reading {
  readonly source: string
  readonly wanted: readonly ReadColumn[]
}

/** Cells of one object, each by its path: those of plain paths are taken in one pass over its text. */
interface CellsOf {
  /** The query's name of the object. */
  readonly object: string
  readonly paths: ReadonlyMap<ReadColumn, string>
}

/** The rows of a shape as text, with `read_from`. What a document says of all its rows is read once. */
export function shapedRows(store: Store, records: JsonRecords, { source, wanted }: Reading): string {
  const { branches = [''] } = records
  return branches.map(branch => rowsOfBranch(store, inBranch(records, branch), { source, wanted })).join(' union all ')
}

/** The shape with the name of a branch in its paths. */
function inBranch(records: JsonRecords, branch: string): JsonRecords {
  const { at, shared = {} } = records
  const named = (path: string): string => path.replaceAll('{branch}', branch)
  return { ...records, at: named(at), shared: Object.fromEntries(Object.entries(shared).map(([name, path]) => [name, named(path)])) }
}

function rowsOfBranch(store: Store, { shared = {}, at, fields, below = [], each }: JsonRecords, { source, wanted }: Reading): string {
  const documents = each === undefined ? source : `(select read_from, unnest(json_extract(json, ${literal(store, each)})) as json from ${source})`
  const levels = [
    { object: 'json', at: undefined, fields: shared },
    ...[{ at, fields }, ...below].map((level, depth) => ({ object: `record${depth}`, ...level })),
  ]
  const cells = cellsOf(levels, wanted)
  const rows = levels.reduce((outer, level, depth) => {
    const found = `json_extract(${levels[depth - 1]?.object}, ${literal(store, level.at ?? '')})`
    const objects =
      level.at === undefined ? outer : `(select *, ${level.at.includes('[*]') ? `unnest(${found})` : found} as ${level.object} from ${outer})`
    return withCells(store, objects, cells[depth])
  }, documents)
  const list = wanted.map(column => `, ${valueOf(store, cells, column)} as ${quoted(column.as)}`)
  return `select read_from${list.join('')} from ${rows}`
}

/** The columns that are read, shared out to the objects that hold them. */
function cellsOf(
  levels: readonly { readonly object: string; readonly fields: Readonly<Record<string, string>> }[],
  wanted: readonly ReadColumn[],
): CellsOf[] {
  const holder = new Map(wanted.map(column => [column, levels.find(({ fields }) => column.column in fields)]))
  return levels.map(level => ({
    object: level.object,
    paths: new Map(wanted.filter(column => holder.get(column) === level).map(column => [column, level.fields[column.column] ?? '$'])),
  }))
}

function isPlain(path: string): boolean {
  return !path.includes('[*]')
}

function plainPaths({ paths }: CellsOf): string[] {
  return [...new Set([...paths.values()].filter(isPlain))]
}

function withCells(store: Store, rows: string, cells: CellsOf | undefined): string {
  const paths = cells === undefined ? [] : plainPaths(cells)
  return cells === undefined || paths.length === 0
    ? rows
    : `(select *, json_extract_string(${cells.object}, [${literals(store, paths)}]) as cells_of_${cells.object} from ${rows})`
}

function valueOf(store: Store, cells: readonly CellsOf[], column: ReadColumn): string {
  const own = cells.find(({ paths }) => paths.has(column))
  const path = own?.paths.get(column)
  if (own === undefined || path === undefined) return 'cast(null as varchar)'
  if (isPlain(path)) return `cells_of_${own.object}[${plainPaths(own).indexOf(path) + 1}]`
  return `array_to_string(json_extract_string(${own.object}, ${literal(store, path)}), ', ')`
}
