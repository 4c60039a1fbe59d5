import { BackcourtError } from './errors.ts'

/** A calendar day as `YYYY-MM-DD`. NBA game dates are US Eastern days: no clock, no zone, never a `Date`. */
export type Day = string & { readonly brand: 'Day' }

/** Days from `first` to `last`, both included. */
export interface DayRange {
  readonly first: Day
  readonly last: Day
}

const MILLISECONDS_PER_DAY = 86_400_000

/** Parses `YYYY-MM-DD`; `where` names the option or field that held it. Throws `usage` on anything else, 30 February included. */
export function parseDay(text: string, where: string): Day {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && fromEpochDay(toEpochDay(text)) === text) return text as Day
  const days = /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}$/.test(text) ? daysOfMonth(text) : undefined
  if (days === undefined)
    throw new BackcourtError('usage', `${where}: expected a day as YYYY-MM-DD, got "${text}"`, { where, next: `${where} 2021-10-19` })
  throw new BackcourtError('usage', `${where}: ${text} is no day: ${monthLabel(text)} has ${days}`, {
    where,
    next: `${where} ${text.slice(0, 8)}${days}`,
  })
}

function daysOfMonth(day: string): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
}

/** `2022-02-29` as `February 2022`. */
function monthLabel(day: string): string {
  return new Date(`${day.slice(0, 8)}01`).toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** A season as people write it (`2021-22`), as the year in which it starts (2021). */
export function parseSeason(text: string, where: string): number {
  const match = /^(\d{4})-(\d{2})$/.exec(text)
  const start = Number(match?.[1])
  if (!match || (start + 1) % 100 !== Number(match[2])) {
    throw new BackcourtError('usage', `${where}: expected a season as 2021-22, got "${text}"`, { where })
  }
  return start
}

/** `2021` as `2021-22`. */
export function seasonLabel(startYear: number): string {
  return `${startYear}-${String((startYear + 1) % 100).padStart(2, '0')}`
}

/** Days since 1970-01-01. */
export function toEpochDay(day: string): number {
  return Math.round(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MILLISECONDS_PER_DAY)
}

export function fromEpochDay(days: number): Day {
  return new Date(days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10) as Day
}

export function addDays(day: Day, count: number): Day {
  return fromEpochDay(toEpochDay(day) + count)
}

/** The Monday of the week of a day. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((toEpochDay(day) + 3) % 7))
}

/** Number of days in the range, both ends counted. */
export function dayCount(range: DayRange): number {
  return toEpochDay(range.last) - toEpochDay(range.first) + 1
}

/** Every day of the range in order. */
export function daysOf(range: DayRange): Day[] {
  const first = toEpochDay(range.first)
  return Array.from({ length: Math.max(0, dayCount(range)) }, (_, index) => fromEpochDay(first + index))
}
