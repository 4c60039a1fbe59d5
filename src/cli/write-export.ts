import { BackcourtError, messageOf, QueryError } from '../errors.ts'
import { writeWhole, type Draft } from '../whole-file.ts'
import type { Session } from './session.ts'

/** Lets the engine write a file that is there as a whole or not at all. Throws bad_input where it cannot be written, store_full. */
export function writeExport<T>(draft: Draft, { world }: Session, write: (file: string) => Promise<T>): Promise<T> {
  return writeWhole(draft, world, write).catch((error: unknown) => {
    if (!(error instanceof QueryError || (error instanceof Error && 'syscall' in error))) throw error
    const why = messageOf(error).replaceAll(draft.file, draft.target)
    throw new BackcourtError('bad_input', `${draft.target} cannot be written: ${why}`, { where: draft.target, cause: error })
  })
}
