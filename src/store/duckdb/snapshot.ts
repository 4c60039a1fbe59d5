import { close, existsSync, mkdirSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { copySynced, copySyncedBeside, lookOf, lookOfStats, syncFolder, storeFiles, syncFolderOf, type StoreFiles } from './files.ts'

/**
 * The engine's checkpoint writes over parts of the file that are still in use: torn there, neither the file nor its log would be of use. So a copy of both
 * stands beside the store from before each checkpoint until after it. Where one stands when the store is opened, the checkpoint did not end: it takes the
 * store's place, and nothing is lost, since nothing is committed while a checkpoint runs.
 * A copy of the file that `draftSnapshot` made is taken while the file looks as it did then.
 */
export function takeSnapshot(files: StoreFiles, drafted?: string): void {
  rmSync(files.interrupted, { force: true })
  if (drafted === undefined || drafted !== lookOf(files.store)) copySynced(files.store, emptyDraft(files).store)
  copySynced(files.wal, inside(files.snapshotDraft).wal)
  syncFolder(files.snapshotDraft)
  renameSync(files.snapshotDraft, files.snapshot)
  syncFolderOf(files.snapshot)
}

/**
 * Begins a snapshot with what takes longest, beside other work: commits go to the log, and only large inserts put blocks into the file before they are committed.
 * Resolves to what the file looked like and still does; to undefined, without a copy, where it changed or the log might need the room. Rejects when the copy fails, and leaves none.
 */
export async function draftSnapshot(
  files: StoreFiles,
  { look, logLimit }: { readonly look: string; readonly logLimit: number },
): Promise<string | undefined> {
  const { bavail, bsize } = statfsSync(path.dirname(files.store))
  if (bavail * bsize < 2 * (statSync(files.store).size + logLimit)) return undefined
  try {
    await copySyncedBeside(files.store, emptyDraft(files).store)
  } catch (error) {
    dropDraft(files)
    throw error
  }
  if (lookOf(files.store) === look) return look
  dropDraft(files)
  return undefined
}

/**
 * What the file looks like, where whatever is written into it from now on changes its look: file systems count in steps of milliseconds, and the log was written in a
 * later one. Undefined where that is not so.
 */
export function restingLook(files: StoreFiles): string | undefined {
  const [store, wal] = [files.store, files.wal].map(file => statSync(file, { bigint: true, throwIfNoEntry: false }))
  const rests = store !== undefined && wal !== undefined && wal.size > 0n && store.mtimeNs < wal.mtimeNs
  return rests ? lookOfStats(store) : undefined
}

/** Takes a snapshot away once the checkpoint has ended. */
export function dropSnapshot(files: StoreFiles): void {
  syncFolderOf(files.store)
  renameSync(files.snapshot, files.snapshotDraft)
  syncFolderOf(files.snapshot)
  dropDraft(files)
}

/** The system frees what the copy took when the handle is closed: beside what comes next. A draft that cannot be removed is in nobody's way; the next one takes it away. */
function dropDraft({ snapshotDraft }: StoreFiles): void {
  const copy = inside(snapshotDraft).store
  let handle: number | undefined
  try {
    if (existsSync(copy)) handle = openSync(copy, 'r')
    rmSync(snapshotDraft, { recursive: true, force: true })
  } catch {
    return
  } finally {
    if (handle !== undefined) close(handle, () => undefined)
  }
}

/** Whether a checkpoint did not end. */
export function hasSnapshot(files: StoreFiles): boolean {
  return existsSync(files.snapshot)
}

/** The file and the log of a snapshot. */
export function snapshotFiles(files: StoreFiles): { readonly store: string; readonly wal: string } {
  return inside(files.snapshot)
}

/** Whether there is a store, be it one that has to be put back first. */
export function storeExists(location: string): boolean {
  const files = storeFiles(location)
  return existsSync(files.store) || hasSnapshot(files)
}

/** Whether there is a store, or something that one could be restored from. */
export function hasTraces(location: string): boolean {
  const { interrupted, damaged } = storeFiles(location)
  return storeExists(location) || existsSync(interrupted) || existsSync(damaged)
}

/** Puts the snapshot in the place of the store; what stood there is kept as `interrupted`. Stopped anywhere, it goes on when called again. */
export function restoreSnapshot(files: StoreFiles): void {
  const { store, wal } = inside(files.snapshot)
  if (existsSync(store)) {
    if (existsSync(files.store)) renameSync(files.store, files.interrupted)
    renameSync(store, files.store)
    syncFolderOf(files.store)
  }
  if (existsSync(wal)) renameSync(wal, files.wal)
  syncFolderOf(files.store)
  rmSync(files.snapshot, { recursive: true, force: true })
  syncFolderOf(files.store)
}

function emptyDraft({ snapshotDraft }: StoreFiles): { readonly store: string; readonly wal: string } {
  rmSync(snapshotDraft, { recursive: true, force: true })
  mkdirSync(snapshotDraft)
  return inside(snapshotDraft)
}

function inside(folder: string): { readonly store: string; readonly wal: string } {
  return { store: path.join(folder, 'store'), wal: path.join(folder, 'wal') }
}
