import type { Day, DayRange } from '../calendar.ts'
import { boxTeams } from '../nba/facts/box-teams.ts'
import { KNOWN_SEASONS, uncoveredDates, type KnownSeason, type UncoveredDates } from '../nba/schedule-cover.ts'
import { gameStates } from '../nba/game-states.ts'
import { dayLiteral, int, literal } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'
import { versionsOf } from '../table/source.ts'

/** A final game that lacks something of a team. */
export interface BlockedGame {
  readonly game: string
  /** Tricodes of the teams of which it is missing, the away team first. */
  readonly lacks: readonly string[]
  /** What is missing: stat lines only, where the totals of the team are there. */
  readonly what: 'box score' | 'player box score'
}

/** Of which final games of a date something is there for both teams, and of which not. */
export interface Known {
  readonly complete: number
  readonly blocked: readonly BlockedGame[]
}

/** What the schedule and the box scores say of one date. */
export interface GameDay {
  readonly date: Day
  readonly season: number
  /** Box scores of any kind. */
  readonly teams: Known
  /** Stat lines of players. */
  readonly players: Known
  /** Games that should have been played and have no result. */
  readonly waiting: number
  /** Games that are still to be played. */
  readonly upcoming: number
}

interface DayCounts extends Pick<GameDay, 'date' | 'season' | 'waiting' | 'upcoming'> {
  readonly final: number
  readonly boxed: number
  readonly lined: number
}

/** Every date of the range that has counted games, or had some; those that lost theirs count none. Games without a result are judged as of a day, where there is one. */
export async function readGameDays(store: Store, range: DayRange, asOf: Day | null): Promise<GameDay[]> {
  const rows = await store.rows<DayCounts>(compileQuery(gamesCounted(range, asOf), store))
  const blocked = rows.some(row => row.lined < row.final) ? await readBlockedGames(store, range) : []
  const lacking = ({ date, season }: DayCounts, what: 'box' | 'lines'): BlockedGame[] =>
    blocked
      .filter(game => game.date === date && game.season === season && game[what].length > 0)
      .map(game => ({ game: game.game, lacks: game[what], what: game.box.length > 0 ? 'box score' : 'player box score' }))
  return rows.map(row => ({
    date: row.date,
    season: row.season,
    teams: { complete: row.boxed, blocked: lacking(row, 'box') },
    players: { complete: row.lined, blocked: lacking(row, 'lines') },
    waiting: row.waiting,
    upcoming: row.upcoming,
  }))
}

/** How many games of a range there are, by date and season. */
export function gamesCounted(range: DayRange, asOf: Day | null): Sql {
  const open = (game: 'waiting' | 'upcoming'): Sql => {
    if (asOf === null) return sql`state = ${literal(game)}`
    return sql`state <> 'final' and game_date ${raw(game === 'waiting' ? '<' : '>=')} ${dayLiteral(asOf)}`
  }
  const count = (condition: Sql): Sql => int(sql`sum(case when ended_by is null and ${condition} then 1 else 0 end)`)
  return sql`
    select
      cast(game_date as string) as date,
      season_year as season,
      ${count(sql`state = 'final'`)} as final,
      ${count(sql`state = 'final' and box_teams = 2`)} as boxed,
      ${count(sql`state = 'final' and line_teams = 2`)} as lined,
      ${count(open('waiting'))} as waiting,
      ${count(open('upcoming'))} as upcoming
    from ${versionsOf(gameStates)}
    where game_date between ${dayLiteral(range.first)} and ${dayLiteral(range.last)}
    group by game_date, season_year
    order by game_date, season_year`
}

/** A game and the teams that lack a box score, and stat lines. */
interface LackingGame {
  readonly date: Day
  readonly season: number
  readonly game: string
  readonly box: readonly string[]
  readonly lines: readonly string[]
}

/** A game with what is told of its teams: 1 where there are stat lines, 0 where there is another box score, null where there is none. */
interface ToldGame extends Pick<LackingGame, 'date' | 'season' | 'game'> {
  readonly away_team: string
  readonly home_team: string
  readonly away_lined: number | null
  readonly home_lined: number | null
}

/** The final games of a range that lack box scores or stat lines. */
async function readBlockedGames(store: Store, range: DayRange): Promise<LackingGame[]> {
  const games = await store.rows<ToldGame>(compileQuery(gamesTold(range), store))
  return games.map(({ away_team, home_team, away_lined, home_lined, ...game }) => {
    const teams = [
      { team: away_team, lined: away_lined },
      { team: home_team, lined: home_lined },
    ]
    const lacking = (lacks: (lined: number | null) => boolean): string[] => teams.filter(({ lined }) => lacks(lined)).map(({ team }) => team)
    return { ...game, box: lacking(lined => lined === null), lines: lacking(lined => lined !== 1) }
  })
}

/** The final games of a range without stat lines of both teams, with what is told of each team. */
export function gamesTold(range: DayRange): Sql {
  return sql`
    select cast(g.game_date as string) as date, g.season_year as season, g.game_id as game, g.away_team, g.home_team, a.lined as away_lined, h.lined as home_lined
    from ${versionsOf(gameStates)} as g
    left join ${boxTeams} as a
      on a.nba_game_id = g.nba_game_id and a.team_abbr = g.away_team
    left join ${boxTeams} as h
      on h.nba_game_id = g.nba_game_id and h.team_abbr = g.home_team
    where g.ended_by is null and g.state = 'final' and g.line_teams < 2 and g.game_date between ${dayLiteral(range.first)} and ${dayLiteral(range.last)}
    order by g.game_id`
}

export const PLAYED_RANGE: Sql = sql`
  select cast(min(game_date) as string) as first, cast(max(game_date) as string) as last
  from ${versionsOf(gameStates)}
  where ended_by is null and box_teams > 0`

/** First to last date with box scores; undefined without any. */
export async function playedRange(store: Store): Promise<DayRange | undefined> {
  const [row] = await store.rows<{ first: Day | null; last: Day | null }>(compileQuery(PLAYED_RANGE, store))
  return row?.first == null || row.last === null ? undefined : { first: row.first, last: row.last }
}

/** The dates of a range of which no schedule says whether there were games. */
export async function readUncovered(store: Store, range: DayRange): Promise<UncoveredDates[]> {
  return uncoveredDates(range, await store.rows<KnownSeason>(compileQuery(KNOWN_SEASONS, store)))
}

export const ANY_GAME: Sql = sql`select 1 as one from ${versionsOf(gameStates)} where ended_by is null limit 1`

/** Whether any schedule is known. */
export async function knowsGames(store: Store): Promise<boolean> {
  return (await store.rows(compileQuery(ANY_GAME, store))).length > 0
}
