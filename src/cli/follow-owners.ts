import { parseDay, type DayRange } from '../calendar.ts'
import type { Store } from '../store/store.ts'
import type { AskedRange } from './range.ts'
import type { Session } from './session.ts'

/** Brings a desk in line with the raw tables that the owner of its warehouse loads himself, in the seasons that were asked for: what is built reads games before and after it. Returns sentences. */
export async function followOwners(store: Store, asked: AskedRange, session: Session): Promise<readonly string[]> {
  if (store.desk === undefined) return []
  const [{ readOwners }, { settleImports }] = await Promise.all([import('../import/owners/read-owners.ts'), import('../import/settle/settle.ts')])
  return session.stoppable(store, 1, async () => {
    const read = await readOwners(store, { range: seasonsAround(asked), now: session.now() })
    const { findings } = await settleImports(store)
    await store.desk?.commitFacts()
    return [...read, ...findings]
  })
}

const EVER: DayRange = { first: parseDay('1946-07-01', 'first'), last: parseDay('2999-12-31', 'last') }

/** From before the seasons that were asked for until after them. A season may end in October; its days in summer count for both. */
function seasonsAround(asked: AskedRange): DayRange {
  if (asked === undefined) return EVER
  if ('season' in asked) return { first: parseDay(`${asked.season}-07-01`, '--season'), last: parseDay(`${asked.season + 1}-10-10`, '--season') }
  const [first, last] = [asked.first ?? EVER.first, asked.last ?? EVER.last]
  const year = (day: string): number => Number(day.slice(0, 4))
  const before = first.slice(5) < '10-11' ? year(first) - 1 : year(first)
  const after = last.slice(5) < '07-01' ? year(last) : year(last) + 1
  return { first: parseDay(`${before}-07-01`, '--start-date'), last: parseDay(`${after}-10-10`, '--end-date') }
}
