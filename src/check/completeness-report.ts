import type { Day, DayRange } from '../calendar.ts'

/** Windows before a game: the last so many games of the season, or the days before it. */
export const WINDOWS = [
  { name: 'l5', games: 5 },
  { name: 'l10', games: 10 },
  { name: 'l7d', days: 7 },
  { name: 'l14d', days: 14 },
  { name: 'l30d', days: 30 },
] as const

export type WindowName = (typeof WINDOWS)[number]['name']

/** `unknown`: no schedule says which games there were. */
export type WindowState = 'complete' | 'incomplete' | 'unknown'

/** Why a window holds fewer games than it could. */
export type WindowClass = 'did not play' | 'data gap' | 'not enough history' | 'no schedule'

/** A window of a player or team before one game. */
export interface WindowEntry {
  readonly entity: string
  readonly date: Day
  readonly window: WindowName
  /** Games that it should hold: those that he played, and those of which nobody knows. */
  readonly expected: number
  readonly known: number
  /** Known of expected, 0–1; null when none is expected. */
  readonly share: number | null
  readonly state: WindowState
  readonly missing: readonly Day[]
  readonly class: WindowClass | null
  /** What fills the gap. */
  readonly repair: string | null
}

/** The windows of a date, counted over its players and teams. */
export interface DateWindows {
  readonly date: Day
  readonly window: WindowName
  readonly complete: number
  readonly incomplete: number
  readonly unknown: number
}

/** A game that windows miss. */
export interface GapGame {
  readonly game: string
  readonly date: Day
  /** The teams whose facts or rows are missing. */
  readonly teams: readonly string[]
  /** `no facts`: no result or box score was imported; `no row`: the summaries are not built. */
  readonly status: 'no facts' | 'no row'
  /** Windows before other games that miss it. */
  readonly windows: number
  readonly repair: string
}

export interface CompletenessRequest {
  readonly range: DayRange
  /** One player or team; everybody when undefined. */
  readonly entity?: string | undefined
}

export interface CompletenessReport {
  readonly range: DayRange
  readonly windows: readonly WindowName[]
  /** All windows of the entity that was asked for; else at most 1,000 of those that are not complete, by date. */
  readonly entities: readonly WindowEntry[]
  readonly by_date: readonly DateWindows[]
  /** The games behind the gaps, those that most windows miss first. */
  readonly gaps: readonly GapGame[]
}

/** The command that fills the gaps, without `backcourt`. */
export function goesOn(gaps: readonly GapGame[]): string {
  const dates = gaps.map(({ date }) => date).toSorted()
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined || gaps.some(({ status }) => status === 'no facts')) return 'import PATH…'
  return `backfill --start-date ${first} --end-date ${last}`
}
