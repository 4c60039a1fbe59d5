import type { Day, DayRange } from '../calendar.ts'
import type { Store } from '../store/store.ts'

/** What the schedule and the box scores say of one date. */
export interface GameDay {
  readonly date: Day
  readonly season: number
  /** Final games with box scores of both teams. */
  readonly complete: number
  /** Final games that lack a box score of a team, by game id. */
  readonly blocked: readonly string[]
  /** Games that should have been played and have no result. */
  readonly waiting: number
  /** Games that are still to be played. */
  readonly upcoming: number
}

/** Every date of the range that has counted games, or had some; those that lost theirs count none. */
export async function readGameDays(store: Store, range: DayRange): Promise<GameDay[]> {
  const count = (condition: string): string => `cast(sum(case when ended_by is null and ${condition} then 1 else 0 end) as bigint)`
  const rows = await store.rows<Omit<GameDay, 'blocked'> & { blocked: string }>(`
    select
      cast(game_date as varchar) as date,
      season_year as season,
      ${count(`state = 'final' and box_teams = 2`)} as complete,
      coalesce(string_agg(case when ended_by is null and state = 'final' and box_teams < 2 then game_id end, ' ' order by game_id), '') as blocked,
      ${count(`state = 'waiting'`)} as waiting,
      ${count(`state = 'upcoming'`)} as upcoming
    from nba_reference.game_states
    where game_date between date '${range.first}' and date '${range.last}'
    group by game_date, season_year
    order by game_date, season_year`)
  return rows.map(({ blocked, ...day }) => ({ ...day, blocked: blocked === '' ? [] : blocked.split(' ') }))
}

/** First to last date with box scores; undefined without any. */
export async function playedRange(store: Store): Promise<DayRange | undefined> {
  const [row] = await store.rows<{ first: Day | null; last: Day | null }>(
    `select cast(min(game_date) as varchar) as first, cast(max(game_date) as varchar) as last from nba_reference.game_states where ended_by is null and box_teams > 0`,
  )
  return row?.first == null || row.last === null ? undefined : { first: row.first, last: row.last }
}
