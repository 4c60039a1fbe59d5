import type { Day } from '../calendar.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { COMPARED, storedIn, type Comparison } from './compare-rows.ts'

/** A date whose rows break the grain, and what stands twice there. */
export interface GrainViolation {
  readonly date: Day
  readonly message: string
}

/** Whether any key occurs more than once among the rows. */
export async function hasDuplicates(store: Store, model: Model, from: string): Promise<boolean> {
  const key = model.grain.join(', ')
  const rows = await store.rows(`select 1 from (select ${key} from ${from}) as keys group by ${key} having count(*) > 1 limit 1`)
  return rows.length > 0
}

/** Dates on which a compared key was computed more than once, with the rows that share it. */
export async function findDuplicates(store: Store, model: Model): Promise<GrainViolation[]> {
  const key = model.grain.join(', ')
  const label = model.grain.map(column => `cast(${column} as string)`).join(` || '/' || `)
  const who =
    'universal_player_id' in model.columns ? `coalesce(content.universal_player_id, 'no id') || ' in ' || content.game_id` : 'content.game_id'
  const rows = await store.rows<{ date: Day; keys: string; copies: number }>(`
    select cast(game_date as string) as date, string_agg(key || ' (' || who || ')', '; ' order by key) as keys, cast(count(*) as bigint) as copies
    from (
      select game_date, ${label} as key, string_agg(${who}, ' and ' order by content.game_id, ${who}) as who
      from ${COMPARED}
      where how <> 'deleted'
      group by ${key}
      having count(*) > 1
    ) as doubled
    group by game_date
    order by game_date`)
  return rows.map(({ date, keys, copies }) => ({
    date,
    message: `expected one row per ${key}, found ${copies} ${copies === 1 ? 'key' : 'keys'} more than once: ${keys}`,
  }))
}

/** Deletes stored rows of a scope whose key another program has doubled; a comparison that follows finds them missing. Tells whether there were any. */
export async function endDoubledRows(store: Store, scope: Pick<Comparison, 'model' | 'dates' | 'scope'>): Promise<boolean> {
  const { model } = scope
  const table = qualifiedName(model)
  const rows = `${table} as r where ${storedIn(store, scope)}`
  if (!(await hasDuplicates(store, model, rows))) return false
  const key = model.grain.join(', ')
  const same = model.grain.map(column => `t.${column} = d.${column}`).join(' and ')
  await store.run(`delete from ${table} as t using (select ${key} from ${rows} group by ${key} having count(*) > 1) as d where ${same}`)
  return true
}
