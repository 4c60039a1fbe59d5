import type { Day } from '../calendar.ts'
import { sources } from '../nba/sources/index.ts'
import { OWNERS, type Engine, type TableFacts, type Warehouse } from '../store/engine.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName, type Source } from '../table/source.ts'

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

/** A raw table as it stands in an engine: where its rows are, the feed of each as SQL, and which of them are current. */
interface FeedTable {
  readonly source: Source
  readonly from: string
  readonly feed: string
  readonly hasDay: boolean
  readonly where: string
}

/** The current rows of every raw table that a store has, by feed. */
export async function feedRows(store: Store): Promise<FeedRows[]> {
  const present = await store.rows<{ name: string }>(
    `select schema_name || '.' || table_name as name from duckdb_tables() where database_name = current_database()`,
  )
  const names = new Set(present.map(({ name }) => name))
  const tables = sources.filter(source => names.has(qualifiedName(source))).map(source => feedTable(source))
  return rowsByFeed(store, tables)
}

/** The same of a warehouse, by one job; of raw tables that its owner loads himself, what these hold. */
export function warehouseFeeds(warehouse: Warehouse, found: ReadonlyMap<string, TableFacts>): Promise<FeedRows[]> {
  const tables = sources.flatMap(source => {
    const name = qualifiedName(source)
    const [owners, columns] = [found.get(OWNERS + name)?.columns, found.get(name)?.columns]
    if (owners !== undefined) return [ownersFeedTable(source, owners)]
    return columns?.has('ended_by') === true && columns.has('feed') ? [feedTable(source)] : []
  })
  return rowsByFeed(warehouse, tables)
}

function feedTable(source: Source): FeedTable {
  const feed = 'feed' in source.columns ? 'feed' : `'–'`
  return { source, from: qualifiedName(source), feed, hasDay: 'game_date' in source.columns, where: 'ended_by is null' }
}

function ownersFeedTable(source: Source, columns: ReadonlyMap<string, string>): FeedTable {
  const hasDay = columns.get('game_date') === 'DATE'
  const feed = columns.has('feed') ? 'feed' : `'–'`
  // Such tables may want a filter on their date.
  return { source, from: OWNERS + qualifiedName(source), feed, hasDay, where: hasDay ? `game_date >= date '1946-01-01'` : 'true' }
}

async function rowsByFeed(engine: Pick<Engine, 'dialect' | 'rows'>, tables: readonly FeedTable[]): Promise<FeedRows[]> {
  const { dialect } = engine
  const queries = tables.map(({ source, from, feed, hasDay, where }) => {
    const day = (of: string): string => dialect.cast(hasDay ? `${of}(game_date)` : 'null', 'string')
    return `select ${dialect.text(qualifiedName(source))} as table_name, ${feed} as feed, count(*) as row_count, ${day('min')} as first_date, ${day('max')} as last_date
      from ${from} where ${where} group by 1, 2`
  })
  if (queries.length === 0) return []
  const found = await engine.rows<Omit<FeedRows, 'table' | 'rows'> & { table_name: string; row_count: number }>(
    `${queries.join('\nunion all\n')}\norder by 1, 2`,
  )
  return found.map(({ table_name: table, feed, row_count: rows, first_date, last_date }) => ({ table, feed, rows, first_date, last_date }))
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
