import type { Day, DayRange } from '../calendar.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'

/** First to last date that has rows in any of the tables; undefined where none has. */
export async function builtRange(store: Pick<Store, 'rows'>, models: readonly Model[]): Promise<DayRange | undefined> {
  const bounds = models.map(model => `select min(game_date) as first, max(game_date) as last from ${qualifiedName(model)}`)
  const [row] = await store.rows<{ first: Day | null; last: Day | null }>(
    `select cast(min(first) as string) as first, cast(max(last) as string) as last from (${bounds.join(' union all ')}) as bounds`,
  )
  return row?.first == null || row.last === null ? undefined : { first: row.first, last: row.last }
}
