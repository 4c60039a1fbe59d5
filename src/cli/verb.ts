import type { Command } from '@commander-js/extra-typings'
import type { GlobalOptions, Session } from './session.ts'

/** The program without its verbs: what each verb is added to. */
export type Program = Command<[], GlobalOptions>

/** Adds one verb to the program. */
export type AddVerb = (program: Program, session: Session) => void

/** What the help of a verb opens with. The first example works on the store of `backcourt demo`. */
export function examples(lines: readonly string[]): string {
  return `${lines.map(line => `  ${line}`).join('\n')}\n`
}
