import type { Day, DayRange } from '../calendar.ts'
import { easternTime } from './eastern.ts'
import type { Kept } from './kept.ts'
import { boxScoreOf, injuryReportAt, playByPlayOf, scheduleOf, type Bases, type Resource } from './resources.ts'
import type { ScheduledGame } from './schedule.ts'

/** What deciding rests on. */
export interface Known {
  readonly now: number
  readonly bases: Bases
  readonly games: readonly ScheduledGame[]
  /** What is kept of an address, and how it answered last. */
  readonly kept: (resource: Resource) => Kept | undefined
  /** When the last fetch was through with all that was due. */
  readonly lastFetch: number | undefined
  /** Addresses that this fetch has asked already. */
  readonly asked: ReadonlySet<string>
}

/** A request that is due, and why. */
export interface Due {
  readonly resource: Resource
  readonly reason: string
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** From the tip on until most games are over. */
const GAME = 2.25 * HOUR
/** So far back a first fetch looks, and any fetch behind the last one. */
const FIRST_LOOK = 36 * HOUR
const OVERLAP = 12 * HOUR
/** Ages in days at which a game is asked for once more. */
const CORRECTED_AT = [30, 7, 2, 1] as const
const STALE = 60 * DAY
const GIVEN_UP = 30 * DAY
/** Reports of a day, so that ten games take no more than thirty requests. */
const REPORTS_A_DAY = 6

/** The requests that are due now: of the dates that are named, else of what ended since the last fetch and may have been corrected. What follows from their answers is due afterwards. */
export function whatIsDue(range: DayRange | undefined, known: Known): Due[] {
  const schedule = scheduleOf(known.bases)
  if (!known.asked.has(schedule.address)) return [{ resource: schedule, reason: 'games may have been added, moved or finished' }]
  const due = known.games
    .filter(({ date }) => range === undefined || (date >= range.first && date <= range.last))
    .toSorted((one, other) => one.tip - other.tip || (one.id < other.id ? -1 : 1))
    .flatMap(game => dueOfGame(game, range !== undefined, known))
  return [...due, ...reportsDue(range, known)].filter(({ resource }) => !known.asked.has(resource.address))
}

function dueOfGame(game: ScheduledGame, named: boolean, known: Known): Due[] {
  if (game.tip > known.now) return []
  const box = boxScoreOf(known.bases, game.id)
  const plays = playByPlayOf(known.bases, game.id)
  const kept = known.kept(box)
  const why = boxReason(game, { named, kept }, known)
  const boxDue = why === undefined ? [] : [{ resource: box, reason: why }]
  // Its plays are asked for when the box score says that it is over.
  if (kept?.state !== 'final' || (boxDue.length > 0 && !known.asked.has(box.address))) return boxDue
  const playsWhy = playsReason(game, { named, kept, plays: known.kept(plays) }, known)
  return playsWhy === undefined ? boxDue : [...boxDue, { resource: plays, reason: playsWhy }]
}

function boxReason(
  game: ScheduledGame,
  { named, kept }: { readonly named: boolean; readonly kept: Kept | undefined },
  known: Known,
): string | undefined {
  const age = known.now - game.tip
  if (age < (game.over ? 0 : GAME)) return undefined
  if (kept?.state !== 'final') {
    if (kept !== undefined && (named || (age < GIVEN_UP && mayAskAgain(kept, known.now))))
      return 'was not over, or not to be had, when it was last asked for'
    if (kept !== undefined) return undefined
    return named ? 'a game of the dates that were asked for' : endedSince(game, known) ? 'ended since the last fetch' : undefined
  }
  if (named) return 'a game of the dates that were asked for, once more'
  const then = kept.checkedAt - game.tip
  const days = CORRECTED_AT.find(days => age >= days * DAY)
  if (days === undefined || then >= days * DAY || age >= STALE || !mayAskAgain(kept, known.now)) return undefined
  return `${days} ${days === 1 ? 'day' : 'days'} old: statistics may have been corrected`
}

interface Plays {
  readonly named: boolean
  readonly kept: Kept
  readonly plays: Kept | undefined
}

function playsReason({ tip }: ScheduledGame, { named, kept, plays }: Plays, { now }: Known): string | undefined {
  if (plays?.newest === undefined) {
    if (named || (now - tip < GIVEN_UP && (plays === undefined || mayAskAgain(plays, now)))) return 'its game is over'
    return undefined
  }
  if (plays.checkedAt < kept.changedAt) return 'its box score was corrected'
  return named ? 'a game of the dates that were asked for, once more' : undefined
}

/** The last report before each tip, and before games that are still to come today the newest. A report never changes. */
function reportsDue(range: DayRange | undefined, known: Known): Due[] {
  const days = new Map<Day, ScheduledGame[]>()
  for (const game of known.games) {
    if (range === undefined ? Math.abs(known.now - game.tip) < 40 * DAY : game.date >= range.first && game.date <= range.last)
      days.set(game.date, [...(days.get(game.date) ?? []), game])
  }
  const today = easternTime(known.now).day
  return [...days.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([day, games]) => [
      ...reportsBefore(games, range !== undefined, known),
      ...(day === today && games.some(({ tip }) => tip > known.now) ? reportOf(known.now, 'the newest one before the games of today', known) : []),
    ])
    .filter(({ resource }) => known.kept(resource)?.newest === undefined)
}

function reportsBefore(games: readonly ScheduledGame[], named: boolean, known: Known): Due[] {
  const past = games.filter(({ tip }) => tip <= known.now)
  const reports = new Map(
    past.flatMap(game => reportOf(game.tip, 'the last one before a tip', known).map(due => [due.resource.address, { due, game }])),
  )
  return [...reports.values()]
    .toSorted((one, other) => one.game.tip - other.game.tip)
    .slice(-REPORTS_A_DAY)
    .filter(({ due, game }) => {
      const kept = known.kept(due.resource)
      if (named) return true
      return kept === undefined ? endedSince(game, known) : known.now - game.tip < 3 * DAY && mayAskAgain(kept, known.now)
    })
    .map(({ due }) => due)
}

function reportOf(instant: number, reason: string, { bases }: Known): Due[] {
  const resource = injuryReportAt(bases, easternTime(instant))
  return resource === undefined ? [] : [{ resource, reason }]
}

function endedSince({ tip }: ScheduledGame, { now, lastFetch }: Known): boolean {
  return tip >= (lastFetch === undefined ? now - FIRST_LOOK : lastFetch - OVERLAP)
}

/** Who answered in vain is asked again after two hours, then after four, and so on up to a week. */
function mayAskAgain({ failures, checkedAt }: Kept, now: number): boolean {
  return failures === 0 || now - checkedAt >= Math.min(2 ** failures * HOUR, 7 * DAY)
}
