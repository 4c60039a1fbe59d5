import type { Day, DayRange } from '../calendar.ts'
import type { TableCoverage } from './report.ts'

/** A number, and how anybody gets it again. */
export interface Figure {
  readonly name: string
  readonly value: number | string | null
  readonly unit: string | null
  /** SQL that yields the value, for `backcourt sql`, the command whose document holds it, or how it was measured for this note. */
  readonly query: string
}

/** A chapter of the note. */
export interface Section {
  readonly title: string
  /** Paragraphs and lists, as Markdown. */
  readonly text: string
  readonly figures: readonly Figure[]
}

/** What building up to date would take, as a plan says. */
export interface Pending {
  readonly units: number
  readonly rows: number
  readonly expected_ms: number
}

/** Some dates of the history, and what schedule and box scores ask for in them. */
export interface Stretch {
  readonly name: string
  readonly ranges: readonly DayRange[]
  readonly coverage: readonly TableCoverage[]
}

export interface HandOffRequest {
  readonly range: DayRange
  /** Only runs after this one are told. */
  readonly since: number
  /** Of the range, as `coverage` tells it. */
  readonly coverage: readonly TableCoverage[]
  /** Undefined where nobody can say. */
  readonly pending: Pending | undefined
  /** Dates with box scores before and after the range; undefined where there are none. */
  readonly rest?: Stretch | undefined
  /** Milliseconds since some start, to measure a rate by. */
  readonly elapsed: () => number
}

/** The note that one leaves for whoever comes next. */
export interface HandOff {
  readonly range: { readonly first: Day; readonly last: Day }
  readonly since: number
  /** The newest run that is told; the next note begins after it. */
  readonly last_run: number
  readonly sections: readonly Section[]
}
