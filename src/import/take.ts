import path from 'node:path'
import { BackcourtError, messageOf, QueryError, type ErrorCode } from '../errors.ts'
import type { TakenFile } from './land/batches.ts'
import type { Opening } from './read/content.ts'
import { shortened } from './literals.ts'
import type { Container, Member } from './read/member.ts'
import { openFile } from './read/open-file.ts'
import type { ColumnMapping } from './recognise/mapping.ts'
import { recognise } from './recognise/recognise.ts'
import type { ImportedFile, ImportEvent, SuggestedMapping, UnrecognisedFile } from './report.ts'
import type { Session } from './session.ts'

/** One import while it takes files. */
export interface Run extends Session {
  readonly listen: (event: ImportEvent) => void
  readonly opening: Opening
  readonly mapping: ColumnMapping | undefined
  readonly files: ImportedFile[]
  readonly unrecognised: UnrecognisedFile[]
  readonly suggestions: SuggestedMapping[]
  readonly warnings: string[]
}

/** Errors of the store, which no other file would be spared. */
const ENDING: ReadonlySet<ErrorCode> = new Set(['store_full', 'store_unreadable', 'store_damaged'])

/** Who opens what stands at a path. */
interface Opener {
  readonly path: string
  readonly open: () => Promise<Member>
}

/** Opens a file and whatever is inside of it, and takes what is known for something. */
export async function take(run: Run, taken: TakenFile[], opener: Opener): Promise<void> {
  const found = await attempt(run, opener.path, async () => {
    const opened = await openFile(run.opening, await opener.open())
    if ('members' in opened) return chosen(opened, run.mapping)
    const recognised = recognise(opened.tables, run.mapping)
    if (!('lookedFor' in recognised)) return { opened, recognised }
    if (recognised.suggestion !== undefined) run.suggestions.push({ path: opener.path, ...recognised.suggestion })
    return recognised.lookedFor
  })
  if (found === undefined) return
  if (!('members' in found)) {
    taken.push(found)
    return
  }
  run.warnings.push(...found.notes.map(note => `${opener.path}: ${note}`))
  run.listen({ kind: 'container', members: found.members.length })
  for (const member of found.members) await take(run, taken, { path: member.path, open: () => Promise.resolve(member) })
}

/** The members that a mapping means: its sheet of a workbook, its table of anything else. Throws bad_input where there is none of that name. */
function chosen(container: Container, mapping: ColumnMapping | undefined): Container {
  const wanted = container.kind === 'workbook' ? (mapping?.sheet ?? mapping?.table) : mapping?.table
  if (wanted === undefined) return container
  const members = container.members.filter(({ name }) => isCalled(name, wanted))
  if (members.length > 0) return { ...container, members, notes: [] }
  if (container.kind === 'archive') return container
  const what = container.kind === 'workbook' ? 'sheet' : 'table'
  const names = container.members.slice(0, 8).map(({ name }) => shortened(name))
  throw new BackcourtError('bad_input', `has no ${what} ${wanted}; it has ${names.join(', ')}${container.members.length > names.length ? ', …' : ''}`)
}

/** Whether a member has a name, with or without its folders and its ending. */
function isCalled(name: string, wanted: string): boolean {
  const own = name.toLowerCase()
  const base = path.posix.basename(own)
  return [own, base, path.posix.parse(base).name].includes(wanted.toLowerCase())
}

/** Runs one step for one file; a sentence, or an error of the file or the engine, means that the file cannot be taken. */
export async function attempt<T extends object>(run: Run, path: string, step: () => Promise<T | string>): Promise<T | undefined> {
  const found = await step().catch((error: unknown) => whyNotTaken(error))
  if (typeof found !== 'string') return found
  const file = { path, looked_for: found }
  run.unrecognised.push(file)
  run.listen({ kind: 'unrecognised', file })
  return undefined
}

/** Why a file cannot be taken, as a sentence. Throws what is the fault of no file. */
export function whyNotTaken(error: unknown): string {
  if (error instanceof BackcourtError && !ENDING.has(error.code)) return error.message
  if (error instanceof BackcourtError) throw error
  if (error instanceof QueryError || (error instanceof Error && 'code' in error)) return `cannot be read: ${messageOf(error).split('\n')[0]}`
  throw error
}
