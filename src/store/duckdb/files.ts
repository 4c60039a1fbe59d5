import { type BigIntStats, closeSync, constants, copyFileSync, existsSync, fsyncSync, openSync, realpathSync, statSync } from 'node:fs'
import { copyFile, open } from 'node:fs/promises'
import path from 'node:path'

/** The files that make up a store, and those that stand beside it for a while. Paths are full, with links resolved. */
export interface StoreFiles {
  readonly store: string
  /** The engine's log of what was committed since its last checkpoint. */
  readonly wal: string
  /** Held by whoever has the store open, for as long as that takes. */
  readonly lock: string
  /** A new store until it is whole. */
  readonly draft: string
  /** Folder of a snapshot: the store as it was before a checkpoint that has not ended yet. */
  readonly snapshot: string
  /** Folder of a snapshot that is being made or removed: it says nothing. */
  readonly snapshotDraft: string
  /** What a checkpoint that did not end left of the store. */
  readonly interrupted: string
  /** What `doctor --restore` replaced. */
  readonly damaged: string
  /** A log that belongs to another state of the store. */
  readonly foreignWal: string
}

/** The names of a store's files. */
export function storeFiles(location: string): StoreFiles {
  const store = canonicalPath(location)
  return {
    store,
    wal: `${store}.wal`,
    lock: `${store}.lock`,
    draft: `${store}.draft`,
    snapshot: `${store}.checkpoint`,
    snapshotDraft: `${store}.checkpoint-draft`,
    interrupted: `${store}.interrupted`,
    damaged: `${store}.damaged`,
    foreignWal: `${store}.wal.foreign`,
  }
}

/** Tells a store's own files, also by other names, from all others. Opening one of them as input and closing it would drop the process's locks on it. */
export function ownFiles(location: string): (file: string) => boolean {
  if (location === ':memory:') return () => false
  const { store, wal, lock } = storeFiles(location)
  const own = new Set([store, wal, lock].map(identity).filter(found => found !== undefined))
  return file => {
    const candidate = canonicalPath(file)
    return candidate === store || candidate.startsWith(`${store}.`) || own.has(identity(candidate) ?? '')
  }
}

function identity(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? undefined : `${found.dev}:${found.ino}`
}

/** A path with links resolved, also of a file that does not exist yet. */
export function canonicalPath(location: string): string {
  const absolute = path.resolve(location)
  if (existsSync(absolute)) return realpathSync(absolute)
  const folder = path.dirname(absolute)
  return existsSync(folder) ? path.join(realpathSync(folder), path.basename(absolute)) : absolute
}

/** Copies a file so that the copy outlives a power cut; without copying a byte where the file system can. */
export function copySynced(from: string, to: string): void {
  copyFileSync(from, to, constants.COPYFILE_FICLONE)
  sync(to, 'r+')
}

/** Does the same beside other work. */
export async function copySyncedBeside(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  const handle = await open(to, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** What a file looks like from outside: another text after each change of it. Undefined where there is none. */
export function lookOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found?.isFile() === true ? lookOfStats(found) : undefined
}

/** The same of a file that was looked at. */
export function lookOfStats({ ino, size, mtimeNs }: BigIntStats): string {
  return `${ino}:${size}:${mtimeNs}`
}

/** Makes the names in the folder of a file outlive a power cut. */
export function syncFolderOf(file: string): void {
  syncFolder(path.dirname(file))
}

/** Makes the names in a folder outlive a power cut. */
export function syncFolder(folder: string): void {
  try {
    sync(folder, 'r')
  } catch (error) {
    // Where folders cannot be opened as files (Windows), the system writes their names by itself.
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

function sync(file: string, flags: 'r' | 'r+'): void {
  const handle = openSync(file, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
