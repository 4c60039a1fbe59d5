import { seasonLabel, type Day } from '../../calendar.ts'
import { models } from '../../nba/models/index.ts'
import { KNOWN_SEASONS } from '../../nba/schedule-cover.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery } from '../../table/compile.ts'
import type { CalendarCell, CalendarDate, CalendarMembers, DayMembers, SeasonEntry } from '../documents.ts'
import { gamesOn, neighbours } from './games.ts'
import { labelOf, seasonOrNewest } from './seasons.ts'

const NEVER_BUILT: CalendarCell = { status: null, rows: 0, reason: null }

/** A season, or that of a date, or the newest; its game dates, and how each unit of them stands. */
export async function calendarOf(store: Store, asked: number | undefined, date?: Day): Promise<CalendarMembers> {
  const season = await seasonOrNewest(store, asked ?? (date === undefined ? undefined : await seasonOf(store, date)))
  const dates = season === undefined ? [] : await datesOf(store, season)
  const cells = await cellsBetween(store, dates)
  return {
    seasons: await seasonsOf(store),
    season: labelOf(season),
    dates,
    tables: models.map(({ name, initials }) => ({
      table: `nba_analytics.${name}`,
      initials,
      cells: dates.map(({ date }) => cells.get(`${name} ${date}`) ?? NEVER_BUILT),
    })),
  }
}

/** The games and the units of a date. */
export async function dayOf(store: Store, date: Day): Promise<DayMembers> {
  const found = await store.rows<CalendarCell & { readonly table: string; readonly run: number; readonly attempts: number }>(`
    select table_name as "table", status, row_count as rows, reason, run, attempts
    from nba_processing.unit_states
    where game_date = date '${date}'`)
  const units = models.map(({ name }) => ({
    ...(found.find(({ table }) => table === name) ?? { ...NEVER_BUILT, run: null, attempts: null }),
    table: `nba_analytics.${name}`,
  }))
  return { date, ...(await neighbours(store, date)), games: await gamesOn(store, date), units }
}

/** The season of the games of a date. */
async function seasonOf(store: Store, date: Day): Promise<number | undefined> {
  const [found] = await store.rows<{ season: number | null }>(
    `select max(season_year) as season from nba_reference.game_states where ended_by is null and game_date = date '${date}'`,
  )
  return found?.season ?? undefined
}

function seasonsOf(store: Store): Promise<SeasonEntry[]> {
  return store
    .rows<Omit<SeasonEntry, 'season'> & { season: number }>(
      `select k.*, cast((select count(*) from nba_reference.game_states as g where g.ended_by is null and g.season_year = k.season) as bigint) as games
       from (${compileQuery(KNOWN_SEASONS, store)}) as k
       order by k.season`,
    )
    .then(rows => rows.map(row => ({ ...row, season: seasonLabel(row.season) })))
}

/** The dates of a season that have games, or units of games that moved away. */
function datesOf(store: Store, season: number): Promise<CalendarDate[]> {
  const whole = (condition: string): string => `cast(count(g.nba_game_id) filter (where ${condition}) as bigint)`
  return store.rows<CalendarDate>(`
    with season as (
      select min(game_date) as first, max(game_date) as last from nba_reference.game_states where ended_by is null and season_year = ${season}
    ), dates as (
      select game_date from nba_reference.game_states where ended_by is null and season_year = ${season}
      union
      select game_date from nba_processing.unit_states, season where status <> 'empty' and game_date between first and last
    )
    select
      cast(d.game_date as varchar) as date,
      ${whole('true')} as games,
      ${whole(`g.state = 'final'`)} as final,
      ${whole(`g.state = 'waiting'`)} as waiting,
      ${whole(`g.state = 'upcoming'`)} as upcoming
    from dates as d
    left join nba_reference.game_states as g
      on g.game_date = d.game_date and g.ended_by is null
    group by d.game_date
    order by d.game_date`)
}

async function cellsBetween(store: Store, dates: readonly CalendarDate[]): Promise<ReadonlyMap<string, CalendarCell>> {
  const [first, last] = [dates[0]?.date, dates.at(-1)?.date]
  if (first === undefined || last === undefined) return new Map()
  const rows = await store.rows<CalendarCell & { readonly unit: string }>(`
    select table_name || ' ' || game_date as unit, status, row_count as rows, reason
    from nba_processing.unit_states
    where game_date between date '${first}' and date '${last}'`)
  return new Map(rows.map(({ unit, ...cell }) => [unit, cell]))
}
