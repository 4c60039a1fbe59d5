import type { ErrorMember } from './documents.ts'
import type { Paint } from './paint.ts'

/** What the person reading gets to see: how wide, and how to paint. */
export interface Page {
  readonly columns: number
  readonly paint: Paint
}

/** What a command found or did, before anyone decided how to show it. */
export interface Outcome<Members extends object = object> {
  /** 0 done and nothing found, 1 findings, 2 bad input. */
  readonly exitCode: 0 | 1 | 2
  /** The members of its `--json` document. */
  readonly members: Members
  readonly warnings: readonly string[]
  /** What went wrong although there is a result; `exitCode` is not 0 then. */
  readonly error?: ErrorMember | undefined
  /** The lines that a person reads instead. */
  readonly text: (page: Page) => readonly string[]
  /** Whether the text is JSON lines: `--json` adds no document then. */
  readonly isLines?: boolean
  /** The commands that come next, without `backcourt`. */
  readonly next?: string | readonly string[] | undefined
}
