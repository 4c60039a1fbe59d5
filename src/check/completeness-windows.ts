import type { DayRange } from '../calendar.ts'
import { WINDOWS } from './completeness-report.ts'

/** A window holds games, or days. */
type Window = (typeof WINDOWS)[number]

const DAYS = WINDOWS.flatMap(window => ('days' in window ? [window.days] : []))

/** Games and slots before a day, in one number. */
const BOTH = 1000

/**
 * Of each slot: how many games of its season stand before it (`games_before`), and how many slots. What stands in the days before it is the difference
 * to the first slot of these days, which is found without adding anything up.
 */
export const COUNTED: string = `
  select * exclude (both_before),
    both_before // ${BOTH} as games_before,
    both_before % ${BOTH} as slots_before,
    ${DAYS.map(days => `(both_before - first_${days}) // ${BOTH} as games_${days}, (both_before - first_${days}) % ${BOTH} as slots_${days}`).join(', ')}
  from (
    select *, ${DAYS.map(days => `first_value(both_before) over (partition by who, season_year order by day range between ${days} preceding and current row) as first_${days}`).join(', ')}
    from (
      select *,
        cast(sum(${BOTH} * counts + 1) over (partition by who, season_year order by day rows between unbounded preceding and current row) as bigint) - ${BOTH} * counts - 1 as both_before
      from (select *, date_diff('day', date '1970-01-01', game_date) as day from temp.completeness_slots) as slots
    ) as numbered
  ) as placed`

/** How many days of its season are open in the schedule before a date. */
function open(days: number | undefined): string {
  const start = 'make_date(season_year, 10, 1)'
  const from = days === undefined ? start : `greatest(cast(game_date - interval ${days} days as date), ${start})`
  return `exists (select 1 from temp.completeness_open as o where o.last_day >= ${from} and o.first_day < game_date)`
}

/** The games that a window should hold, those of them and of the others, and whether the schedule leaves days of it open. */
function figures(window: Window, place: number): string {
  if ('games' in window) {
    const { games } = window
    return `least(a.games_before, ${games}) as expected_${place}, a.slots_before as slots_${place}_held, coalesce(o.season_open, false) and a.games_before < ${games} as open_${place}`
  }
  return `a.games_${window.days} as expected_${place}, a.slots_${window.days} as slots_${place}_held, coalesce(o.open_${window.days}, false) as open_${place}`
}

/** Whether a missing game lies in a window of a slot, where `m` is the game and `t` the slot. */
function inWindow(window: Window): string {
  return 'games' in window ? `m.place > t.games_before - ${window.games}` : `m.game_date >= t.game_date - interval ${window.days} days`
}

/** Games whose facts or rows are missing, by their place among the games of who misses them. */
export const GAPS: string = `
  select who, season_year, game_date, nba_game_id, team, status, games_before + 1 as place
  from temp.completeness_counted
  where status in ('no facts', 'no row')`

/** Everybody who is asked about in a range, with what each of his windows should hold and misses, side by side. */
export function asked({ first, last }: DayRange): string {
  const missing = WINDOWS.map((window, place) => `count(*) filter (where ${inWindow(window)}) as missing_${place}`)
  return `
    with asked as (
      select * from temp.completeness_counted where is_asked and game_date between date '${first}' and date '${last}'
    ),
    opens as (
      select season_year, game_date, ${open(undefined)} as season_open, ${DAYS.map(days => `${open(days)} as open_${days}`).join(', ')}
      from (select distinct season_year, game_date from asked) as dates
      where exists (select 1 from temp.completeness_open)
    ),
    lacks as (
      select t.who, t.game_date, ${missing.join(', ')}
      from asked as t
      join temp.completeness_gaps as m
        on m.who = t.who and m.season_year = t.season_year and m.game_date < t.game_date
      group by t.who, t.game_date
    )
    select a.who, a.season_year, a.game_date, a.games_before,
      ${WINDOWS.map(figures).join(', ')},
      ${WINDOWS.map((_, place) => `coalesce(l.missing_${place}, 0) as missing_${place}`).join(', ')}
    from asked as a
    left join opens as o
      on o.season_year = a.season_year and o.game_date = a.game_date
    left join lacks as l
      on l.who = a.who and l.game_date = a.game_date`
}

function whyOf(window: Window, place: number): string {
  const [expected, slots] = [`expected_${place}`, `slots_${place}_held`]
  const shorter =
    'games' in window
      ? `when ${expected} < ${window.games} and ${slots} >= ${window.games} then 'did not play' when ${expected} < ${window.games} then 'not enough history'`
      : `when ${slots} > ${expected} then 'did not play'`
  return `case when open_${place} then 'no schedule' when missing_${place} > 0 then 'data gap' ${shorter} end`
}

function stateOf(place: number): string {
  return `case when open_${place} then 'unknown' when missing_${place} > 0 then 'incomplete' else 'complete' end`
}

/** The windows of those that a condition chooses, a row each. */
export function windowRows(condition: string): string {
  const rows = WINDOWS.map((window, place) => {
    const figures = `expected_${place} as expected, missing_${place} as missing, ${stateOf(place)} as state, ${whyOf(window, place)} as "class"`
    return `select who, season_year, game_date, games_before, ${place} as place, '${window.name}' as "window", ${figures} from temp.completeness_asked where ${condition}`
  })
  return rows.join('\n    union all ')
}

/** Windows that are not whole, as a condition for `windowRows`. */
export const ANY_NOT_WHOLE: string = WINDOWS.map((_, place) => `open_${place} or missing_${place} > 0`).join(' or ')

/** Each missing game with each of the windows that miss it. */
export function missingPairs(windows: string): string {
  const held = WINDOWS.map((window, place) => `t.place = ${place} and ${inWindow(window)}`)
  return `
    select t.who, t.game_date, t.place as window_place, m.game_date as missing_date, m.nba_game_id, m.team, m.status
    from (${windows}) as t
    join temp.completeness_gaps as m
      on m.who = t.who and m.season_year = t.season_year and m.game_date < t.game_date
    where t.missing > 0 and (${held.map(condition => `(${condition})`).join(' or ')})`
}

/** How many windows of each date are in which state. */
export const BY_DATE: string = `
  select cast(game_date as varchar) as date, "window", complete, incomplete, "unknown"
  from (
    ${WINDOWS.map(
      ({ name }, place) =>
        `select game_date, '${name}' as "window", ${place} as place, all_windows - incomplete_${place} - unknown_${place} as complete, incomplete_${place} as incomplete, unknown_${place} as "unknown" from dates`,
    ).join('\n    union all ')}
  ) as told
  order by game_date, place`

/** The counts behind `BY_DATE`. */
export const DATES: string = `
  select game_date, count(*) as all_windows,
    ${WINDOWS.map((_, place) => `count(*) filter (where missing_${place} > 0 and not open_${place}) as incomplete_${place}, count(*) filter (where open_${place}) as unknown_${place}`).join(', ')}
  from temp.completeness_asked
  group by game_date`
