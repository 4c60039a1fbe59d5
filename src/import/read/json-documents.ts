import { BackcourtError } from '../../errors.ts'
import type { Store } from '../../store/store.ts'
import { literal, shortened } from '../literals.ts'
import type { FileTable } from './file-tables.ts'
import { columnTable, headedTable, matrixTable, pointer, recordTable } from './json-shapes.ts'

/** Rows that are looked at to tell what a document is. */
const LOOKED_AT = 1000

/** A member of a document: its kind, and the kind and name of the first that is inside of it. */
interface JsonMember {
  readonly name: string
  readonly type: string
  readonly inner: string | null
  readonly key: string | null
  readonly keys: readonly string[] | null
  /** Of all its keys in their order. */
  readonly digest: string | null
}

/** The tables of JSON as pandas and the client libraries of the NBA's API write it: by records, rows, columns, index, under the names of tables; one record per line. */
export async function generalTables(store: Store, source: string): Promise<FileTable[]> {
  const documents = await store.rows<{ type: string }>(`select json_type(json) as type from ${source} limit 2`)
  const rows = `(select json from ${source})`
  if (documents.length > 0 && documents.every(({ type }) => type === 'ARRAY')) return headedTable(store, rows)
  if (documents.length !== 1 || documents[0]?.type !== 'OBJECT') return [await recordTable(store, rows)]
  const members = await membersOf(store, source)
  const inside = await tablesInside(store, source, members)
  return inside.length > 0 ? inside : [await recordTable(store, rows)]
}

async function membersOf(store: Store, source: string): Promise<JsonMember[]> {
  const [first] = await store.rows<{ names: string[] }>(`select json_keys(json)[:${LOOKED_AT}] as names from ${source}`)
  const names = first?.names ?? []
  if (names.length === 0) return []
  const paths = names.map(name => literal(store, pointer([name]))).join(', ')
  const values = `(select unnest([${names.map(name => literal(store, name)).join(', ')}]) as name, unnest(json_extract(json, [${paths}])) as value from ${source})`
  const keyed = `(select *, json_type(value) as type, case json_type(value) when 'OBJECT' then json_keys(value) end as keys from ${values})`
  return store.rows<JsonMember>(`
    select name, type, keys[1] as key, keys[:9] as keys, cast(hash(keys) as varchar) as digest,
      case type when 'ARRAY' then json_type(value, '$[0]') when 'OBJECT' then json_type(value, '/' || replace(replace(keys[1], '~', '~0'), '/', '~1')) end as inner
    from ${keyed}`)
}

async function tablesInside(store: Store, source: string, members: readonly JsonMember[]): Promise<FileTable[]> {
  const names = members.map(({ name }) => name)
  const own = matrixAt(names)
  if (own !== undefined && members.some(({ name, inner }) => name === own.rows && (inner === 'ARRAY' || inner === null)))
    return [await matrixTable(store, source, { headers: [own.headers], rows: [own.rows] })]
  const tables: FileTable[] = []
  for (const { name, type, inner, keys } of members) {
    const matrix = matrixAt(keys ?? [])
    if (type === 'ARRAY' && inner === 'OBJECT') tables.push(await recordTable(store, listAt(store, source, name)))
    else if (matrix !== undefined) tables.push(await matrixTable(store, source, { headers: [name, matrix.headers], rows: [name, matrix.rows] }))
  }
  if (tables.length > 0 || !members.every(({ type }) => type === 'OBJECT')) return tables
  if (members.every(({ inner }) => inner === 'OBJECT')) return []
  return byIndexOrColumn(store, source, members)
}

/** Rows under their index, or columns of values under theirs; where neither looks like an index, whichever a format knows. */
async function byIndexOrColumn(store: Store, source: string, members: readonly JsonMember[]): Promise<FileTable[]> {
  const isIndex = (name: string | null): boolean => /^-?\d+$|^\d{4}-\d\d-\d\d/.test(name ?? '')
  const rows = (): Promise<FileTable> => recordTable(store, `(select unnest(json_extract(json, '$.*')) as json from ${source})`)
  if (members.length === LOOKED_AT || members.every(({ name }) => isIndex(name))) return [await rows()]
  const other = members.find(({ digest }) => digest !== members[0]?.digest)
  const named = members.map(({ name }) => name)
  if (!members.every(({ key }) => isIndex(key))) return [...(other === undefined ? [columnTable(store, source, named)] : []), await rows()]
  if (other === undefined) return [columnTable(store, source, named)]
  throw new BackcourtError(
    'bad_input',
    `its columns do not stand under the same index: ${shortened(other.name)} has others than ${shortened(named[0] ?? '')}`,
  )
}

/** The members that hold names and rows of a table without names in its rows. */
function matrixAt(names: readonly string[]): { readonly headers: string; readonly rows: string } | undefined {
  const headers = ['headers', 'columns'].find(name => names.includes(name))
  const rows = ['data', 'rowSet'].find(name => names.includes(name))
  return headers === undefined || rows === undefined ? undefined : { headers, rows }
}

function listAt(store: Store, source: string, name: string): string {
  return `(select unnest(from_json(json_extract(json, ${literal(store, pointer([name]))}), '["JSON"]')) as json from ${source})`
}
