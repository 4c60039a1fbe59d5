import { rmSync, statSync } from 'node:fs'
import type { StoreFiles } from './files.ts'
import { hasSnapshot, restoreSnapshot } from './snapshot.ts'
import { temporaryFolders } from './temporary-folder.ts'

/** Who is told what was done, and where temporary files may lie. */
interface Recovery {
  readonly tell?: (line: string) => void
  readonly temporary?: string
}

/** Puts back the store whose checkpoint did not end, and removes what dead processes left. Only with the lock: nobody alive has such files then. */
export function recover(files: StoreFiles, { tell, temporary }: Recovery): boolean {
  for (const leftover of [files.snapshotDraft, files.draft, `${files.draft}.wal`, ...temporaryFolders(files, temporary)])
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
