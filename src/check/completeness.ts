import type { Day, DayRange } from '../calendar.ts'
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
import { SLOT_INPUTS, SLOTS } from './completeness-slots.ts'
import { ANY_NOT_WHOLE, asked, BY_DATE, COUNTED, DATES, GAPS, missingPairs, windowRows } from './completeness-windows.ts'

const ENTRIES = 1000

/**
 * Compares, for every player and team before every game of the range, the games that its windows should hold with those that are known: bounded by the
 * season, each game with the team that the player was with then, those without him left out. One pass over everything, however many there are.
 */
export async function completeness(store: Store, request: CompletenessRequest): Promise<CompletenessReport> {
  const { range, entity } = request
  const seasons = await store.rows<KnownSeason>(compileQuery(KNOWN_SEASONS, store))
  const own = seasons.filter(({ first, last }) => first <= range.last && last >= range.first)
  await readSlots(store, { first: own[0]?.season ?? 0, last: own.at(-1)?.season ?? -1 })
  await readOpenDates(store, openDates(range, seasons))
  await table(store, 'counted', COUNTED)
  await table(store, 'gaps', GAPS)
  await table(store, 'asked', asked(range))
  const chosen =
    entity === undefined ? ANY_NOT_WHOLE : `who in (select who from temp.completeness_names where entity = ${store.dialect.text(entity)})`
  await table(store, 'chosen', windowRows(chosen))
  await table(store, 'missing', missingPairs('from temp.completeness_chosen'))
  const report = {
    range,
    windows: WINDOWS.map(({ name }) => name),
    entities: await entries(store, entity !== undefined),
    by_date: await store.rows<DateWindows>(`with dates as materialized (${DATES}) ${BY_DATE}`),
    gaps: await gapGames(store),
  }
  await store.run(TABLES.map(name => `drop table if exists temp.completeness_${name}`).join('; '))
  return report
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

interface StoredEntry extends Omit<WindowEntry, 'missing' | 'repair'> {
  readonly missing: readonly Day[]
  readonly games: readonly string[]
  readonly unbuilt: readonly Day[]
}

/** Dates or games of a window in order, each once. */
function listOf(value: string, status: string): string {
  return `coalesce(list(distinct ${value} order by ${value}) filter (where m.nba_game_id is not null${status}), [])`
}

const MISSING_DAY = 'cast(m.missing_date as varchar)'

async function entries(store: Store, everything: boolean): Promise<WindowEntry[]> {
  const rows = await store.rows<StoredEntry>(`
    with chosen as (
      select c.*, n.entity
      from temp.completeness_chosen as c
      join temp.completeness_names as n using (who)
      ${everything ? '' : `where c.state <> 'complete'`}
      order by c.game_date, n.entity, c.place ${everything ? '' : `limit ${ENTRIES}`}
    )
    select c.entity, cast(c.game_date as varchar) as date, c."window", cast(c.expected as bigint) as expected, cast(c.expected - c.missing as bigint) as known,
      case when c.expected > 0 then (c.expected - c.missing) / c.expected end as share, c.state, c."class",
      ${listOf(MISSING_DAY, '')} as missing,
      ${listOf('g.game_id', ` and m.status = 'no facts'`)} as games,
      ${listOf(MISSING_DAY, ` and m.status = 'no row'`)} as unbuilt
    from chosen as c
    left join temp.completeness_missing as m
      on m.who = c.who and m.game_date = c.game_date and m.window_place = c.place
    left join (select distinct nba_game_id, game_id from temp.completeness_sides) as g
      on g.nba_game_id = m.nba_game_id
    group by c.entity, c.game_date, c."window", c.place, c.expected, c.missing, c.state, c."class"
    order by c.game_date, c.entity, c.place`)
  return rows.map(({ games, unbuilt, ...entry }) => ({ ...entry, repair: repairOf(entry, games, unbuilt) }))
}

function repairOf({ state }: Pick<WindowEntry, 'state'>, games: readonly string[], unbuilt: readonly Day[]): string | null {
  if (state === 'unknown') return 'import a schedule that covers the season'
  const steps = [...(games.length === 0 ? [] : [importHint(games)]), ...(unbuilt.length === 0 ? [] : [backfillHint(unbuilt)])]
  return steps.length === 0 ? null : steps.join('; ')
}

const NAMED = 3

function importHint(games: readonly string[]): string {
  const named = games.slice(0, NAMED).join(', ')
  return `import the box score of ${named}${games.length > NAMED ? ` and ${games.length - NAMED} more` : ''}`
}

function backfillHint(dates: readonly Day[]): string {
  return `backcourt backfill --start-date ${dates[0] ?? ''} --end-date ${dates.at(-1) ?? ''}`
}

async function gapGames(store: Store): Promise<GapGame[]> {
  const rows = await store.rows<Omit<GapGame, 'repair'>>(`
    select g.game_id as game, cast(m.missing_date as varchar) as date, list(distinct m.team order by m.team) as teams, m.status, count(*) as windows
    from temp.completeness_missing as m
    join (select distinct nba_game_id, game_id from temp.completeness_sides) as g
      on g.nba_game_id = m.nba_game_id
    group by g.game_id, m.missing_date, m.status
    order by windows desc, g.game_id
    limit ${ENTRIES}`)
  return rows.map(gap => ({ ...gap, repair: gap.status === 'no facts' ? importHint([gap.game]) : backfillHint([gap.date]) }))
}
