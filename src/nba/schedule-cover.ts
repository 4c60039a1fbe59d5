import { addDays, daysOf, seasonLabel, type Day, type DayRange } from '../calendar.ts'
import { sql, type Sql } from '../sql/sql.ts'
import { versionsOf } from '../table/source.ts'
import { gameStates } from './game-states.ts'

/** A season of which the store knows games, from its first to its last. */
export interface KnownSeason extends DayRange {
  readonly season: number
}

/** Dates in a row of which no schedule says whether there were games. */
export interface UncoveredDates extends DayRange {
  readonly reason: string
}

/** The seasons of which a store knows games, as a query over the game states. */
export const KNOWN_SEASONS: Sql = sql`
  select season_year as season, cast(min(game_date) as string) as first, cast(max(game_date) as string) as last
  from ${versionsOf(gameStates)}
  where ended_by is null
  group by season_year
  order by season_year`

/** The dates of a range that lie neither in nor after a season that the store knows, nor in the autumn before its first game, so that "no games" would be a guess. */
export function uncoveredDates(range: DayRange, seasons: readonly KnownSeason[]): UncoveredDates[] {
  const stretches: UncoveredDates[] = []
  for (const date of daysOf(range)) {
    const reason = whyUncovered(date, seasons)
    const last = stretches.at(-1)
    if (reason === undefined) continue
    if (last?.reason === reason && addDays(last.last, 1) === date) stretches[stretches.length - 1] = { ...last, last: date }
    else stretches.push({ first: date, last: date, reason })
  }
  return stretches
}

function whyUncovered(date: Day, seasons: readonly KnownSeason[]): string | undefined {
  const own = seasonOf(date)
  const known = seasons.find(({ season }) => season === own)
  const before = seasons.findLast(({ first }) => first <= date)
  if (before !== undefined && (date <= before.last || before.season === own)) return undefined
  if (known === undefined) return `no schedule covers ${seasonLabel(own)}: import one`
  return startsInTime(known) ? undefined : `the schedule of ${seasonLabel(own)} begins on ${known.first}: import what comes before`
}

/** The season that a date without games belongs to: none has begun before October. */
function seasonOf(date: Day): number {
  const year = Number(date.slice(0, 4))
  return Number(date.slice(5, 7)) >= 10 ? year : year - 1
}

/** First games of the seasons that began late: two lockouts and a pandemic. */
const LATE_STARTS: Readonly<Record<number, string>> = { 1998: '1999-02-05', 2011: '2011-12-25', 2020: '2020-12-22' }

/** Whether the games that a store knows of a season begin as early as seasons do, so that none is missing before them. */
function startsInTime({ season, first }: KnownSeason): boolean {
  return first <= (LATE_STARTS[season] ?? `${season}-11-10`)
}
