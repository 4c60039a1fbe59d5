import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BackcourtError } from '../errors.ts'
import { draftOf, writeWhole, type Writer } from '../whole-file.ts'

/** A host that is left alone for a while. */
export interface Circuit {
  readonly host: string
  /** ISO instant. */
  readonly until: string
  readonly why: string
}

/** What a folder remembers between fetches. */
export interface Memory {
  /** When the last fetch was through with all that was due; null before the first one. */
  readonly last_fetch: string | null
  /** When somebody acknowledged the terms; null until then. */
  readonly terms_accepted: string | null
  readonly circuits: readonly Circuit[]
}

const NOTHING: Memory = { last_fetch: null, terms_accepted: null, circuits: [] }
const MEMORY = '.fetch.json'
const LOCK = '.fetch.lock'

/** What a folder remembers; nothing where there is none. */
export function remembered(folder: string): Memory {
  try {
    return { ...NOTHING, ...(JSON.parse(readFileSync(path.join(folder, MEMORY), 'utf8')) as Partial<Memory>) }
  } catch {
    return NOTHING
  }
}

/** Remembers for the next fetch. */
export async function remember(folder: string, memory: Memory, writer: Writer): Promise<void> {
  makeFolder(folder)
  await writeWhole(draftOf(path.join(folder, MEMORY), writer), writer, draft => writeFile(draft, `${JSON.stringify(memory, undefined, 2)}\n`))
}

/** Works while no other fetch works on the folder, so that no host has two connections. Throws bad_input when one does. */
export async function alone<T>(folder: string, writer: Writer, work: () => Promise<T>): Promise<T> {
  makeFolder(folder)
  const lock = path.join(folder, LOCK)
  takeLock(lock, writer)
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function takeLock(lock: string, writer: Writer): void {
  for (let times = 0; ; times++) {
    try {
      return writeFileSync(lock, String(writer.pid), { flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = Number(readFileSync(lock, 'utf8'))
      if (times > 0 || (holder !== writer.pid && writer.isRunning(holder)))
        throw new BackcourtError('bad_input', `process ${holder} fetches into ${path.dirname(lock)}`, {
          where: lock,
          next: 'wait until it has finished',
        })
      rmSync(lock, { force: true })
    }
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new BackcourtError('bad_input', `${folder} cannot be written: ${error.message}`, {
      where: '--out',
      next: '--out names a folder',
      cause: error,
    })
  }
}
