import { easternTime } from '../fetch/eastern.ts'
import { addDays, type DayRange } from '../calendar.ts'
import type { Store } from '../store/store.ts'
import type { BackfillMembers } from './documents.ts'
import { saveAndCarryOut } from './commands/backfill.ts'
import { planIn } from './make-plan.ts'
import type { Outcome } from './outcome.ts'
import type { Session } from './session.ts'

/** Plans and builds everything that has box scores and, where no box score is missing up to today, what is known before the games of today. Undefined where nothing was played. */
export async function applyFetched(store: Store, session: Session): Promise<Outcome<BackfillMembers> | undefined> {
  // What was played is told by settling, before which an earlier import may have been stopped.
  const { settleImports } = await import('../import/settle/settle.ts')
  const { findings } = await settleImports(store)
  const range = await rangeToBuild(store, session)
  if (range === undefined) return undefined
  const options = { onlyMissing: false, onlyFailed: false, force: false }
  const made = await planIn(store, { range, tables: [], options, unless: 'played' }, session)
  const built = await saveAndCarryOut(store, { made, newestFirst: false, stopOnError: false }, session)
  return { ...built, warnings: [...findings, ...built.warnings] }
}

async function rangeToBuild(store: Store, session: Session): Promise<DayRange | undefined> {
  const { playedRange, readGameDays } = await import('../change/calendar.ts')
  const played = await playedRange(store)
  if (played === undefined) return undefined
  const today = easternTime(Date.parse(session.now())).day
  if (today <= played.last) return played
  const days = await readGameDays(store, { first: addDays(played.last, 1), last: today }, null)
  const lacking = days.some(({ teams }) => teams.blocked.length > 0)
  return { first: played.first, last: lacking ? played.last : (days.at(-1)?.date ?? played.last) }
}
