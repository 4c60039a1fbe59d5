import { gunzipSync } from 'node:zlib'
import { GAME_OF_DOCUMENT, type JsonRecords, type Part } from '../../../src/feeds/format.ts'

/** A row as the file has it: text by column, null where nothing stands. */
export type ToldRow = Readonly<Record<string, string | null>>

/** A file read without the importer: its tables, and the document if it is one. */
export interface ToldFile {
  readonly text: string
  readonly tables: readonly (readonly ToldRow[])[]
  readonly document?: unknown
}

/** Stands in a row that has more or fewer cells than the file has columns. */
export const RAGGED = 'cells without a column'

/** Reads a file; undefined for one whose rows cannot be told apart with certainty. */
export function readFile(content: Buffer): ToldFile | undefined {
  const text = decoded(content)
  // oxlint-disable-next-line no-control-regex -- what text never has is the point
  if (text === undefined || /[\0-\u0008\u000E-\u001A\u001C-\u001F]/.test(text)) return undefined
  const start = text.trimStart().slice(0, 1)
  if (start === '[' || start === '{') return readJson(text)
  const tables = csvTable(text)
  return tables === undefined ? undefined : { text, tables: [tables] }
}

function decoded(content: Buffer): string | undefined {
  try {
    const bytes = content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content
    const [first, second] = bytes
    if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
    if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
    return new TextDecoder('utf-8').decode(bytes)
  } catch {
    return undefined
  }
}

function csvTable(text: string): readonly ToldRow[] | undefined {
  const head = text.slice(0, text.search(/[\r\n]/))
  const delimiter = [',', ';', '\t', '|'].reduce((best, each) => (head.split(each).length > head.split(best).length ? each : best))
  const records = csvRecords(text, delimiter)
  const [header = [], ...rows] = records ?? []
  const names = header.map(name => name.trim())
  if (records === undefined || new Set(names).size < names.length) return undefined
  return rows.map(cells => ({
    ...Object.fromEntries(names.map((name, place) => [name, cleaned(cells[place])])),
    ...(cells.length === names.length ? {} : { [RAGGED]: String(cells.length) }),
  }))
}

