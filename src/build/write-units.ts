import type { Store } from '../store/store.ts'
import { selectedColumns } from '../table/compile.ts'
import { clockColumns, type Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { rowChanges } from '../change/ledger.ts'

/** The temporary table that holds computed rows until they are checked and written. */
export const STAGE = 'computed_rows'

/** Rows written for one date. */
export interface WrittenRows {
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly unchanged: number
}

export const NOTHING_WRITTEN: WrittenRows = { inserted: 0, updated: 0, deleted: 0, unchanged: 0 }

export interface UnitWrite {
  readonly model: Model
  readonly run: number
  readonly now: string
  /** The dates that are written; all others of the table stay untouched. */
  readonly dates: readonly string[]
  /** Dates whose units were built before: their new rows are changes too. */
  readonly builtBefore: readonly string[]
  /** Why, per date, as JSON text. */
  readonly causes: ReadonlyMap<string, string>
}

/** The condition for a set of dates. */
export function onDates(column: string, dates: readonly string[]): string {
  return dates.length === 0 ? 'false' : `${column} in (${dates.map(day => `date '${day}'`).join(', ')})`
}

/**
 * Makes the stored rows of the dates equal to the stage: new keys are inserted, rows that differ in any column but the clock columns
 * replaced with their `created_at`, vanished keys deleted, equal rows left alone; every change goes to the change log. Inside a transaction.
 */
export async function writeDifferences(store: Store, write: UnitWrite): Promise<Map<string, WrittenRows>> {
  const { model } = write
  await compareWithStage(store, write)
  const found = await store.rows<{ date: string; how: string; keys: number }>(
    `select cast(game_date as varchar) as date, how, cast(count(*) as bigint) as keys from compared_keys group by game_date, how`,
  )
  const changed = found.some(row => row.how !== 'unchanged')
  if (changed) {
    await store.run(
      `delete from ${qualifiedName(model)} as t using compared_keys as k where ${sameKey(model, 't', 'k')} and k.how in ('updated', 'deleted')`,
    )
    await insertRows(store, write)
    await logChanges(store, write)
  }
  await store.run('drop table temp.compared_keys; drop table temp.changed_fields')
  const written = new Map<string, WrittenRows>()
  for (const { date, how, keys } of found) written.set(date, { ...(written.get(date) ?? NOTHING_WRITTEN), [how]: keys })
  return written
}

function sameKey(model: Model, a: string, b: string): string {
  return model.grain.map(column => `${a}.${column} = ${b}.${column}`).join(' and ')
}

/** Each key with what becomes of it; then, for the few rows that change, their changed fields. */
async function compareWithStage(store: Store, { model, dates }: UnitWrite): Promise<void> {
  const compared = selectedColumns(model).filter(column => !model.grain.includes(column))
  const differs = compared.map(column => `s.${column} is distinct from t.${column}`).join(' or ')
  const key = model.grain.map(column => `coalesce(s.${column}, t.${column}) as ${column}`).join(', ')
  const stored = `(select * from ${qualifiedName(model)} where ${onDates('game_date', dates)})`
  await store.run(`create or replace temp table compared_keys as
    select
      ${key},
      case when t.game_date is null then 'inserted' when s.game_date is null then 'deleted' when ${differs} then 'updated' else 'unchanged' end as how,
      t.created_at,
      t.data_hash as old_hash,
      s.data_hash as new_hash
    from ${STAGE} as s
    full join ${stored} as t
      on ${sameKey(model, 's', 't')}`)
  const fields = compared
    .filter(column => column !== 'data_hash')
    .map(
      column =>
        `case when s.${column} is distinct from t.${column} then {'field': '${column}', 'before': to_json(t.${column}), 'after': to_json(s.${column})} end`,
    )
  await store.run(`create or replace temp table changed_fields as
    select ${model.grain.map(column => `k.${column}`).join(', ')}, cast(to_json(list_filter([${fields.join(',\n')}], lambda f: f is not null)) as varchar) as fields
    from (select * from compared_keys where how in ('updated', 'deleted')) as k
    left join ${STAGE} as s
      on ${sameKey(model, 's', 'k')}
    left join ${stored} as t
      on ${sameKey(model, 't', 'k')}`)
}

async function insertRows(store: Store, { model, now }: UnitWrite): Promise<void> {
  const columns = selectedColumns(model)
  await store.run(`insert into ${qualifiedName(model)} (${[...columns, ...clockColumns].join(', ')})
    select ${columns.map(column => `s.${column}`).join(', ')}, coalesce(k.created_at, timestamp '${now}'), timestamp '${now}'
    from ${STAGE} as s
    join compared_keys as k
      on ${sameKey(model, 's', 'k')}
    where k.how in ('inserted', 'updated')`)
}

async function logChanges(store: Store, { model, run, now, builtBefore, causes }: UnitWrite): Promise<void> {
  const key = model.grain.map(column => `cast(k.${column} as varchar)`).join(` || '/' || `)
  const cases = [...causes.entries()].map(([date, cause]) => `when date '${date}' then ${store.dialect.text(cause)}`)
  const cause = cases.length === 0 ? `'[]'` : `case k.game_date ${cases.join(' ')} else '[]' end`
  await store.run(`insert into ${qualifiedName(rowChanges)} (run, changed_at, table_name, row_key, game_date, kind, old_hash, new_hash, fields, causes)
    select ${run}, timestamp '${now}', ${store.dialect.text(model.name)}, ${key}, k.game_date, k.how, k.old_hash, k.new_hash, coalesce(f.fields, '[]'), ${cause}
    from compared_keys as k
    left join changed_fields as f
      on ${sameKey(model, 'f', 'k')}
    where k.how in ('updated', 'deleted') or (k.how = 'inserted' and ${onDates('k.game_date', builtBefore)})`)
}
