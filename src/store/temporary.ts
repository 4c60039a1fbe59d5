import type { Span } from '../sql/dialect.ts'
import type { Relation, Sql } from '../sql/sql.ts'
import { compileQuery, type Ready } from '../table/compile.ts'
import type { SharedQuery } from '../table/shared.ts'
import { rowsFor, type Filled, type TemporaryTable } from '../table/temporary.ts'
import type { Store } from './store.ts'

/** Computes shared queries as temporary tables of their names, each after those that it reads; statements compiled with the result read them. */
export async function computeTemporary(store: Store, queries: readonly SharedQuery[]): Promise<Ready> {
  const ready = new Map<Relation, string>()
  for (const query of queries) {
    await store.run(`create or replace temp table ${query.name} as ${compileQuery(query.query, { dialect: store.dialect, ready })}`)
    ready.set(query, query.name)
  }
  return ready
}

/** Fills a temporary table with the rows of queries, and gives what others read it by. */
export async function fillTemporary<Name extends string>(store: Store, table: TemporaryTable<Name>, queries: readonly Sql[]): Promise<Filled<Name>> {
  await store.run(`create or replace temp table ${table.name} as ${compileQuery(rowsFor(table, queries), { dialect: store.dialect })}`)
  return { kind: 'temporary', name: table.name }
}

export async function dropTemporary(store: Store, tables: readonly { readonly name: string }[]): Promise<void> {
  await store.run(tables.map(({ name }) => `drop table if exists ${store.dialect.temporary(name)};`).join('\n'))
}

/** A shared query that stands as a table which every line to a store can read. */
export interface ScratchTable {
  readonly query: SharedQuery
  readonly name: string
  readonly span: Span
  /** The shared queries that stand already; its own are among them. */
  readonly ready: Ready
}

export async function computeScratch(line: Store, { query, name, span, ready }: ScratchTable): Promise<void> {
  await line.run(`create or replace table ${name} as ${compileQuery(query.query, { dialect: line.dialect, ready, span })}`)
}

export async function dropScratch(line: Store, names: Iterable<string>): Promise<void> {
  await line.run([...names].map(name => `drop table if exists ${name};`).join('\n'))
}
