import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'

/** A table as it was published before, and stands now. */
export interface Republished {
  readonly model: Model
  /** The Parquet file of the last publication. */
  readonly file: string
}

/** The rows whose hash is another than in the last publication, as a query: table, key, kind, old_hash, new_hash. */
export function changesQuery(store: Store, tables: readonly Republished[]): string {
  const queries = tables.map(({ model, file }) => {
    const name = qualifiedName(model)
    const key = (alias: string): string => model.grain.map(column => `cast(${alias}.${column} as varchar)`).join(` || '/' || `)
    const on = model.grain.map(column => `b.${column} = a.${column}`).join(' and ')
    return `select '${name}' as "table", coalesce(${key('a')}, ${key('b')}) as key,
        case when b.data_hash is null then 'inserted' when a.data_hash is null then 'deleted' else 'updated' end as kind, b.data_hash as old_hash, a.data_hash as new_hash
      from (select ${model.grain.join(', ')}, data_hash from ${name}) as a
      full join (select ${model.grain.join(', ')}, data_hash from read_parquet(${store.dialect.text(file)})) as b
        on ${on}
      where a.data_hash is distinct from b.data_hash`
  })
  return `${queries.join('\nunion all\n')}\norder by 1, 2`
}

/** What a published table is told by. */
export interface TableDigest {
  readonly rows: number
  readonly first_date: string | null
  readonly last_date: string | null
  readonly digest: string
}

/** Rows, dates and an order-free digest of the hashes of a table. */
export async function tableDigest(store: Store, model: Model): Promise<TableDigest> {
  const key = model.grain.map(column => `cast(${column} as varchar)`).join(` || '/' || `)
  const [row] = await store.rows<TableDigest>(`
    select count(*) as rows, cast(min(game_date) as varchar) as first_date, cast(max(game_date) as varchar) as last_date,
      coalesce(${store.dialect.digestSum(`${key} || ' ' || data_hash`)}, '0') as digest
    from ${qualifiedName(model)}`)
  return row ?? { rows: 0, first_date: null, last_date: null, digest: '0' }
}
