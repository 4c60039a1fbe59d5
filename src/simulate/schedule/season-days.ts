import { addDays, type Day, toEpochDay } from '../../calendar.ts'
import { nextWeekday, weekdayOf } from '../dates.ts'

/** The days of a regular season. */
export interface SeasonDays {
  readonly first: Day
  /** Number of days from the first to the last, both counted. */
  readonly count: number
  /** Days on which nobody plays, by index. */
  readonly closed: readonly boolean[]
  /** How busy each day should be against the others. */
  readonly weights: readonly number[]
}

// Sunday first; Fridays and Wednesdays are the league's busy days.
const weekdayWeights = [1.05, 1, 0.75, 1.25, 0.5, 1.25, 1.05] as const
const allStarDays = 6

/** The days of a season of some games per team: 82 games take from the third or fourth Tuesday of October to a Sunday of April. */
export function seasonDays(season: number, games: number): SeasonDays {
  const first = nextWeekday(`${season}-10-18` as Day, 2)
  const last = nextWeekday(`${season + 1}-04-09` as Day, 0)
  const whole = toEpochDay(last) - toEpochDay(first) + 1
  const count = games === 82 ? whole : Math.max(games + 4, Math.ceil((whole * games) / 82) + 2)
  return daysFrom(first, count)
}

/** The same season with more days at its end, for a schedule that did not fit. */
export function lengthened(days: SeasonDays, more: number): SeasonDays {
  return daysFrom(days.first, days.count + more)
}

/** First and last day of the All-Star break in February of this year: Friday to Wednesday. */
export function allStarBreak(year: number): { readonly first: Day; readonly last: Day } {
  const sunday = nextWeekday(`${year}-02-14` as Day, 0)
  return { first: addDays(sunday, -2), last: addDays(sunday, allStarDays - 3) }
}

function daysFrom(first: Day, count: number): SeasonDays {
  const year = Number(first.slice(0, 4))
  const thanksgiving = nextWeekday(`${year}-11-22` as Day, 4)
  const pause = allStarBreak(year + 1)
  const days = Array.from({ length: count }, (_, index) => addDays(first, index))
  const isClosed = (day: Day): boolean => day === thanksgiving || day.endsWith('-12-24') || (day >= pause.first && day <= pause.last)
  return {
    first,
    count,
    closed: days.map(isClosed),
    weights: days.map((day, index) => (isClosed(day) ? 0 : index === 0 ? 0.3 : (weekdayWeights[weekdayOf(day)] ?? 1))),
  }
}
