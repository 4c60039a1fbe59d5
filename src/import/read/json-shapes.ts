import type { Store } from '../../store/store.ts'
import { literal, quoted } from '../literals.ts'
import type { FileTable, ReadColumn } from './file-tables.ts'

/** The table of objects: every member that any of them has is a column. `rows` is a query that gives each as `json`. */
export async function recordTable(store: Store, rows: string): Promise<FileTable> {
  const found = await store.rows<{ name: string }>(
    `select distinct unnest(json_keys(json)) as name from ${rows} where json_type(json) = 'OBJECT' order by name`,
  )
  return {
    columns: found.map(({ name }) => name),
    scan: wanted =>
      `select ${listed(wanted, column => `json_extract_string(json, ${literal(store, pointer([column]))})`)}row_number() over () as source_row from ${rows}`,
  }
}

/** Where names and rows of a table lie in a document. */
export interface MatrixPlace {
  readonly headers: readonly string[]
  readonly rows: readonly string[]
}

/** The table of rows without names, which stand beside them: pandas' `split`, a data set of the client library. */
export async function matrixTable(store: Store, source: string, { headers, rows }: MatrixPlace): Promise<FileTable> {
  const at = (path: readonly string[], type: string): string => `from_json(json_extract(json, ${literal(store, pointer(path))}), '${type}')`
  const found = await store.rows<{ names: string[] | null }>(`select ${at(headers, '["VARCHAR"]')} as names from ${source}`)
  return listTable(found[0]?.names ?? [], `(select unnest(${at(rows, '[["VARCHAR"]]')}) as list from ${source})`)
}

/** The table of rows without names, whose first one holds them. */
export async function headedTable(store: Store, rows: string): Promise<FileTable[]> {
  const lists = `(select from_json(json, '["VARCHAR"]') as list, json from ${rows})`
  const found = await store.rows<{ names: string[] | null; named: boolean }>(
    `select list as names, list_bool_and([type = 'VARCHAR' for type in json_type(json, ['$[0]', '$[1]', '$[#-1]'])]) as named from ${lists} limit 1`,
  )
  const [head] = found
  return head?.named === true ? [listTable(head.names ?? [], `(select list from ${lists} offset 1)`)] : []
}

function listTable(names: readonly string[], lists: string): FileTable {
  return {
    columns: names,
    scan: wanted => `select ${listed(wanted, column => `list[${names.indexOf(column) + 1}]`)}row_number() over () as source_row from ${lists}`,
  }
}

/** The table of columns that each hold their values under an index: pandas' default. */
export function columnTable(store: Store, source: string, names: readonly string[]): FileTable {
  return {
    columns: names,
    scan: wanted => {
      const type = JSON.stringify(Object.fromEntries(wanted.map(({ column }) => [column, 'MAP(VARCHAR, VARCHAR)'])))
      const maps = `(select from_json(json, ${literal(store, type)}) as columns from ${source})`
      return `select *, row_number() over () as source_row
        from (select ${wanted.map(({ column, as }) => `unnest(map_values(columns[${literal(store, column)}])) as ${quoted(as)}`).join(', ')} from ${maps})`
    },
  }
}

function listed(wanted: readonly ReadColumn[], value: (column: string) => string): string {
  return wanted.map(({ column, as }) => `${value(column)} as ${quoted(as)}, `).join('')
}

/** The JSON pointer of a member of members. */
export function pointer(members: readonly string[]): string {
  return members.map(member => `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
