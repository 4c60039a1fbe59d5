import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import type { ChangedField } from './row-history.ts'

/** A row whose content changed: what readers downstream have to fetch again. */
export interface RowChange {
  readonly table: string
  readonly key: string
  readonly kind: 'inserted' | 'updated' | 'deleted'
  readonly old_hash: string | null
  readonly new_hash: string | null
  readonly fields: readonly ChangedField[]
  readonly run: number
}

/** After which run, or after which instant (ISO text), changes are wanted. */
export type Since = { readonly run: number } | { readonly time: string }

/** The query of all changes since then in the order in which they were made; rows whose hash stays are none. `fields` is JSON text. */
export function changesQuery(store: Store, since: Since, models: readonly Model[]): string {
  const logged = `
    select
      'nba_analytics.' || table_name as "table", row_key as key, kind, old_hash, new_hash, fields, run
    from nba_processing.row_changes as c
    where ${after(since, 'c.run', 'c.changed_at')} and c.old_hash is distinct from c.new_hash
      and c.table_name in (${models.map(model => store.dialect.text(model.name)).join(', ')})`
  return `select * from (${[logged, ...models.map(model => firstBuilt(since, model))].join('\nunion all\n')}) as changes order by run, "table", key`
}

/** The changes since then. */
export async function listChanges(store: Store, since: Since, models: readonly Model[]): Promise<RowChange[]> {
  const rows = await store.rows<Omit<RowChange, 'fields'> & { readonly fields: string }>(changesQuery(store, since, models))
  return rows.map(row => ({ ...row, fields: row.fields === '[]' ? [] : (JSON.parse(row.fields) as ChangedField[]) }))
}

function after(since: Since, run: string, time: string): string {
  return 'run' in since ? `${run} > ${since.run}` : `${time} > timestamp '${since.time}'`
}

/** Rows that a first build wrote, which the change log leaves out: stored rows whose clock is that of a run which built their date. */
function firstBuilt(since: Since, model: Model): string {
  const key = model.grain.map(column => `cast(t.${column} as varchar)`).join(` || '/' || `)
  return `
    select 'nba_analytics.${model.name}', b.key, 'inserted', cast(null as varchar), coalesce(l.first_hash, b.data_hash), '[]', b.run
    from (
      select ${key} as key, t.data_hash, r.started_at, r.run
      from ${qualifiedName(model)} as t
      join (
        select u.game_date, r.planned_at, min(r.started_at) as started_at, min(r.run) as run
        from nba_processing.units as u
        join nba_processing.runs as r
          on r.run = u.run
        where u.table_name = '${model.name}' and u.status <> 'failed'
        group by u.game_date, r.planned_at
      ) as r
        on r.game_date = t.game_date and r.planned_at = t.created_at
    ) as b
    left join (
      select row_key, arg_min(old_hash, run) as first_hash, min(case when kind = 'inserted' then run end) as inserted
      from nba_processing.row_changes
      where table_name = '${model.name}'
      group by row_key
    ) as l
      on l.row_key = b.key
    where (l.inserted is null or l.inserted > b.run) and ${after(since, 'b.run', 'b.started_at')}`
}
