import { formats } from '../../feeds/index.ts'
import { GAME_OF_DOCUMENT, type JsonRecords } from '../../feeds/format.ts'
import type { Store } from '../../store/store.ts'
import type { FileTable, ReadColumn } from './file-tables.ts'
import { generalTables } from './json-documents.ts'
import { literal, quoted } from '../literals.ts'

const RESULT_SETS = '{"resultSets":[{"name":"VARCHAR","headers":["VARCHAR"],"rowSet":[["VARCHAR"]]}]}'

/** The tables of a JSON file: NBA result sets, documents that a format knows by their shape, what pandas and the NBA's client libraries write, or plain records. */
export async function jsonTables(store: Store, document: { readonly file: string; readonly size: number }): Promise<FileTable[]> {
  const source = `read_json_objects(${literal(store, document.file)}, maximum_object_size = ${Math.max(document.size, 1024) + 1})`
  const sets = await resultSets(store, source)
  if (sets.length > 0) return sets
  const shaped = await shapesIn(store, source)
  return shaped.length > 0 ? shaped.map(records => shapedTable(store, source, records)) : generalTables(store, source)
}

/** The shapes that a format knows and the file has, found in one pass. */
async function shapesIn(store: Store, source: string): Promise<JsonRecords[]> {
  const shapes = knownShapes()
  const found = shapes.map(({ root }, place) => `bool_or(json_type(json, ${literal(store, root)}) <> 'NULL') as shape${place}`)
  const [has] = await store.rows<Record<string, boolean | null>>(`select ${['true as read', ...found].join(', ')} from ${source}`)
  return shapes.filter((_, place) => has?.[`shape${place}`] === true)
}

function knownShapes(): JsonRecords[] {
  return [...new Set(formats.flatMap(format => format.parts.flatMap(part => (part.records === undefined ? [] : [part.records]))))]
}

/** `resultSets` of the NBA's statistics API, or its single `resultSet`. */
async function resultSets(store: Store, source: string): Promise<FileTable[]> {
  const documents = `(select coalesce(json_extract(json, '$.resultSets'), json_array(json_extract(json, '$.resultSet'))) as sets,
      json_extract_string(json, '$.parameters.GameID') as game
    from ${source} where json_type(json, '$.resultSets') = 'ARRAY' or json_type(json, '$.resultSet') = 'OBJECT')`
  const unpacked = `(select unnest(from_json(json_object('resultSets', sets), ${literal(store, RESULT_SETS)}).resultSets) as result, game from ${documents})`
  const found = await store.rows<{ name: string | null; headers: string[] | null; asked: boolean }>(
    `select result.name as name, list_distinct(flatten(list(result.headers))) as headers, bool_and(game is not null) as asked
     from ${unpacked} group by result.name order by name`,
  )
  return found.map(({ name, headers, asked }) => ({
    columns: [...(headers ?? []), ...(asked && headers?.includes('GAME_ID') !== true ? [GAME_OF_DOCUMENT] : [])],
    scan: wanted => {
      const valueOf = (column: string): string => (column === GAME_OF_DOCUMENT ? 'game' : `values[list_position(headers, ${literal(store, column)})]`)
      const list = wanted.map(({ column, as }) => `${valueOf(column)} as ${quoted(as)}, `).join('')
      return `select ${list}row_number() over () as source_row from (
        select game, result.headers as headers, unnest(result.rowSet) as values from ${unpacked} where result.name is not distinct from ${name === null ? 'null' : literal(store, name)})`
    },
  }))
}

function shapedTable(store: Store, whole: string, records: JsonRecords): FileTable {
  const { shared = {}, branches = [''], below = [], each } = records
  const source = each === undefined ? whole : `(select unnest(json_extract(json, ${literal(store, each)})) as json from ${whole})`
  const levels = [records.fields, ...below.map(level => level.fields)]
  const value = (object: string, path: string): string =>
    path.includes('[*]')
      ? `array_to_string(json_extract_string(${object}, ${literal(store, path)}), ', ')`
      : `json_extract_string(${object}, ${literal(store, path)})`
  const cell = (column: string, branch: string): string => {
    const path = shared[column]
    if (path !== undefined) return value('json', path.replaceAll('{branch}', branch))
    const level = levels.findIndex(fields => column in fields)
    return value(recordOf(Math.max(level, 0)), levels[level]?.[column] ?? '$')
  }
  const ofBranch = (branch: string, wanted: readonly ReadColumn[]): string => {
    const list = wanted.map(({ column, as }) => `${cell(column, branch)} as ${quoted(as)}, `)
    const at = [records.at.replaceAll('{branch}', branch), ...below.map(level => level.at)]
    const rows = at.reduce((outer, path, place) => {
      const found = `json_extract(${place === 0 ? 'json' : recordOf(place - 1)}, ${literal(store, path)})`
      return `(select *, ${path.includes('[*]') ? `unnest(${found})` : found} as ${recordOf(place)} from ${outer})`
    }, `(select json from ${source})`)
    return `select ${list.join('')}1 from ${rows}`
  }
  return {
    shape: records,
    columns: [...levels.flatMap(fields => Object.keys(fields)), ...Object.keys(shared)],
    scan: wanted =>
      `select ${wanted.map(({ as }) => `${quoted(as)}, `).join('')}row_number() over () as source_row from (${branches.map(branch => ofBranch(branch, wanted)).join(' union all ')})`,
  }
}

/** The object of a list inside of so many others. */
function recordOf(level: number): string {
  return `record${level}`
}
