import type { Store } from './store.ts'

/** File formats that a table can be written in. */
export type ExportFormat = 'parquet' | 'csv' | 'json'

/** What to write where: a query of this program, never text from outside. */
export interface ExportRequest {
  readonly query: string
  readonly file: string
  readonly format: ExportFormat
}

const OPTIONS: Readonly<Record<ExportFormat, string>> = {
  parquet: 'format parquet, compression zstd',
  csv: 'format csv, header true',
  json: 'format json, array true',
}

/** Writes the rows of a query into a file, in the order of the query; returns how many. Throws QueryError. */
export async function exportRows(store: Store, { query, file, format }: ExportRequest): Promise<number> {
  const [result] = await store.rows<{ Count: number }>(`copy (${query}) to ${store.dialect.text(file)} (${OPTIONS[format]})`)
  return result?.Count ?? 0
}
