import type { Store } from '../../store/store.ts'
import type { PlansMembers } from '../documents.ts'

/** Saved plans, newest first, and the runs that carried them out. */
export async function plans(store: Store): Promise<PlansMembers> {
  return {
    plans: await store.rows(`
      select p.plan, p.created_at, max(r.run) as run, arg_max(r.outcome, r.run) as outcome
      from nba_processing.plans as p
      left join nba_processing.runs as r
        on r.plan = p.plan
      group by all
      order by p.created_at desc, p.plan
      limit 30`),
  }
}

/** The last run that carried a plan out; null while none has. */
export async function runOf(store: Store, plan: string): Promise<number | null> {
  const [found] = await store.rows<{ run: number | null }>(`select max(run) as run from nba_processing.runs where plan = ${store.dialect.text(plan)}`)
  return found?.run ?? null
}
