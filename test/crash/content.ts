import { openStore } from '../../src/open-store.ts'
import type { Store } from '../../src/store/store.ts'

/** What a store holds: of each table with facts how many rows, and an order-free digest of what they say. */
export type Content = Readonly<Record<string, string>>

/** Columns that tell when and by which import something came, not what. */
const CIRCUMSTANCES = new Set(['import_number', 'source_file', 'source_row', 'row_number', 'ended_by', 'created_at', 'processed_at', 'resolved_by'])

/** Opens a store as the next command would, only to read, and says what it holds. */
export async function contentOf(file: string): Promise<Content> {
  const store = await openStore(file, { readOnly: true, threads: 1 })
  try {
    return await contentIn(store)
  } finally {
    await store.close()
  }
}

/** Numbers of what the ledger of a store has as landed and done. */
export interface Acknowledged {
  readonly files: number
  readonly units: number
}

export async function acknowledgedIn(file: string): Promise<Acknowledged> {
  const store = await openStore(file, { readOnly: true, threads: 1 })
  try {
    const [row] = await store.rows<Acknowledged>(`
      select
        (select cast(count(*) as bigint) from nba_processing.import_files) as files,
        (select cast(count(*) as bigint) from nba_processing.units where status = 'done') as units`)
    return row ?? { files: 0, units: 0 }
  } finally {
    await store.close()
  }
}

async function contentIn(store: Store): Promise<Content> {
  const columns = await store.rows<{ name: string; columns: string[] }>(`
    select table_schema || '.' || table_name as name, list(column_name order by ordinal_position) as columns
    from information_schema.tables join information_schema.columns using (table_catalog, table_schema, table_name)
    where table_catalog = 'backcourt' and table_schema in ('nba_raw', 'nba_reference', 'nba_analytics')
    group by all
    order by name`)
  const content: Record<string, string> = {}
  for (const { name, columns: all } of columns) {
    const said = all.filter(column => !CIRCUMSTANCES.has(column))
    const current = all.includes('ended_by') ? 'where ended_by is null' : ''
    const [row] = await store.rows<{ digest: string }>(
      `select count(*) || ' rows, ' || coalesce(bit_xor(hash(${said.map(column => `"${column}"`).join(', ')})), 0) as digest from ${name} ${current}`,
    )
    content[name] = row?.digest ?? ''
  }
  return content
}
