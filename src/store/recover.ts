import { randomUUID } from 'node:crypto'
import { accessSync, constants, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { spillFolders, spillPrefix, type StoreFiles } from './files.ts'
import { hasSnapshot, restoreSnapshot } from './snapshot.ts'

/** Puts back the store whose checkpoint did not end, and removes what dead processes left. Only with the lock: nobody alive has such files then. */
export function recover(files: StoreFiles, tell: ((line: string) => void) | undefined): boolean {
  for (const leftover of [files.snapshotDraft, files.draft, `${files.draft}.wal`, ...spillFolders(files)])
    rmSync(leftover, { recursive: true, force: true })
  if (!hasSnapshot(files)) return false
  restoreSnapshot(files)
  tell?.(`a command was stopped while it closed ${files.store}: the store stands as it was before, and nothing that was done is lost`)
  return true
}

/** Whether a log holds what is not in the file yet. */
export function hasLog({ wal }: StoreFiles): boolean {
  return (statSync(wal, { throwIfNoEntry: false })?.size ?? 0) > 0
}

/** Where the engine may put what does not fit into memory: a folder of this process, beside the store where that may be written. */
export function spillFolder(files: StoreFiles, temporary: string | undefined): string {
  const beside = path.dirname(files.store)
  const name = `${path.basename(spillPrefix(files))}${randomUUID().slice(0, 8)}`
  return path.join(temporary ?? (mayWrite(beside) ? beside : tmpdir()), name)
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
