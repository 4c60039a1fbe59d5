import type { Dialect, Scope } from './dialect.ts'

/** A game whose rows a scope holds; those of one of its teams where that is told. */
interface PartOfScope {
  readonly game: string
  readonly team: string | undefined
}

/** A part of a scope as its text tells it: `0022100600`, or `0022100600/HOU`. */
export function partOfScope(text: string): PartOfScope {
  const [game = '', team] = text.split('/')
  return { game, team }
}

/** The text of a part of a scope in SQL; the team is NULL where the rows of both are meant. */
export function scopeText(game: string, team: string): string {
  return `${game} || coalesce('/' || ${team}, '')`
}

/** The condition that the rows of a scope meet; `row` is the name that stands for a row. */
export function inScope({ dates, games }: Scope, row: string, dialect: Dialect): string {
  const teams = new Map<string | undefined, string[]>()
  for (const { game, team } of games.map(partOfScope)) teams.set(team, [...(teams.get(team) ?? []), game])
  const ofGames = [...teams].map(([team, ids]) => {
    const ofIds = `${row}.nba_game_id in (${ids.map(id => dialect.text(id)).join(', ')})`
    return team === undefined ? ofIds : `(${row}.team_abbr = ${dialect.text(team)} and ${ofIds})`
  })
  return `(${[onDates(`${row}.game_date`, dates), ...ofGames].join(' or ')})`
}

/** The scope that holds all rows of every game of which a scope holds some: for rows that are of no team. */
export function wholeGames({ dates, games }: Scope): Scope {
  return { dates, games: [...new Set(games.map(text => partOfScope(text).game))] }
}

/** Whether a scope is made of some games alone, or of teams in them. */
export function isOfFewGames({ dates, games }: Scope): boolean {
  return dates.length === 0 && games.length > 0
}

/** The condition for a set of dates. */
export function onDates(column: string, dates: readonly string[]): string {
  return dates.length === 0 ? 'false' : `${column} in (${dates.map(day => `date '${day}'`).join(', ')})`
}

/** The condition for all dates from the first to the last of a set: the engine skips the rest of a table faster by it than by the dates themselves. */
export function aroundDates(column: string, dates: readonly string[]): string {
  const sorted = dates.toSorted()
  return dates.length === 0 ? 'false' : `${column} between date '${sorted[0]}' and date '${sorted.at(-1)}'`
}