/** The records of a CSV file; undefined when a quote stands where none should. */
function csvRecords(text: string, delimiter: string): string[][] | undefined {
  if (/"/.test(text) && !new RegExp(`^(?:(?:"(?:[^"]|"")*"|[^"\\r\\n\\${delimiter}]*)(?:\\${delimiter}|\\r?\\n|$))*$`).test(text)) return undefined
  const cell = new RegExp(`("(?:[^"]|"")*"|[^"\\r\\n\\${delimiter}]*)(\\${delimiter}|\\r?\\n|\\r|$)`, 'y')
  const records: string[][] = [[]]
  while (cell.lastIndex < text.length) {
    const [, own = '', end = ''] = cell.exec(text) ?? []
    records.at(-1)?.push(own.startsWith('"') ? own.slice(1, -1).replaceAll('""', '"') : own)
    if (end === delimiter && cell.lastIndex === text.length) records.at(-1)?.push('')
    if (end !== delimiter && cell.lastIndex < text.length) records.push([])
  }
  return records.filter(record => record.length > 1 || record[0] !== '')
}

function readJson(text: string): ToldFile | undefined {
  try {
    const document: unknown = JSON.parse(text)
    if (JSON.stringify(document).length !== text.trim().length) return undefined
    return { text, document, tables: tablesIn(document) }
  } catch {
    return readLines(text)
  }
}

function readLines(text: string): ToldFile | undefined {
  try {
    const lines = text.split(/\r?\n/).filter(line => line.trim() !== '')
    return { text, tables: [lines.map(line => toldRow(JSON.parse(line)))] }
  } catch {
    return undefined
  }
}

function tablesIn(document: unknown): readonly (readonly ToldRow[])[] {
  if (Array.isArray(document)) return document.every(isObject) ? [document.map(toldRow)] : []
  if (!isObject(document)) return []
  const sets = document['resultSets']
  if (Array.isArray(sets)) return sets.map(each => setRows(each, at([document], 'parameters', 'GameID')))
  const columns = Object.entries(document)
  const first = columns[0]?.[1]
  if (!isObject(first) || !columns.every(([, values]) => isObject(values) && String(Object.keys(values)) === String(Object.keys(first)))) return []
  const indexes = Object.keys(first)
  if (!indexes.every(index => /^\d+$/.test(index))) return []
  return [indexes.map(index => toldRow(Object.fromEntries(columns.map(([name, values]) => [name, (values as Members)[index]]))))]
}

function setRows(set: unknown, game: unknown): readonly ToldRow[] {
  const { headers, rowSet } = isObject(set) ? set : {}
  if (!Array.isArray(headers) || !Array.isArray(rowSet) || !rowSet.every(Array.isArray)) return []
  const asked = typeof game === 'string' && !headers.includes('GAME_ID') ? { [GAME_OF_DOCUMENT]: game } : {}
  return rowSet.map(row => toldRow({ ...Object.fromEntries(headers.map((name, place) => [name, (row as unknown[])[place]])), ...asked }))
}

type Members = Record<string, unknown>
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)

function toldRow(members: unknown): ToldRow {
  return isObject(members) ? Object.fromEntries(Object.entries(members).map(([name, value]) => [name, cleaned(textOf(value))])) : {}
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const NOTHING = /^\s*(NaN|nan|None|null|NULL|<NA>|NaT|NA|N\/A|n\/a|#N\/A|-|—)?\s*$/

function cleaned(text: string | undefined): string | null {
  if (text === undefined || NOTHING.test(text)) return null
  return text.replace(/^="(.*)"$/, '$1').trim()
}

/** The rows of a file that a part reads, in the columns that it reads, and beside each those that it makes one with; none where the file has no such table. */
export function rowsFor(part: Part, file: ToldFile): readonly ToldRow[] {
  const found = part.records === undefined ? tableFor(part, file) : recordsOf(part.records, file.document)
  const filled: Record<string, string | null> = {}
  const rows = found.map(row => {
    const own = Object.entries(row).filter(([name]) => part.wide !== undefined || part.reads.includes(name) || name === RAGGED)
    const cells = Object.fromEntries([...part.reads.map(name => [name, null] as const), ...own])
    for (const name of part.fillsDown ?? []) filled[name] = cells[name] = cells[name] ?? filled[name] ?? null
    return cells
  })
  const { sides } = part
  if (sides === undefined) return rows
  const keyOf = (row: ToldRow): string => JSON.stringify(sides.alike.map(name => row[String(name)] ?? null))
  return rows.map(row => ({ ...row, 'rows beside it': JSON.stringify(rows.filter(other => keyOf(other) === keyOf(row))) }))
}

function tableFor({ signature, without = [], reads }: Part, { tables }: ToldFile): readonly ToldRow[] {
  const isIts = ([row = {}]: readonly ToldRow[]): boolean => signature.every(name => name in row) && !without.some(name => name in row)
  const named = tables.map(rows => rows.map(row => asNamed(reads, row)))
  return named.find(isIts) ?? []
}

/** A row with the names of columns as the format has them; capitals make no difference. */
function asNamed(reads: readonly string[], row: ToldRow): ToldRow {
  const names = new Map(reads.map(name => [name.toLowerCase(), name]))
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [names.get(name.toLowerCase()) ?? name, cell]))
}

function recordsOf({ root, each, branches = [''], at: place, below = [], fields, shared = {} }: JsonRecords, document: unknown): readonly ToldRow[] {
  const [found] = follow(root, document)
  if (found === undefined || found === null) return []
  const cell = (path: string, object: unknown): string | null => {
    const values = follow(path, object).map(textOf)
    return cleaned(path.includes('[*]') ? (values.length === 0 ? undefined : values.filter(value => value !== undefined).join(', ')) : values[0])
  }
  const cells = (paths: Readonly<Record<string, string>>, object: unknown, branch: string): ToldRow =>
    Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, cell(path.replaceAll('{branch}', branch), object)]))
  return branches.flatMap(branch =>
    (each === undefined ? [document] : follow(each, document)).flatMap(whole => {
      const first = objectsAt(place.replaceAll('{branch}', branch), whole).map(object => ({
        object,
        row: { ...cells(fields, object, branch), ...cells(shared, whole, branch) },
      }))
      const inside = below.reduce(
        (outer, level) =>
          outer.flatMap(({ object, row }) =>
            objectsAt(level.at, object).map(inner => ({ object: inner, row: { ...row, ...cells(level.fields, inner, branch) } })),
          ),
        first,
      )
      return inside.map(({ row }) => row)
    }),
  )
}

/** What lies at a path: all of a list, or one object, which may be missing. */
function objectsAt(path: string, whole: unknown): unknown[] {
  return path.includes('[*]') ? follow(path, whole) : [follow(path, whole)[0]]
}

/** The values at a JSON path of names, numbers and `[*]`. */
function follow(path: string, whole: unknown): unknown[] {
  return [...path.matchAll(/\.([\w+/-]+)|\[(\d+|\*)\]/g)].reduce<unknown[]>(
    (found, [, name, index]) => {
      if (name !== undefined)
        return at(found, name, '') === undefined ? [] : found.flatMap(each => (isObject(each) && name in each ? [each[name]] : []))
      return found.flatMap(each =>
        Array.isArray(each) ? (index === '*' ? (each as unknown[]) : (each as unknown[]).slice(Number(index), Number(index) + 1)) : [],
      )
    },
    [whole],
  )
}

/** A member of a member of the first object; the member itself where only one is named. */
function at(found: readonly unknown[], name: string, inner: string): unknown {
  const first = found.find(each => isObject(each) && name in each)
  const member = isObject(first) ? first[name] : undefined
  return inner === '' ? member : isObject(member) ? member[inner] : undefined
}
