import { existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { storeFiles } from './files.ts'
import { inspectFile } from './inspect.ts'
import { withLock } from './lock.ts'
import { hasSnapshot } from './snapshot.ts'
import { temporaryFolders } from './temporary-folder.ts'

/** Something about a store that is not as it should be. */
export interface Finding {
  /** A note is no fault: it says what there is to know. */
  readonly severity: 'error' | 'warning' | 'note'
  readonly object: string
  readonly found: string
  readonly expected: string
  /** What to run or do. */
  readonly repair: string
}

const RESTORE = 'backcourt doctor --restore puts the last whole copy in its place, where there is one'

/** Opens a store, reads every row of it, and looks at the files beside it. Changes nothing. Throws store_locked. */
export async function examineStore(location: string): Promise<Finding[]> {
  const files = storeFiles(location)
  return withLock(location, files, async () => {
    const findings: Finding[] = []
    if (hasSnapshot(files)) {
      const found = 'a checkpoint of the store was interrupted'
      findings.push({
        severity: 'warning',
        object: files.snapshot,
        found,
        expected: 'no such folder',
        repair: 'the next command that opens the store finishes it',
      })
      return findings
    }
    const { refusal, broken } = existsSync(files.store) ? await inspectFile(files.store) : { refusal: 'no such file', broken: [] }
    if (refusal !== undefined)
      findings.push({ severity: 'error', object: files.store, found: refusal, expected: 'a file that opens', repair: RESTORE })
    for (const { table, error } of broken)
      findings.push({ severity: 'error', object: table, found: error, expected: 'rows that can be read', repair: RESTORE })
    for (const kept of [files.interrupted, files.damaged, files.foreignWal].filter(file => existsSync(file))) {
      const repair = `remove ${path.basename(kept)} once you do not need it`
      findings.push({ severity: 'warning', object: kept, found: 'a file that was set aside', expected: 'none', repair })
    }
    for (const left of [files.draft, files.snapshotDraft, ...temporaryFolders(files, undefined)].filter(file => existsSync(file))) {
      const repair = 'backcourt doctor --fix removes it, as the next command that writes does'
      findings.push({ severity: 'warning', object: left, found: 'what a command that died left behind', expected: 'none', repair })
    }
    return [...findings, ...diskFindings(files.store)]
  })
}

/** A checkpoint copies the store, and what does not fit into memory lies beside it. */
function diskFindings(store: string): Finding[] {
  const { bavail, bsize } = statfsSync(path.dirname(store))
  const free = bavail * bsize
  const size = statSync(store, { throwIfNoEntry: false })?.size ?? 0
  if (free >= 2 * size) return []
  const found = `${Math.floor(free / 1e6)} MB free beside a store of ${Math.ceil(size / 1e6)} MB`
  return [
    { severity: 'warning', object: path.dirname(store), found, expected: 'twice the size of the store', repair: 'make room, or move the store' },
  ]
}

/** Sizes of a store's file and log, and what is free beside them, in bytes. */
export interface StoreSizes {
  readonly file_bytes: number
  readonly log_bytes: number
  readonly free_bytes: number
}

/** How large a store is, and how much room it has. */
export function storeSizes(location: string): StoreSizes {
  const { store, wal } = storeFiles(location)
  const { bavail, bsize } = statfsSync(path.dirname(store))
  const size = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return { file_bytes: size(store), log_bytes: size(wal), free_bytes: bavail * bsize }
}

/** Whether each file is still there. */
export function vanished(files: readonly string[]): string[] {
  return files.filter(file => !existsSync(file))
}
