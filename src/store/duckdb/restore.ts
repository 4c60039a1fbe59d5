import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import { BackcourtError } from '../../errors.ts'
import { storeFiles, syncFolderOf, type StoreFiles } from './files.ts'
import { inspectFile, isWhole, type Inspection } from './inspect.ts'
import { withLock } from './lock.ts'
import { hasSnapshot, restoreSnapshot } from './snapshot.ts'

/** What bringing a store back by hand came to, a line per step; none when it was whole. */
export type Restored = readonly string[]

/**
 * Brings a store back as far as whole copies of it are there: finishes what an interrupted checkpoint left, sets a log aside that belongs to another file, and puts
 * a whole copy in the place of a damaged store, which is kept. Throws store_locked, and store_damaged when no copy is whole.
 */
export async function restoreStore(location: string): Promise<Restored> {
  const files = storeFiles(location)
  return withLock(location, files, async () => {
    const done: string[] = []
    if (hasSnapshot(files)) {
      restoreSnapshot(files)
      done.push('the store was put back as it was before an interrupted checkpoint')
    }
    const found = await inspectPresent(files.store)
    if (isWhole(found)) return done
    if (existsSync(files.wal) && (await opensWithoutLog(files))) return [...done, `the log was set aside as ${path.basename(files.foreignWal)}`]
    return [...done, await putCopy(location, files, found)]
  })
}

async function inspectPresent(file: string): Promise<Inspection> {
  return existsSync(file) ? inspectFile(file) : { refusal: 'there is no such file', broken: [], imported: [] }
}

/** Sets the log aside and keeps it so when that makes the store whole. */
async function opensWithoutLog({ store, wal, foreignWal }: StoreFiles): Promise<boolean> {
  renameSync(wal, foreignWal)
  if (isWhole(await inspectPresent(store))) {
    syncFolderOf(store)
    return true
  }
  renameSync(foreignWal, wal)
  return false
}

async function putCopy(location: string, files: StoreFiles, found: Inspection): Promise<string> {
  const copies = [files.interrupted, files.damaged]
  for (const copy of copies.filter(file => existsSync(file))) {
    if (!isWhole(await inspectFile(copy))) continue
    const kept = copy === files.damaged ? files.interrupted : files.damaged
    swap(files, { copy, kept })
    return `${path.basename(copy)} is whole and took the store's place; the damaged file is kept as ${path.basename(kept)}`
  }
  throw beyondRepair(location, [files.snapshot, ...copies], found)
}

function swap({ store, wal, foreignWal }: StoreFiles, { copy, kept }: { readonly copy: string; readonly kept: string }): void {
  if (existsSync(wal)) renameSync(wal, foreignWal)
  if (existsSync(store)) renameSync(store, kept)
  renameSync(copy, store)
  syncFolderOf(store)
}

/** The error of a store of which no whole copy is there: which were looked for, and what to import again. */
function beyondRepair(location: string, copies: readonly string[], { refusal, broken, imported }: Inspection): BackcourtError {
  const why = refusal ?? `${broken.map(({ table }) => table).join(', ')} cannot be read`
  const again = imported.length === 0 ? 'the raw files that it was filled from' : imported.join(' ')
  return new BackcourtError('store_damaged', `${location} is damaged (${why}) and no whole copy of it is there`, {
    where: location,
    next: `looked for ${copies.map(file => path.basename(file)).join(', ')} beside it; put a backup of your own in its place, or move it away and import again: ${again}`,
  })
}
