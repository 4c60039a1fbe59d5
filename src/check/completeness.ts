import type { Day, DayRange } from '../calendar.ts'
import { exportRows, type ExportRequest } from '../store/export.ts'
import { KNOWN_SEASONS, uncoveredDates, type KnownSeason, type UncoveredDates } from '../nba/schedule-cover.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'
import {
  WINDOWS,
  type CompletenessReport,
  type CompletenessRequest,
  type DateWindows,
  type GapGame,
  type WindowEntry,
} from './completeness-report.ts'
import { gapGames, windowEntries, windowTable, type SomeWindows } from './completeness-entries.ts'
import { SLOT_INPUTS, SLOTS } from './completeness-slots.ts'
import { ANY_NOT_WHOLE, asked, BY_DATE, COUNTED, DATES, GAPS, missingPairs, windowRows } from './completeness-windows.ts'

/**
 * Compares, for every player and team before every game of the range, the games that its windows should hold with those that are known: bounded by the
 * season, each game with the team that the player was with then, those without him left out. One pass over everything, however many there are.
 */
export function completeness(store: Store, request: CompletenessRequest): Promise<CompletenessReport> {
  const { range, entity } = request
  const chosen = entity === undefined ? ANY_NOT_WHOLE : isEntity(store, entity)
  return withWindows(store, { range, chosen }, async () => ({
    range,
    windows: WINDOWS.map(({ name }) => name),
    entities: await entries(store, entity === undefined ? { where: `c.state <> 'complete'`, limit: ENTRIES } : {}),
    by_date: await store.rows<DateWindows>(`with dates as materialized (${DATES}) ${BY_DATE}`),
    gaps: await store.rows<GapGame>(gapGames(ENTRIES)),
  }))
}

/** Writes all windows of a range, or those of one player or team, into a file, a row each; returns how many. */
export function exportWindows(store: Store, { range, entity }: CompletenessRequest, target: Omit<ExportRequest, 'query'>): Promise<number> {
  const chosen = entity === undefined ? 'true' : isEntity(store, entity)
  return withWindows(store, { range, chosen }, () => exportRows(store, { ...target, query: windowTable() }))
}

const ENTRIES = 1000

function isEntity(store: Store, entity: string): string {
  return `who in (select who from temp.completeness_names where entity = ${store.dialect.text(entity)})`
}

/** What is looked at, and which of its windows are told one by one, as a condition on who and how they stand. */
export interface LookedAt {
  readonly range: DayRange
  readonly chosen: string
}

/** Does something while the temporary tables of completeness are there. */
export async function withWindows<T>(store: Store, { range, chosen }: LookedAt, work: () => Promise<T>): Promise<T> {
  const seasons = await store.rows<KnownSeason>(compileQuery(KNOWN_SEASONS, store))
  const own = seasons.filter(({ first, last }) => first <= range.last && last >= range.first)
  await readSlots(store, { first: own[0]?.season ?? 0, last: own.at(-1)?.season ?? -1 })
  await readOpenDates(store, openDates(range, seasons))
  await table(store, 'counted', COUNTED)
  await table(store, 'gaps', GAPS)
  await table(store, 'asked', asked(range))
  await table(store, 'chosen', windowRows(chosen))
  await table(store, 'missing', missingPairs('from temp.completeness_chosen'))
  const done = await work()
  await store.run(TABLES.map(name => `drop table if exists temp.completeness_${name}`).join('; '))
  return done
}

const TABLES = [...Object.keys(SLOT_INPUTS), 'slots', 'open', 'counted', 'gaps', 'asked', 'chosen', 'missing']

async function table(store: Store, name: string, query: string): Promise<void> {
  await store.run(`create or replace temp table completeness_${name} as ${query}`)
}

async function readSlots(store: Store, { first, last }: { readonly first: number; readonly last: number }): Promise<void> {
  for (const [name, query] of Object.entries(SLOT_INPUTS)) {
    await table(store, name, compileQuery(query, { dialect: store.dialect }).replaceAll('{first}', String(first)).replaceAll('{last}', String(last)))
  }
  await table(store, 'slots', SLOTS)
}

async function readOpenDates(store: Store, open: readonly UncoveredDates[]): Promise<void> {
  const stretches = open.map(dates => `(date '${dates.first}', date '${dates.last}')`)
  await store.run(`create or replace temp table completeness_open (first_day date, last_day date);
    ${stretches.length === 0 ? '' : `insert into completeness_open values ${stretches.join(', ')}`}`)
}

/** Dates of the seasons of a range of which no schedule says whether there were games. */
function openDates({ first, last }: DayRange, seasons: readonly KnownSeason[]): UncoveredDates[] {
  const year = Number(first.slice(0, 4)) - (first.slice(5, 7) < '10' ? 1 : 0)
  return uncoveredDates({ first: `${year}-10-01` as Day, last }, seasons)
}

/** The chosen windows by date, or some of them. */
export function entries(store: Store, some: SomeWindows = {}): Promise<WindowEntry[]> {
  return store.rows<WindowEntry>(windowEntries(some))
}
