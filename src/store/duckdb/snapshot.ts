import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { copySynced, syncFolder, storeFiles, syncFolderOf, type StoreFiles } from './files.ts'

/**
 * The engine's checkpoint writes over parts of the file that are still in use: torn there, neither the file nor its log would be of use. So a copy of both
 * stands beside the store from before each checkpoint until after it. Where one stands when the store is opened, the checkpoint did not end: it takes the
 * store's place, and nothing is lost, since nothing is committed while a checkpoint runs.
 */
export function takeSnapshot(files: StoreFiles): void {
  rmSync(files.snapshotDraft, { recursive: true, force: true })
  rmSync(files.interrupted, { force: true })
  mkdirSync(files.snapshotDraft)
  const { store, wal } = inside(files.snapshotDraft)
  copySynced(files.store, store)
  copySynced(files.wal, wal)
  syncFolder(files.snapshotDraft)
  renameSync(files.snapshotDraft, files.snapshot)
  syncFolderOf(files.snapshot)
}

/** Takes a snapshot away once the checkpoint has ended. */
export function dropSnapshot(files: StoreFiles): void {
  syncFolderOf(files.store)
  renameSync(files.snapshot, files.snapshotDraft)
  syncFolderOf(files.snapshot)
  rmSync(files.snapshotDraft, { recursive: true, force: true })
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

function inside(folder: string): { readonly store: string; readonly wal: string } {
  return { store: path.join(folder, 'store'), wal: path.join(folder, 'wal') }
}
