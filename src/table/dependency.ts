/** What can change behind a row. */
export type InputKind =
  | 'stat line'
  | 'team totals'
  | 'inactive list'
  | 'player events'
  | 'team events'
  | 'identity'
  | 'game'
  | 'game line'
  | 'points line'
  | 'assignment'
  | 'injury report'
  | 'injury'
  | 'roster'

/** How far a changed input reaches: which later (or earlier) dates of a table contain it. */
export type Window =
  | { readonly kind: 'same date' }
  /** Rows of the player for which the game is among his last `games` played games. */
  | { readonly kind: 'player games'; readonly games: number }
  /** Rows of the player up to `days` days later. */
  | { readonly kind: 'player days'; readonly days: number }
  /** All later rows of the player in the season. */
  | { readonly kind: 'player season' }
  /** Dates on which a side of the game plays while the game is among its last `games` games. */
  | { readonly kind: 'team games'; readonly games: number; readonly side: 'both' | 'opponent' }
  /** Rows of everybody who played in the game, for which it is among his last `games` played games: he shares the totals of his team. */
  | { readonly kind: 'everybody’s games'; readonly games: number }
  /** All later dates of the season on which one of the teams plays, or whose opponents meet one of them next. */
  | { readonly kind: 'team season' }
  /** Every date of the season from the game before on: rest, streaks and what lies ahead follow the calendar. */
  | { readonly kind: 'calendar' }
  /** The dates of the game that each team plays before. */
  | { readonly kind: 'game ahead' }
  /** Dates up to `days` days later with games whose rosters follow from earlier listings: those that are still to be played, and those without any box score. */
  | { readonly kind: 'rosters ahead'; readonly days: number }
  /** Later games of the team of which something says that the player is out. */
  | { readonly kind: 'absence' }
  /** Every date of the season from the first that names the person. */
  | { readonly kind: 'person season' }

/** One way in which a changed input gets into rows of a table. */
export interface Dependency {
  readonly on: InputKind
  /** Fields of the input that matter; any when left out. New and vanished rows count as a change of every field. */
  readonly fields?: readonly string[]
  readonly within: Window
  /** What it is to the row, for reasons: `its box score`. */
  readonly as: string
}
