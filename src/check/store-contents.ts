import type { Day } from '../calendar.ts'
import { sources } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'

/** What a feed has in a raw table: its current rows, and from when to when. */
export interface FeedRows {
  readonly table: string
  readonly feed: string
  readonly rows: number
  readonly first_date: Day | null
  readonly last_date: Day | null
}

/** Rows that wait, by reason. */
export interface QuarantinedRows {
  readonly table: string
  readonly reason: string
  readonly rows: number
  /** The reason of one of them, in full. */
  readonly example: string
}

/** The current rows of every raw table that a store has, by feed. */
export async function feedRows(store: Store): Promise<FeedRows[]> {
  const present = await store.rows<{ name: string }>(
    `select schema_name || '.' || table_name as name from duckdb_tables() where database_name = current_database()`,
  )
  const names = new Set(present.map(({ name }) => name))
  const queries = sources
    .filter(source => names.has(qualifiedName(source)))
    .map(source => {
      const [feed, day] = ['feed' in source.columns ? 'feed' : `'–'`, 'game_date' in source.columns ? 'game_date' : 'null']
      return `select '${qualifiedName(source)}' as "table", ${feed} as feed, count(*) as rows, cast(min(${day}) as varchar) as first_date, cast(max(${day}) as varchar) as last_date
        from ${qualifiedName(source)} where ended_by is null group by 1, 2`
    })
  return queries.length === 0 ? [] : store.rows<FeedRows>(`${queries.join('\nunion all ')}\norder by 1, 2`)
}

/** The rows that wait in quarantine, those of the commonest reason first. */
export function quarantinedRows(store: Store): Promise<QuarantinedRows[]> {
  return store.rows<QuarantinedRows>(`
    select 'nba_raw.' || replace(table_name, 'nba_raw.', '') as "table", reason_code as reason, count(*) as rows, min(reason) as example
    from nba_processing.quarantine
    where ended_by is null
    group by 1, 2
    order by rows desc, 1, 2`)
}

/** The files that current rows came from, with how many there are of them. */
export function importedFiles(store: Store): Promise<{ readonly path: string; readonly rows: number }[]> {
  return store.rows<{ path: string; rows: number }>(`
    select path, cast(sum(rows_stored + rows_changed) as bigint) as rows
    from nba_processing.import_files
    group by path
    order by path`)
}
