import type { Span } from '../sql/dialect.ts'
import type { Relation } from '../sql/sql.ts'
import { compileQuery } from '../table/compile.ts'
import type { SharedQuery } from '../table/shared.ts'
import type { Store } from './store.ts'

/** Computes shared queries as temporary tables of their names, each after those that it reads; statements compiled with the result read them. */
export async function computeTemporary(store: Store, queries: readonly SharedQuery[], span?: Span): Promise<ReadonlySet<Relation>> {
  const ready = new Set<Relation>()
  for (const query of queries) {
    const options = { dialect: store.dialect, ready, ...(span === undefined ? {} : { span }) }
    await store.run(`create or replace temp table ${query.name} as ${compileQuery(query.query, options)}`)
    ready.add(query)
  }
  return ready
}

export async function dropTemporary(store: Store, queries: readonly SharedQuery[]): Promise<void> {
  await store.run(queries.map(query => `drop table if exists temp.${query.name};`).join('\n'))
}
