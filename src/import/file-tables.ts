import type { Store } from '../store/store.ts'
import { literal, quoted } from './literals.ts'

/** A column of a file and the name under which it is read. */
export interface ReadColumn {
  readonly column: string
  readonly as: string
}

/** A table inside a file. */
export interface FileTable {
  /** The JSON path of its records, for documents that are known by their shape. */
  readonly root?: string
  readonly columns: readonly string[]
  /** Columns whose type has no text for nothing. */
  readonly exact?: ReadonlySet<string>
  /** A query for columns as text, and `source_row` counted from 1 in the order of the file. */
  scan(columns: readonly ReadColumn[]): string
}

/** The table of a parquet file. */
export async function parquetTable(store: Store, file: string): Promise<FileTable> {
  const path = literal(store, file)
  const columns = await store.describe(`select * from read_parquet(${path})`)
  return {
    columns: columns.map(column => column.name),
    exact: new Set(columns.filter(column => /INT|BOOLEAN|DATE/.test(column.type)).map(column => column.name)),
    scan: wanted => {
      const list = wanted.map(({ column, as }) => `cast(${quoted(column)} as varchar) as ${quoted(as)}, `).join('')
      return `select ${list}file_row_number + 1 as source_row from read_parquet(${path}, file_row_number = true)`
    },
  }
}

/** The table of a CSV file; `header` is its first line, which tells the delimiter. */
export async function csvTable(store: Store, file: string, header: string): Promise<FileTable> {
  const options = `header = true, all_varchar = true, delim = ${literal(store, delimiterOf(header))}, quote = '"', escape = '"'`
  const source = `read_csv(${literal(store, file)}, ${options})`
  const columns = await store.describe(`select * from ${source}`)
  return {
    columns: columns.map(column => column.name),
    scan: wanted => {
      const list = wanted.map(({ column, as }) => `${quoted(column)} as ${quoted(as)}, `).join('')
      return `select ${list}row_number() over () as source_row from ${source}`
    },
  }
}

/** The delimiter that occurs most often outside quotes. */
function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string): number => bare.split(delimiter).length
  return [',', '\t', ';', '|'].reduce((best, other) => (count(other) > count(best) ? other : best))
}
