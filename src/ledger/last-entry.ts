import type { Store } from '../store/store.ts'

/** The latest instant in the ledger, ISO text; null when it has no entry. */
export async function lastEntry(store: Store): Promise<string | null> {
  const [row] = await store.rows<{ last: string | null }>(`
    select max(entry) as last from (
      select max(started_at) as entry from nba_processing.imports
      union all
      select max(greatest(started_at, planned_at)) from nba_processing.runs
      union all
      select max(created_at) from nba_processing.plans
    )`)
  return row?.last ?? null
}
