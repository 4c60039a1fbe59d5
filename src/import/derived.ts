import type { Store } from '../store/store.ts'
import { qualifiedName, type Source } from '../table/source.ts'

/** Rows that follow from raw rows, as they should be now, in a temporary table of this name. */
export interface DerivedRows {
  readonly table: Source
  readonly from: string
  readonly importNumber: number
}

/** Makes a derived table equal to what follows from the raw rows of now: ends versions that no longer hold and writes the new ones, as an import does. */
export async function writeDerived(store: Store, { table, from, importNumber }: DerivedRows): Promise<void> {
  const name = qualifiedName(table)
  const columns = Object.keys(table.columns).filter(column => column !== 'feed')
  const same = columns.map(column => `r.${column} is not distinct from t.${column}`).join(' and ')
  const sameKey = table.key.map(column => `r.${column} = t.${column}`).join(' and ')
  const order = table.key.map(column => `r.${column}`).join(', ')
  await store.run(`update ${name} as t set ended_by = ${importNumber}
    where t.ended_by is null and not exists (select 1 from ${from} as r where ${sameKey} and ${same})`)
  await store.run(`insert into ${name} (feed, ${columns.join(', ')}, import_number, source_file, source_row)
    select 'derived', ${columns.map(column => `r.${column}`).join(', ')}, ${importNumber}, 'derived', row_number() over (order by ${order})
    from ${from} as r
    where not exists (select 1 from ${name} as t where t.ended_by is null and ${sameKey})
    order by ${order}`)
}
