import { importFilesTable } from '../ledger/import-tables.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import type { DoubledRows } from './report.ts'

/** Box scores: what expected keys are made of. */
const BOX_SCORES = [...sourcesOf('stat line'), ...sourcesOf('team totals')].map(qualifiedName)

/** How many rows for a raw table came with a key that their import had already, as SQL; files that came again count as they did last. */
export function doubledIn(table: string): string {
  return `
    select cast(coalesce(sum(rows_duplicate), 0) as bigint) as "rows"
    from (
      select rows_duplicate, row_number() over (partition by digest, path order by import_number desc) as place
      from ${qualifiedName(importFilesTable)}
      where table_name = '${table}'
    ) as files
    where place = 1`
}

/** Raw box scores that were told more than once: each key counts once, however often it came. */
export async function doubledRows(store: Store): Promise<DoubledRows[]> {
  const found: DoubledRows[] = []
  for (const table of BOX_SCORES) {
    const [{ rows } = { rows: 0 }] = await store.rows<{ rows: number }>(doubledIn(table))
    if (rows > 0) found.push({ table, rows })
  }
  return found
}
