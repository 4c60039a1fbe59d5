import type { Day } from '../calendar.ts'
import type { Suggestion } from './recognise/suggest.ts'

export interface ImportRequest {
  /** Files, folders and globs, in the order in which they were named. */
  readonly paths: readonly string[]
  /** A folder: files below it are told of by their path from there, and not by where they happen to lie. */
  readonly toldFrom?: string
  /** A YAML file that renames a user's columns to those of a known format. */
  readonly mapping?: string
  /** The files are the whole truth for each feed, table and game date that they hold. */
  readonly replace: boolean
  /** Import files again whose bytes landed before. */
  readonly force: boolean
  /** The day of rosters that tell none; by default that in the name of their file, else the day of the import. */
  readonly rosterDate?: Day
  /** The instant that rows of the ledger carry, ISO text. */
  readonly now: string
}

/** Rows of one file in one raw table; `read` is the sum of the other six. */
export interface TableCounts {
  readonly table: string
  readonly read: number
  /** New keys. */
  readonly stored: number
  /** New versions of known keys. */
  readonly changed: number
  /** Equal to the current version. */
  readonly unchanged: number
  /** Keys that occur again later in the same import. */
  readonly duplicate: number
  /** Of a subject that is not known yet, as play-off games without teams. */
  readonly undecided: number
  /** Quarantined. */
  readonly rejected: number
}

export interface ImportedFile {
  readonly path: string
  readonly format: string
  /** Whether the same bytes landed before. */
  readonly skipped: boolean
  readonly tables: readonly TableCounts[]
}

export interface UnrecognisedFile {
  readonly path: string
  /** Why it was not taken, and what was looked for. */
  readonly looked_for: string
}

/** A mapping that may do for a file that is not recognised. */
export interface SuggestedMapping extends Suggestion {
  readonly path: string
}

/** A path that was named and cannot be read. */
export interface UnreadablePath {
  readonly path: string
  readonly reason: string
}

export interface ImportReport {
  /** Number of this import; null when nothing was taken. */
  readonly import: number | null
  readonly files: readonly ImportedFile[]
  readonly unrecognised: readonly UnrecognisedFile[]
  readonly suggestions: readonly SuggestedMapping[]
  readonly unreadable: readonly UnreadablePath[]
  /** What the raw tables that were touched hold now. */
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly first_date: Day | null; readonly last_date: Day | null }[]
  /** Rows of this import that wait in quarantine. */
  readonly quarantined: number
  /** Reasons of quarantine with counts and one example, persons that stand apart, trade-day doubles: sentences. */
  readonly warnings: readonly string[]
}

/** What an import tells while it works. */
export type ImportEvent =
  | { readonly kind: 'started'; readonly files: number }
  /** A file turned out to hold others. */
  | { readonly kind: 'container'; readonly members: number }
  | { readonly kind: 'file'; readonly file: ImportedFile }
  | { readonly kind: 'unrecognised'; readonly file: UnrecognisedFile }
  | { readonly kind: 'people'; readonly persons: number; readonly apart: number }
