import { rowChanges } from '../ledger/plan-tables.ts'
import type { Store } from '../store/store.ts'
import { selectedColumns } from '../table/compile.ts'
import { clockColumns, type Model } from '../table/model.ts'
import { onDates } from '../sql/scope.ts'
import { qualifiedName } from '../table/source.ts'
import { COMPARED } from './compare-rows.ts'
import { unpackedColumn } from './packed-row.ts'

export interface UnitWrite {
  readonly model: Model
  readonly run: number
  /** `processed_at` of what is written, ISO text. */
  readonly now: string
  /** When the run started, ISO text. */
  readonly changedAt: string
  /** Dates whose units were built before: their new rows are changes too. */
  readonly builtBefore: readonly string[]
  /** Why, per date, as JSON text. */
  readonly causes: ReadonlyMap<string, string>
}

/**
 * Makes the stored rows equal to the computed ones that they were compared with: new keys are inserted, rows that differ in any column but the clock columns
 * replaced with their `created_at`, vanished keys deleted, equal rows left alone; every change goes to the change log. Inside a transaction.
 */
export async function writeDifferences(store: Store, write: UnitWrite): Promise<void> {
  const { model } = write
  const same = model.grain.map(column => `t.${column} = k.${column}`).join(' and ')
  await store.run(`delete from ${qualifiedName(model)} as t using ${COMPARED} as k where ${same} and k.how in ('updated', 'deleted')`)
  await insertRows(store, write)
  await logChanges(store, write)
}

async function insertRows(store: Store, { model, now }: UnitWrite): Promise<void> {
  const columns = selectedColumns(model)
  await store.run(`insert into ${qualifiedName(model)} (${[...columns, ...clockColumns].join(', ')})
    select ${columns.map(column => unpackedColumn(model, 'content', column)).join(', ')}, coalesce(created_at, timestamp '${now}'), timestamp '${now}'
    from ${COMPARED}
    where how in ('inserted', 'updated')`)
}

async function logChanges(store: Store, { model, run, changedAt, builtBefore, causes }: UnitWrite): Promise<void> {
  const key = model.grain.map(column => `cast(${column} as varchar)`).join(` || '/' || `)
  const cases = [...causes.entries()].map(([date, cause]) => `when date '${date}' then ${store.dialect.text(cause)}`)
  const cause = cases.length === 0 ? `'[]'` : `case game_date ${cases.join(' ')} else '[]' end`
  await store.run(`insert into ${qualifiedName(rowChanges)} (run, changed_at, table_name, row_key, game_date, kind, old_hash, new_hash, fields, causes)
    select ${run}, timestamp '${changedAt}', ${store.dialect.text(model.name)}, ${key}, game_date, how, old_hash, new_hash, fields, ${cause}
    from ${COMPARED}
    where how in ('updated', 'deleted') or (how = 'inserted' and ${onDates('game_date', builtBefore)})`)
}
