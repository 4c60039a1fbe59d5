import { existsSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { chmod, open, rename } from 'node:fs/promises'
import path from 'node:path'

/** Who writes a file: the number of its process, and whether there is one of a number. */
export interface Writer {
  readonly pid: number
  isRunning(pid: number): boolean
}

/** Where a file is written until it is whole. */
export interface Draft {
  readonly file: string
  readonly target: string
}

/** The draft of a file, beside it. A link is followed; what is no plain file, such as a pipe, has no draft and is written itself. */
export function draftOf(file: string, { pid }: Pick<Writer, 'pid'>): Draft {
  const exists = existsSync(file)
  if (exists && !statSync(file).isFile()) return { file, target: file }
  const target = exists ? realpathSync(file) : file
  return { file: path.join(path.dirname(target), `${PREFIX}${pid}-${path.basename(target)}`), target }
}

/** Writes a file beside its place and moves it there when all of it is on the disk, so that nobody ever finds half of it. Drafts of writers that died are taken away. */
export async function writeWhole<T>(draft: Draft, writer: Writer, write: (file: string) => Promise<T>): Promise<T> {
  if (draft.file === draft.target) return write(draft.file)
  removeDrafts(draft.target, writer)
  try {
    const result = await write(draft.file)
    if (existsSync(draft.target)) await chmod(draft.file, statSync(draft.target).mode)
    await sync(draft.file, 'r+')
    await rename(draft.file, draft.target)
    // Windows has no folders to sync.
    await sync(path.dirname(draft.target), 'r').catch(() => undefined)
    return result
  } catch (error) {
    rmSync(draft.file, { force: true })
    throw error
  }
}

const PREFIX = '.backcourt-'

async function sync(file: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(file, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function removeDrafts(target: string, writer: Writer): void {
  const folder = path.dirname(target)
  const ending = `-${path.basename(target)}`
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(PREFIX) || !name.endsWith(ending)) continue
    const number = name.slice(PREFIX.length, name.length - ending.length)
    if (/^\d+$/.test(number) && (Number(number) === writer.pid || !writer.isRunning(Number(number)))) rmSync(path.join(folder, name), { force: true })
  }
}
