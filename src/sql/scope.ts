import type { Dialect, Scope } from './dialect.ts'

/** The condition that the rows of a scope meet; `row` is the name that stands for a row. */
export function inScope({ dates, games }: Scope, row: string, dialect: Dialect): string {
  const ofGames = games.length === 0 ? 'false' : `${row}.nba_game_id in (${games.map(game => dialect.text(game)).join(', ')})`
  return `(${onDates(`${row}.game_date`, dates)} or ${ofGames})`
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
