import type { DayRange } from '../calendar.ts'
import type { Due } from './due.ts'
import type { Circuit } from './memory.ts'
import type { Bases } from './resources.ts'
import type { ScheduledGame } from './schedule.ts'

/** What to bring, and how. */
export interface FetchRequest {
  /** Dates whose games are asked for; undefined for what ended since the last fetch and what may have been corrected. */
  readonly range: DayRange | undefined
  /** All games of a season, by the year in which it starts. */
  readonly season?: number | undefined
  /** Folder of the files. */
  readonly folder: string
  readonly bases: Bases
  /** Games that others know of; the schedule that is brought has the last word. */
  readonly games: readonly ScheduledGame[]
  readonly userAgent: string
  /** Least milliseconds between two requests to a host. */
  readonly gap: number
  /** Milliseconds until a request counts as timed out. */
  readonly timeout: number
}

/** Something that was brought, or was there already. */
export interface FetchedFile {
  readonly path: string
  readonly url: string
  readonly status: number
  /** That came over the line. */
  readonly bytes: number
  /** Whether they differ from what was kept. */
  readonly changed: boolean
}

/** Something that was not to be had. */
export interface FetchFailure {
  readonly url: string
  /** Null where no answer came. */
  readonly status: number | null
  readonly error: string
}

/** What came of a fetch. */
export interface FetchReport {
  readonly requests: number
  readonly files: readonly FetchedFile[]
  readonly failures: readonly FetchFailure[]
  /** Hosts that are left alone. */
  readonly circuits: readonly Circuit[]
  /** Requests that were due and not made, because their host is left alone. */
  readonly leftAlone: number
  /** Games that were asked for and are not over. */
  readonly running: readonly string[]
  /** All files of kinds that the importer takes, the older version of a thing first, and what is new of others. */
  readonly toImport: readonly string[]
}

/** What a fetch tells while it works. */
export interface FetchEvent {
  readonly due: Due
  /** Requests that are due in this round, and how many of them are done. */
  readonly number: number
  readonly of: number
}
