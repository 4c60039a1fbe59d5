import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { BackcourtError, messageOf } from '../errors.ts'
import type { SuggestedMapping } from '../import/report.ts'
import { draftOf, writeWhole } from '../whole-file.ts'
import type { Session } from './session.ts'

/** Refuses to write a mapping over a file that is there. Throws bad_input. */
export function checkSuggestion(file: string | undefined): void {
  if (file !== undefined && existsSync(file))
    throw new BackcourtError('bad_input', `--suggest ${file}: the file is there already`, { where: file, next: 'name another file' })
}

/** Writes the mapping that may do for a file that was not recognised. Throws bad_input where it cannot be written. */
export async function writeSuggestion(suggestion: SuggestedMapping, file: string, session: Session): Promise<void> {
  const [{ suggestionFile }, { partsOfPath }] = await Promise.all([import('../import/recognise/suggest.ts'), import('../import/read/member.ts')])
  const text = suggestionFile(suggestion, partsOfPath(session.shown(suggestion.path)))
  await writeWhole(draftOf(file, session.world), session.world, draft => writeFile(draft, text)).catch((error: unknown) => {
    throw new BackcourtError('bad_input', `--suggest ${file} cannot be written: ${messageOf(error)}`, { where: file, cause: error })
  })
}

/** The file of a suggestion as a word of a command line. */
export async function fileOf({ path }: SuggestedMapping, session: Session): Promise<string> {
  const [{ partsOfPath }, { word }] = await Promise.all([import('../import/read/member.ts'), import('../import/read/untaken.ts')])
  return word(partsOfPath(session.shown(path))[0] ?? '')
}
