import type { Part } from '../../feeds/format.ts'
import { quoted } from '../literals.ts'

/** Whether the file feeds a column of the target; placing and the importer fill the others. */
export function isFed(part: Part, name: string): boolean {
  return name in part.columns || name in (part.lookups ?? {})
}

/** The code of a team that a column names, in the season of the game; NULL for what was no team then. */
export function codeOf(name: string): string {
  return quoted(`code of ${name}`)
}
