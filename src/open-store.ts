import { declaredTables } from './declared-tables.ts'
import { BackcourtError } from './errors.ts'
import { openDuckdb, type DuckdbOptions } from './store/duckdb/duckdb.ts'
import { checkStore, prepareStore } from './store/schema.ts'
import type { Store } from './store/store.ts'

export interface OpenOptions extends DuckdbOptions {
  /** Refuse a file that is no store yet, where tables would be created in it otherwise. */
  readonly existing?: boolean
}

/**
 * Opens a store with all its tables, and makes it where there is none; read-only it must exist. One of an older Backcourt is brought up to date, also before it is read.
 * Close it when done. Throws store_locked, store_invalid, store_unreadable, store_missing.
 */
export async function openStore(location: string, options: OpenOptions = {}): Promise<Store> {
  const { existing = false, ...engine } = options
  const readOnly = engine.readOnly === true
  const store = await openDuckdb(location, engine)
  try {
    const current = readOnly ? await checkStore(store) : true
    if (!readOnly) await prepareStore(store, declaredTables(), { existing })
    if (current || !readOnly) return store
  } catch (error) {
    await store.close()
    throw error
  }
  await store.close()
  await bringUpToDate(location)
  return openStore(location, options)
}

/** Opens a store of an older Backcourt for writing once, which takes the steps to the version of now. */
async function bringUpToDate(location: string): Promise<void> {
  const writable = await openStore(location).catch((error: unknown) => {
    if (!(error instanceof BackcourtError)) throw error
    const why = `${location} was written by an older Backcourt and has to be brought up to date once before it is read`
    throw new BackcourtError(error.code, `${why}: ${error.message}`, {
      where: location,
      next: 'run backcourt plan where the store may be written',
      cause: error,
    })
  })
  await writable.close()
}
