import type { UnitStatus } from '../ledger/units.ts'
import type { Row } from '../store/store.ts'
import type { MovedRow } from './run-documents.ts'

export type * from './run-documents.ts'

/** A season that the store knows games of. */
export interface SeasonEntry {
  /** As `2021-22`. */
  readonly season: string
  readonly first: string
  readonly last: string
  readonly games: number
}

/** A game date, and how its games stand. */
export interface CalendarDate {
  readonly date: string
  readonly games: number
  readonly final: number
  readonly waiting: number
  readonly upcoming: number
}

/** How a unit stands; null when it was never built. */
export interface CalendarCell {
  readonly status: UnitStatus | null
  readonly rows: number
  readonly reason: string | null
}

/** Members of `calendar`: a season, its dates, and a cell per table and date, in the order of the dates. */
export interface CalendarMembers {
  readonly seasons: readonly SeasonEntry[]
  readonly season: string | null
  readonly dates: readonly CalendarDate[]
  readonly tables: readonly { readonly table: string; readonly initials: string; readonly cells: readonly CalendarCell[] }[]
}

/** A game, with points where it was played and built. */
export interface GameEntry {
  readonly game_id: string
  readonly nba_game_id: string
  readonly season: string
  readonly state: string
  readonly tip_utc: string | null
  readonly away: string
  readonly home: string
  readonly away_points: number | null
  readonly home_points: number | null
}

/** Members of `day`: the games and units of a date, and the game dates beside it. */
export interface DayMembers {
  readonly date: string
  readonly previous: string | null
  readonly next: string | null
  readonly games: readonly GameEntry[]
  readonly units: readonly (CalendarCell & { readonly table: string; readonly run: number | null; readonly attempts: number | null })[]
}

/** Members of `night`: the date that is shown where none is named; null in a store without games. */
export interface NightMembers {
  readonly date: string | null
}

/** A team on the eve of a game. */
export interface TonightSide {
  readonly team: string
  readonly context: Row | null
  /** How it did before that night, this season and in its last 10 games; null before its first game. */
  readonly form: Row | null
  readonly players: readonly Row[]
  /** Who is on the inactive list of the game. */
  readonly inactive: readonly Row[]
}

/** Members of `tonight`: both sides of each game of a date, as known before the tip. */
export interface TonightMembers {
  readonly date: string
  readonly previous: string | null
  readonly next: string | null
  readonly games: readonly (GameEntry & { readonly sides: readonly [TonightSide, TonightSide] })[]
}

/** Members of `player`: who he is, his seasons, and the games of one of them. */
export interface PlayerMembers {
  readonly player: string
  readonly name: string
  readonly id: string | null
  readonly season: string | null
  readonly seasons: readonly Row[]
  readonly games: readonly Row[]
  readonly contexts: readonly Row[]
  /** His statistics of that season that were others once, before and after. */
  readonly corrections: readonly MovedRow[]
}

/** Shots from one part of the court: its middle in feet from the hoop, and its zone. */
export interface Hexagon {
  readonly x: number
  readonly y: number
  readonly zone: string
  readonly attempts: number
  readonly makes: number
  readonly points: number
}

/** Members of `shots`: where a player shot from in a season, and what he and the league made of each zone. */
export interface ShotsMembers {
  /** Feet from the middle of a hexagon to its corners. */
  readonly radius: number
  readonly hexagons: readonly Hexagon[]
  /** Shots from the other half, which are not drawn. */
  readonly beyond: number
  readonly zones: readonly {
    readonly zone: string
    readonly attempts: number
    readonly makes: number
    readonly points: number
    readonly league_attempts: number
    readonly league_points: number
  }[]
}

/** Members of `leaders`: all players, or all teams, of the newest season that is built; null where none is. */
export interface LeadersMembers {
  readonly season: string | null
  readonly rows: readonly Row[]
}

/** Members of `team`: its record of a season, its games and its players. */
export interface TeamMembers {
  readonly team: string
  /** City and name. */
  readonly name: string | null
  readonly season: string | null
  readonly seasons: readonly Row[]
  readonly games: readonly Row[]
  /** What is known before games of that season that are not built. */
  readonly contexts: readonly Row[]
  readonly players: readonly Row[]
}

/** Members of `row`: a row with all its columns. */
export interface RowMembers {
  readonly table: string
  readonly key: string
  readonly row: Row
}

/** Members of `feeds`: what was imported, and what waits. */
export interface FeedsMembers {
  readonly tables: readonly Row[]
  /** Persons that no NBA id is known of, at most 200. */
  readonly people: readonly Row[]
  readonly imports: readonly Row[]
  readonly files: readonly Row[]
  readonly quarantine: readonly Row[]
}

/** Members of `held`: current rows of each feed by table and season. */
export interface HeldMembers {
  readonly seasons: readonly Row[]
}

/** Something that a search found, and where it leads. */
export interface Hit {
  readonly kind: 'player' | 'team' | 'date' | 'column' | 'table'
  readonly label: string
  readonly about: string
  readonly address: string
}

/** Members of `search`. */
export interface SearchMembers {
  readonly hits: readonly Hit[]
}
