import { dayCount } from '../calendar.ts'
import type { UncoveredDates } from '../nba/schedule-cover.ts'
import type { Model } from '../table/model.ts'
import type { GameDay, Known } from './calendar.ts'

/** What a unit is expected to be, from schedule and box scores alone. */
export interface UnitOutlook {
  readonly status: 'done' | 'empty' | 'waiting' | 'blocked'
  readonly reason?: string
  /** Rows that it should have, roughly; 0 when it should have none. */
  readonly rows: number
  /** Whether some game has what its rows are made of for both teams, so that a build without a row is a defect. */
  readonly played: boolean
  /** What to import when rows that earlier listings should give come to nothing. */
  readonly lacks?: string
}

/** Rows of a game, roughly, for estimates. */
const ROWS_PER_GAME: Readonly<Record<string, number>> = { player_game_summary: 22, upcoming_player_game_context: 34 }

/** Rows of a table in a game, roughly. */
export function rowsPerGame(table: string): number {
  return ROWS_PER_GAME[table] ?? 2
}

/** Games that a reason names. */
const NAMED_GAMES = 3

/** `20211110_LAL_MIA lacks the box score of MIA: import it`; where stat lines were imported of no game of the date, `player box scores were not imported: import them (20211110_LAL_MIA)`. */
function lacking({ complete, blocked }: Known): string {
  const named = (games: readonly string[]): string =>
    games.slice(0, NAMED_GAMES).join(', ') + (games.length > NAMED_GAMES ? ` and ${games.length - NAMED_GAMES} more` : '')
  if (complete === 0 && blocked.every(({ what, lacks }) => what === 'player box score' && lacks.length === 2))
    return `player box scores were not imported: import them (${named(blocked.map(({ game }) => game))})`
  const games = blocked.map(({ game, lacks, what }) => `${game} lacks the ${what}${lacks.length === 1 ? '' : 's'} of ${lacks.join(' and ')}`)
  return `${named(games)}: import ${blocked.flatMap(({ lacks }) => lacks).length === 1 ? 'it' : 'them'}`
}

/** Games of which one team has what rows are made of: it has rows. */
function halfKnown({ blocked }: Known): number {
  return blocked.filter(({ lacks }) => lacks.length === 1).length
}

function ofPlayers({ grain }: Model): boolean {
  return grain.includes('player_lookup')
}

/** What a table is made of, on a date. */
function knownOf(model: Model, day: GameDay): Known {
  return ofPlayers(model) ? day.players : day.teams
}

/** How many games a date has. */
export function gamesOf({ teams, waiting, upcoming }: GameDay): number {
  return teams.complete + teams.blocked.length + waiting + upcoming
}

/** `no schedule covers 1946-47: import one (243 dates to 1947-06-30)`. */
function uncoveredReason(dates: UncoveredDates): string {
  const count = dayCount(dates)
  return count === 1 ? dates.reason : `${dates.reason} (${count} dates to ${dates.last})`
}

/** What is expected of a table on a date with these games. */
export function outlookOf(model: Model, games: readonly GameDay[], uncovered: UncoveredDates | undefined): UnitOutlook {
  if (games.length === 0 && uncovered !== undefined) return { status: 'blocked', reason: uncoveredReason(uncovered), rows: 0, played: false }
  if (games.length === 0) return { status: 'empty', reason: 'no games', rows: 0, played: false }
  const total = (count: (day: GameDay) => number): number => games.reduce((sum, day) => sum + count(day), 0)
  const known: Known = { complete: total(day => knownOf(model, day).complete), blocked: games.flatMap(day => knownOf(model, day).blocked) }
  const built = known.complete + (model.beforeTip ? total(day => day.upcoming) + known.blocked.length : total(day => halfKnown(knownOf(model, day))))
  const rows = built * rowsPerGame(model.name)
  const outlook = { rows, played: known.complete > 0 }
  const open = total(day => day.waiting + (model.beforeTip ? 0 : day.upcoming))
  if (known.blocked.length > 0) {
    const reason = lacking(known)
    if (!model.beforeTip) return { status: 'blocked', reason, ...outlook }
    if (open === 0) return { status: 'done', ...outlook, ...(ofPlayers(model) ? { lacks: reason } : {}) }
  }
  if (open === 0) return { status: 'done', ...outlook }
  return { status: 'waiting', reason: `${open} of ${total(gamesOf)} games without result`, ...outlook }
}
