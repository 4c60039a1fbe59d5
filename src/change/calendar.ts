import type { Day, DayRange } from '../calendar.ts'
import { boxTeams } from '../nba/facts/box-teams.ts'
import { KNOWN_SEASONS, uncoveredDates, type KnownSeason, type UncoveredDates } from '../nba/schedule-cover.ts'
import { sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'

/** A final game that lacks box scores. */
export interface BlockedGame {
  readonly game: string
  /** Tricodes of the teams whose box score is missing, the away team first. */
  readonly lacks: readonly string[]
}

/** What the schedule and the box scores say of one date. */
export interface GameDay {
  readonly date: Day
  readonly season: number
  /** Final games with box scores of both teams. */
  readonly complete: number
  /** Final games that lack the box score of a team, or of both. */
  readonly blocked: readonly BlockedGame[]
  /** Games that should have been played and have no result. */
  readonly waiting: number
  /** Games that are still to be played. */
  readonly upcoming: number
}

/** Every date of the range that has counted games, or had some; those that lost theirs count none. */
export async function readGameDays(store: Store, range: DayRange): Promise<GameDay[]> {
  const count = (condition: string): string => `cast(sum(case when ended_by is null and ${condition} then 1 else 0 end) as bigint)`
  const rows = await store.rows<Omit<GameDay, 'blocked'> & { lacking: number }>(`
    select
      cast(game_date as varchar) as date,
      season_year as season,
      ${count(`state = 'final' and box_teams = 2`)} as complete,
      ${count(`state = 'final' and box_teams < 2`)} as lacking,
      ${count(`state = 'waiting'`)} as waiting,
      ${count(`state = 'upcoming'`)} as upcoming
    from nba_reference.game_states
    where game_date between date '${range.first}' and date '${range.last}'
    group by game_date, season_year
    order by game_date, season_year`)
  const blocked = rows.some(row => row.lacking > 0) ? await readBlockedGames(store, range) : []
  return rows.map(({ lacking, ...day }) => ({
    ...day,
    blocked: lacking === 0 ? [] : blocked.filter(game => game.date === day.date && game.season === day.season),
  }))
}

interface BlockedOn extends BlockedGame {
  readonly date: Day
  readonly season: number
}

/** The final games of a range that lack box scores. */
function readBlockedGames(store: Store, range: DayRange): Promise<BlockedOn[]> {
  const told = compileQuery(sql`select nba_game_id, team_abbr from ${boxTeams}`, { dialect: store.dialect })
  return store.rows<BlockedOn>(`
    select
      cast(g.game_date as varchar) as date,
      g.season_year as season,
      g.game_id as game,
      list_filter([g.away_team, g.home_team], lambda team: not coalesce(list_contains(t.teams, team), false)) as lacks
    from nba_reference.game_states as g
    left join (select nba_game_id, list(team_abbr) as teams from (${told}) as told group by nba_game_id) as t
      on t.nba_game_id = g.nba_game_id
    where g.ended_by is null and g.state = 'final' and g.box_teams < 2 and g.game_date between date '${range.first}' and date '${range.last}'
    order by g.game_id`)
}

/** First to last date with box scores; undefined without any. */
export async function playedRange(store: Store): Promise<DayRange | undefined> {
  const [row] = await store.rows<{ first: Day | null; last: Day | null }>(
    `select cast(min(game_date) as varchar) as first, cast(max(game_date) as varchar) as last from nba_reference.game_states where ended_by is null and box_teams > 0`,
  )
  return row?.first == null || row.last === null ? undefined : { first: row.first, last: row.last }
}

/** The dates of a range of which no schedule says whether there were games. */
export async function readUncovered(store: Store, range: DayRange): Promise<UncoveredDates[]> {
  return uncoveredDates(range, await store.rows<KnownSeason>(KNOWN_SEASONS))
}

/** Whether any schedule is known. */
export async function knowsGames(store: Store): Promise<boolean> {
  return (await store.rows('select 1 from nba_reference.game_states where ended_by is null limit 1')).length > 0
}
