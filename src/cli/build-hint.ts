import type { DayRange } from '../calendar.ts'
import type { Store } from '../store/store.ts'

/** What a store lacks before anything can be built, as a sentence; undefined when it lacks nothing. */
export async function missingInput(store: Store): Promise<string | undefined> {
  const { knowsGames, playedRange } = await import('../change/calendar.ts')
  if (!(await knowsGames(store))) return 'the store holds no schedule, so nothing can be built: import one'
  return (await playedRange(store)) === undefined
    ? 'the store holds no box scores, so nothing can be built: import game logs or box scores'
    : undefined
}

/** The command, without `backcourt`, that brings the tables in line with the raw rows: backfill while nothing is built, then plan, with dates where the last import brought box scores outside of what is built. */
export async function buildHint(store: Store): Promise<string> {
  const [{ builtRange, touchedRange }, { playedRange }] = await Promise.all([import('../ledger/unit-states.ts'), import('../change/calendar.ts')])
  const built = await builtRange(store)
  if (built === undefined) return (await missingInput(store)) === undefined ? 'backfill' : 'import PATH…'
  const news = common(await touchedRange(store), await playedRange(store))
  if (news === undefined || (built.first <= news.first && news.last <= built.last)) return 'plan'
  const first = news.first < built.first ? news.first : built.first
  const last = news.last > built.last ? news.last : built.last
  return `plan --start-date ${first} --end-date ${last}`
}

/** The dates that two ranges share; undefined when there are none. */
function common(one: DayRange | undefined, other: DayRange | undefined): DayRange | undefined {
  if (one === undefined || other === undefined) return undefined
  const first = one.first > other.first ? one.first : other.first
  const last = one.last < other.last ? one.last : other.last
  return first <= last ? { first, last } : undefined
}
