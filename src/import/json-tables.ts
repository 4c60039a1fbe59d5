import { formats } from '../feeds/index.ts'
import type { JsonRecords } from '../feeds/format.ts'
import type { Store } from '../store/store.ts'
import { type FileTable } from './file-tables.ts'
import { literal, quoted } from './literals.ts'

const RESULT_SETS = '{"resultSets":[{"name":"VARCHAR","headers":["VARCHAR"],"rowSet":[["VARCHAR"]]}]}'

/** The tables of a JSON file: NBA result sets, documents that a format knows by their shape, or plain records. */
export async function jsonTables(store: Store, document: { readonly file: string; readonly size: number }): Promise<FileTable[]> {
  const source = `read_json_objects(${literal(store, document.file)}, maximum_object_size = ${Math.max(document.size, 1024) + 1})`
  const sets = await resultSets(store, source)
  if (sets.length > 0) return sets
  const shaped: FileTable[] = []
  for (const records of knownShapes()) {
    const found = await store.rows(`select 1 from ${source} where json_type(json, ${literal(store, records.root)}) = 'ARRAY' limit 1`)
    if (found.length > 0) shaped.push(shapedTable(store, source, records))
  }
  return shaped.length > 0 ? shaped : [await recordTable(store, source)]
}

function knownShapes(): JsonRecords[] {
  return formats.flatMap(format => format.parts.flatMap(part => (part.records === undefined ? [] : [part.records])))
}

/** `resultSets` of the NBA's statistics API, or its single `resultSet`. */
async function resultSets(store: Store, source: string): Promise<FileTable[]> {
  const documents = `(select coalesce(json_extract(json, '$.resultSets'), json_array(json_extract(json, '$.resultSet'))) as sets
    from ${source} where json_type(json, '$.resultSets') = 'ARRAY' or json_type(json, '$.resultSet') = 'OBJECT')`
  const unpacked = `(select unnest(from_json(json_object('resultSets', sets), ${literal(store, RESULT_SETS)}).resultSets) as result from ${documents})`
  const found = await store.rows<{ name: string | null; headers: string[] | null }>(
    `select result.name as name, list_distinct(flatten(list(result.headers))) as headers from ${unpacked} group by all order by name`,
  )
  return found.map(({ name, headers }) => ({
    columns: headers ?? [],
    scan: wanted => {
      const list = wanted.map(({ column, as }) => `values[list_position(headers, ${literal(store, column)})] as ${quoted(as)}, `).join('')
      return `select ${list}row_number() over () as source_row from (
        select result.headers as headers, unnest(result.rowSet) as values from ${unpacked} where result.name is not distinct from ${name === null ? 'null' : literal(store, name)})`
    },
  }))
}

function shapedTable(store: Store, source: string, records: JsonRecords): FileTable {
  const value = (field: string): string => {
    const path = records.fields[field] ?? '$'
    return path.includes('[*]')
      ? `array_to_string(json_extract_string(record, ${literal(store, path)}), ', ')`
      : `json_extract_string(record, ${literal(store, path)})`
  }
  return {
    root: records.root,
    columns: Object.keys(records.fields),
    scan: wanted =>
      `select ${wanted.map(({ column, as }) => `${value(column)} as ${quoted(as)}, `).join('')}row_number() over () as source_row
       from (select unnest(json_extract(json, ${literal(store, records.at)})) as record from ${source})`,
  }
}

/** An array of objects or one object per line. */
async function recordTable(store: Store, source: string): Promise<FileTable> {
  const found = await store.rows<{ name: string }>(
    `select distinct unnest(json_keys(json)) as name from ${source} where json_type(json) = 'OBJECT' order by name`,
  )
  return {
    columns: found.map(row => row.name),
    scan: wanted => {
      const list = wanted.map(({ column, as }) => `json_extract_string(json, ${literal(store, pointer(column))}) as ${quoted(as)}, `).join('')
      return `select ${list}row_number() over () as source_row from ${source}`
    },
  }
}

/** The JSON pointer of a member. */
function pointer(member: string): string {
  return `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
