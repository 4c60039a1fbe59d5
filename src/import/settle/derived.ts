import { createHash } from 'node:crypto'
import type { Span } from '../../sql/dialect.ts'
import type { Sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery } from '../../table/compile.ts'
import { qualifiedName, type Source } from '../../table/source.ts'
import { derivations } from '../../ledger/import-tables.ts'

const ALL_SEASONS: Span = { firstDay: '0001-01-01', lastDay: '9999-12-31', firstSeason: 0, lastSeason: 9999 }

/** A table that follows from raw rows, and the query that computes it. */
export interface Derivation {
  readonly table: Source
  readonly query: Sql
}

/** Rows that follow from raw rows, as they should be now, in a temporary table of this name. */
export interface DerivedRows extends Derivation {
  readonly from: string
  readonly importNumber: number
  /** Which rows of the table were computed anew, as a condition; all of them when left out. */
  readonly of?: string
}

/** The rows of a derived table as one statement, for all seasons. */
export function derivedStatement(store: Store, { query }: Derivation): string {
  return compileQuery(query, { dialect: store.dialect, span: ALL_SEASONS })
}

/** SQL for whether a derived table was last computed by other rules than those of now, or never. */
export function otherRules(store: Store, derivation: Derivation): string {
  const same = `table_name = ${store.dialect.text(qualifiedName(derivation.table))} and rules = '${rulesOf(store, derivation)}'`
  return `not exists (select 1 from ${qualifiedName(derivations)} where ${same})`
}

function rulesOf(store: Store, derivation: Derivation): string {
  return createHash('sha256').update(derivedStatement(store, derivation)).digest('hex')
}

/** Makes a derived table equal to what follows from the raw rows of now: ends versions that no longer hold and writes the new ones, as an import does. */
export async function writeDerived(store: Store, { table, query, from, importNumber, of = 'true' }: DerivedRows): Promise<void> {
  const name = qualifiedName(table)
  const columns = Object.keys(table.columns).filter(column => column !== 'feed')
  const same = columns.map(column => `r.${column} is not distinct from t.${column}`).join(' and ')
  const sameKey = table.key.map(column => `r.${column} = t.${column}`).join(' and ')
  const order = table.key.map(column => `r.${column}`).join(', ')
  await store.run(`update ${name} as t set ended_by = ${importNumber}
    where t.ended_by is null and ${of} and not exists (select 1 from ${from} as r where ${sameKey} and ${same})`)
  await store.run(`insert into ${name} (feed, ${columns.join(', ')}, import_number, source_file, source_row)
    select 'derived', ${columns.map(column => `r.${column}`).join(', ')}, ${importNumber}, 'derived', row_number() over (order by ${order})
    from ${from} as r
    where not exists (select 1 from ${name} as t where t.ended_by is null and ${sameKey})
    order by ${order}`)
  await store.run(`delete from ${qualifiedName(derivations)} where table_name = ${store.dialect.text(name)};
    insert into ${qualifiedName(derivations)} (table_name, rules) values (${store.dialect.text(name)}, '${rulesOf(store, { table, query })}')`)
}
