import { formats } from '../../feeds/index.ts'
import { GAME_OF_DOCUMENT, type JsonRecords } from '../../feeds/format.ts'
import type { Store } from '../../store/store.ts'
import type { FileTable, ReadColumn } from './file-tables.ts'
import { generalTables } from './json-documents.ts'
import { membersIn } from './json-members.ts'
import { shapedRows } from './json-records.ts'
import { literal, literals, quoted } from '../literals.ts'

const RESULT_SETS = '{"resultSets":[{"name":"VARCHAR","headers":["VARCHAR"],"rowSet":[["VARCHAR"]]}]}'
const SETS = ['$.resultSets', '$.resultSet']

/** Up to this size files are read with the same buffers, and so together. */
const SMALL = 1024 * 1024

/** A JSON file, and how the engine reads it beside others: a query for `json` of each document and the file as `read_from`. */
interface Document {
  readonly file: string
  readonly limit: number
  readonly documents: (files: readonly string[]) => string
}

/** A JSON file; its text where that is at hand. */
export interface JsonText {
  readonly file: string
  readonly size: number
  readonly text: Buffer | undefined
}

/** The tables of a JSON file: NBA result sets, documents that a format knows by their shape, what pandas and the NBA's client libraries write, or plain records. */
export async function jsonTables(store: Store, { file, size, text }: JsonText): Promise<FileTable[]> {
  const limit = Math.max(size, SMALL) + 1
  const documents = (files: readonly string[]): string =>
    `(select filename as read_from, json from read_json_objects([${literals(store, files)}], filename = true, maximum_object_size = ${limit}))`
  const document = { file, limit, documents }
  const { hasSets, shapes } = await kindOf(store, documents([file]), text)
  const sets = hasSets ? await resultSets(store, document) : []
  if (sets.length > 0) return sets
  return shapes.length > 0 ? shapes.map(records => shapedTable(store, document, records)) : generalTables(store, documents([file]))
}

/** Whether a file has result sets, and the shapes that a format knows and the file has. */
async function kindOf(
  store: Store,
  source: string,
  text: Buffer | undefined,
): Promise<{ readonly hasSets: boolean; readonly shapes: JsonRecords[] }> {
  const shapes = knownShapes()
  const roots = [...SETS, ...shapes.map(({ root }) => root)]
  const has = (text === undefined ? undefined : membersIn(text, roots)) ?? (await membersOf(store, source, roots))
  return { hasSets: SETS.some(root => has.has(root)), shapes: shapes.filter(({ root }) => has.has(root)) }
}

/** Which members any of the documents of a file has, found in one pass. */
async function membersOf(store: Store, source: string, paths: readonly string[]): Promise<ReadonlySet<string | undefined>> {
  const types = `(select unnest(json_type(json, [${literals(store, paths)}])) as type, unnest(range(${paths.length})) as place from ${source})`
  const found = await store.rows<{ place: number }>(`select distinct place from ${types} where type <> 'NULL'`)
  return new Set(found.map(({ place }) => paths[place]))
}

function knownShapes(): JsonRecords[] {
  return [...new Set(formats.flatMap(format => format.parts.flatMap(part => (part.records === undefined ? [] : [part.records]))))]
}

/** `resultSets` of the NBA's statistics API, or its single `resultSet`. */
async function resultSets(store: Store, document: Document): Promise<FileTable[]> {
  const unpacked = (
    source: string,
  ): string => `(select read_from, game, unnest(from_json(json_object('resultSets', sets), ${literal(store, RESULT_SETS)}).resultSets) as result
    from (select read_from, json_extract_string(json, '$.parameters.GameID') as game,
        coalesce(json_extract(json, '$.resultSets'), json_array(json_extract(json, '$.resultSet'))) as sets
      from ${source} where json_type(json, '$.resultSets') = 'ARRAY' or json_type(json, '$.resultSet') = 'OBJECT'))`
  const found = await store.rows<{ name: string | null; headers: string[] | null; asked: boolean }>(
    `select result.name as name, list_distinct(flatten(list(result.headers))) as headers, bool_and(game is not null) as asked
     from ${unpacked(document.documents([document.file]))} group by result.name order by name`,
  )
  const valueOf = (column: string): string => (column === GAME_OF_DOCUMENT ? 'game' : `values[list_position(headers, ${literal(store, column)})]`)
  return found.map(({ name, headers, asked }) => {
    const columns = [...(headers ?? []), ...(asked && headers?.includes('GAME_ID') !== true ? [GAME_OF_DOCUMENT] : [])]
    const isOfName = `result.name is not distinct from ${name === null ? 'null' : literal(store, name)}`
    const rows = (source: string, wanted: readonly ReadColumn[]): string => {
      const list = wanted.map(({ column, as }) => `, ${valueOf(column)} as ${quoted(as)}`).join('')
      return `select read_from${list} from (select read_from, game, result.headers as headers, unnest(result.rowSet) as values from ${unpacked(source)} where ${isOfName})`
    }
    return { columns, ...scansOf(document, JSON.stringify([name, columns]), rows) }
  })
}

function shapedTable(store: Store, document: Document, records: JsonRecords): FileTable {
  const levels = [records.fields, ...(records.below ?? []).map(({ fields }) => fields)]
  return {
    shape: records,
    columns: [...levels.flatMap(fields => Object.keys(fields)), ...Object.keys(records.shared ?? {})],
    ...scansOf(document, `shape ${knownShapes().indexOf(records)}`, (source, wanted) => shapedRows(store, records, { source, wanted })),
  }
}

/** Scans of one document and of many, from the rows of a query for documents. */
function scansOf(
  { file, limit, documents }: Document,
  kind: string,
  rows: (source: string, wanted: readonly ReadColumn[]) => string,
): Pick<FileTable, 'scan' | 'together'> {
  return {
    scan: wanted => `select *, row_number() over () as source_row from (${rows(documents([file]), wanted)})`,
    together: {
      alike: `${kind} up to ${limit}`,
      file,
      scan: (files, wanted) => `select * exclude (place), row_number() over (partition by read_from order by place) as source_row
        from (select *, row_number() over () as place from (${rows(documents(files), wanted)}))`,
    },
  }
}
