import { constants, copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { lookOf, storeFiles, type StoreFiles } from './files.ts'
import { hasSnapshot, snapshotFiles } from './snapshot.ts'

/** Files that were changed more recently than this may change again without looking it: file systems count in steps of a few milliseconds. */
const REST_MS = 20

/** What a store's files look like from outside: another text after each change of them. Opens nothing, so it is in nobody's way; undefined where there is no store. */
export function sightOf(location: string): string | undefined {
  const files = storeFiles(location)
  const [folder, parts] = standing(files)
  const looks = parts.map(lookOf)
  return looks[0] === undefined ? undefined : [folder, ...looks.map(look => look ?? 'none')].join(' ')
}

/**
 * Copies a store into a folder without taking its lock, and returns the path of the copy: what was committed, from the snapshot where one stands. Undefined when the
 * files changed meanwhile: whoever writes is not held up, and half a write is never handed on.
 */
export async function copyStore(location: string, folder: string): Promise<string | undefined> {
  const sight = sightOf(location)
  await setTimeout(REST_MS)
  if (sight === undefined || sightOf(location) !== sight) return undefined
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const copy = path.join(folder, 'store.duckdb')
  const whole = copyParts(standing(storeFiles(location))[1], copy) && sightOf(location) === sight
  if (!whole) rmSync(folder, { recursive: true, force: true })
  return whole ? copy : undefined
}

/** Copies a file and its log; false when one of them went away meanwhile. */
function copyParts([store, wal]: readonly [string, string], copy: string): boolean {
  try {
    copyFileSync(store, copy, constants.COPYFILE_FICLONE)
    if (existsSync(wal)) copyFileSync(wal, `${copy}.wal`, constants.COPYFILE_FICLONE)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** The file and the log that hold everything that was committed: those of the snapshot while a checkpoint has not ended. */
function standing(files: StoreFiles): ['snapshot' | 'store', [string, string]] {
  if (!hasSnapshot(files)) return ['store', [files.store, files.wal]]
  const { store, wal } = snapshotFiles(files)
  // A snapshot that takes the store's place goes file by file.
  return ['snapshot', [existsSync(store) ? store : files.store, existsSync(wal) ? wal : files.wal]]
}
