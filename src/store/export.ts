import type { Store } from './store.ts'

/** File formats that a table can be written in. */
export type ExportFormat = 'parquet' | 'csv' | 'json'

/** What to write where: a query of this program, never text from outside. */
export interface ExportRequest {
  readonly query: string
  readonly file: string
  readonly format: ExportFormat
  /** How a spreadsheet wants a CSV file. */
  readonly spreadsheet?: Spreadsheet | undefined
}

/** What a spreadsheet cannot find out by itself. */
export interface Spreadsheet {
  /** Begin with the mark by which it knows UTF-8. */
  readonly bom: boolean
  /** Write texts that look like numbers as `="0022100001"`, so that they stay texts. */
  readonly textIds: boolean
}

const OPTIONS: Readonly<Record<ExportFormat, string>> = {
  parquet: 'format parquet, compression zstd',
  csv: 'format csv, header true',
  json: 'format json, array true',
}

/** Writes the rows of a query into a file, in the order of the query; returns how many. Throws QueryError. */
export async function exportRows(store: Store, { query, file, format, spreadsheet }: ExportRequest): Promise<number> {
  const [result] = await store.rows<{ Count: number }>(
    `copy (${spreadsheet === undefined ? query : await dressed(store, query, spreadsheet)}) to ${store.dialect.text(file)} (${OPTIONS[format]})`,
  )
  return result?.Count ?? 0
}

async function dressed(store: Store, query: string, { bom, textIds }: Spreadsheet): Promise<string> {
  const columns = await store.describe(query)
  const selected = columns.map(({ name, type }, index) => {
    const value =
      textIds && type === 'VARCHAR'
        ? `case when regexp_full_match("${name}", '[0-9]+([eE][0-9]+)?') then '="' || "${name}" || '"' else "${name}" end`
        : `"${name}"`
    return `${value} as "${bom && index === 0 ? BOM : ''}${name}"`
  })
  return `select ${selected.join(', ')} from (${query})`
}

const BOM = '\uFEFF'
