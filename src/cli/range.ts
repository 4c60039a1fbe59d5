import { parseDay, parseSeason, type Day, type DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'

/** The options that choose game dates. */
export type RangeOptions = {
  readonly startDate?: string | undefined
  readonly endDate?: string | undefined
  readonly season?: string | undefined
  readonly date?: string | undefined
}

/** What was asked for, before the schedule is known. Undefined means: what the verb takes by itself. */
export type AskedRange = { readonly first: Day | undefined; readonly last: Day | undefined } | { readonly season: number } | undefined

/** Reads the options. Throws `usage` where they contradict each other. */
export function askedRange(options: RangeOptions, command: string): AskedRange {
  const { startDate, endDate, season, date } = options
  const ways = [startDate ?? endDate, season, date].filter(way => way !== undefined)
  if (ways.length > 1) {
    throw new BackcourtError('usage', 'game dates can be chosen in one way: --start-date and --end-date, --season, or --date', {
      next: `backcourt ${command} --start-date 2021-10-19 --end-date 2021-11-19`,
    })
  }
  if (season !== undefined) return { season: parseSeason(season, '--season') }
  if (date !== undefined) return { first: parseDay(date, '--date'), last: parseDay(date, '--date') }
  if (startDate === undefined && endDate === undefined) return undefined
  const first = startDate === undefined ? undefined : parseDay(startDate, '--start-date')
  const last = endDate === undefined ? undefined : parseDay(endDate, '--end-date')
  if (first !== undefined && last !== undefined && first > last) {
    throw new BackcourtError('usage', `--start-date ${first} is after --end-date ${last}`, {
      where: '--start-date',
      next: `both days are included; swap them?  backcourt ${command} --start-date ${last} --end-date ${first}`,
    })
  }
  return { first, last }
}

/** The days that were asked for, where no schedule is asked: a season by when it lies at most. Throws `usage` for an open end. */
export function closedRange(asked: AskedRange): DayRange | undefined {
  if (asked === undefined) return undefined
  if ('season' in asked) return { first: parseDay(`${asked.season}-07-01`, '--season'), last: parseDay(`${asked.season + 1}-10-10`, '--season') }
  if (asked.first !== undefined && asked.last !== undefined) return { first: asked.first, last: asked.last }
  throw new BackcourtError('usage', 'expected --start-date and --end-date, or neither', {
    where: asked.first === undefined ? '--start-date' : '--end-date',
  })
}

/** The days that were asked for. The schedule says where a season lies; an open end is that of the dates with box scores, else of the schedule. */
export async function rangeIn(store: Store, asked: AskedRange): Promise<DayRange | undefined> {
  if (asked === undefined) return undefined
  if ('season' in asked) return (await scheduledDays(store, asked.season)) ?? nominalDays(asked.season)
  const { first, last } = asked
  if (first !== undefined && last !== undefined) return { first, last }
  const { playedRange } = await import('../change/calendar.ts')
  const played = await playedRange(store)
  const known = await scheduledDays(store)
  if (known === undefined) throw new BackcourtError('not_found', 'the store has no games', { next: 'backcourt import PATH… with a schedule' })
  for (const bounds of played === undefined ? [known] : [played, known]) {
    const range = { first: first ?? bounds.first, last: last ?? bounds.last }
    if (range.first <= range.last) return range
  }
  const outside = first === undefined ? `the first game of the store is on ${known.first}` : `the last game of the store is on ${known.last}`
  throw new BackcourtError('not_found', outside, { where: first === undefined ? '--end-date' : '--start-date' })
}

/** First to last game date that the schedule knows, of a season or of all; undefined without any. */
async function scheduledDays(store: Store, season?: number): Promise<DayRange | undefined> {
  const { factsOf } = await import('../nba/sources/index.ts')
  const { sql } = await import('../sql/sql.ts')
  const { compileQuery } = await import('../table/compile.ts')
  const ofSeason = season === undefined ? sql`` : sql` where season_year = ${season}`
  const query = sql`select min(game_date) as first, max(game_date) as last from ${factsOf('fixture')}${ofSeason}`
  const [found] = await store.rows<{ first: Day | null; last: Day | null }>(compileQuery(query, store))
  return found?.first && found.last ? { first: found.first, last: found.last } : undefined
}

/** When a season lies that the store knows no game of, as far as that can be said: whoever works on these dates finds them without a schedule. */
function nominalDays(season: number): DayRange {
  return { first: parseDay(`${season}-10-01`, '--season'), last: parseDay(`${season + 1}-06-30`, '--season') }
}

/** The options as they are written in a hint, with a leading space. */
export function rangeHint(options: RangeOptions): string {
  const written = [
    ['--start-date', options.startDate],
    ['--end-date', options.endDate],
    ['--season', options.season],
    ['--date', options.date],
  ].flatMap(([flag, value]) => (value === undefined ? [] : [` ${flag} ${value}`]))
  return written.join('')
}
