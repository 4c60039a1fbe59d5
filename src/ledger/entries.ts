import { valueText } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import { qualifiedName } from '../table/source.ts'
import { imports } from './import-tables.ts'
import { runs } from './run-tables.ts'

/** An entry of a ledger. */
export interface LedgerEntry {
  readonly kind: 'import' | 'run'
  readonly number: number
  /** When, as text that engines agree on. */
  readonly started: string
}

/** To the second: engines write fractions of one in different ways. */
const started = sql`substr(${valueText(sql`started_at`, 'timestamp')}, 1, 19)`

/** A query of what a ledger numbers: kind, number, started. Two stores of one history have the same entries as far as both go. */
export const ledgerEntries: Sql = sql`
  select 'import' as kind, import_number as number, ${started} as started from ${raw(qualifiedName(imports))}
  union all
  select 'run' as kind, run as number, ${started} as started from ${raw(qualifiedName(runs))}`

/** The first entry that others do not have; undefined when they have all. */
export function foreignEntry(own: readonly LedgerEntry[], others: readonly LedgerEntry[]): LedgerEntry | undefined {
  const known = new Set(others.map(entry => `${entry.kind} ${entry.number} ${entry.started}`))
  return own.find(entry => !known.has(`${entry.kind} ${entry.number} ${entry.started}`))
}
