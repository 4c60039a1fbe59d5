import { existsSync, statSync } from 'node:fs'
import { BackcourtError } from '../errors.ts'
import type { OpenOptions } from '../open-store.ts'
import type { Store } from '../store/store.ts'

/** `import` makes a store where there is none, for who brings files, `create` for others, `write` needs one, `read` needs one and refuses every write, but to the one file of `exportTo`, or into the folder of `exportInto`. */
export type StoreMode = 'import' | 'create' | 'write' | 'read' | { readonly exportTo: string } | { readonly exportInto: string }

/** How a store is opened. */
export interface Opening {
  readonly mode: StoreMode
  readonly engine?: EngineSettings
}

/** What a person may set of the engine, and who is told what had to be done to open a store. */
export type EngineSettings = Pick<OpenOptions, 'threads' | 'memoryLimit' | 'temporary' | 'tell'>

/** Opens a store for as long as the work takes. Throws store_missing, store_locked, store_invalid, store_unreadable. */
export async function withStore<T>(location: string, { mode, engine = {} }: Opening, work: (store: Store) => Promise<T>): Promise<T> {
  const { storeExists } = await import('../store/duckdb/snapshot.ts')
  if (mode !== 'create' && mode !== 'import' && !storeExists(location)) {
    throw new BackcourtError('store_missing', `no store at ${location}`, {
      where: location,
      next: 'backcourt import PATH… makes one; backcourt demo makes one to play with; --store names another',
    })
  }
  if (location !== ':memory:' && existsSync(location) && !statSync(location).isFile()) {
    throw new BackcourtError('store_invalid', `${location} is not a Backcourt store: expected a DuckDB file, found ${kindOf(location)}`, {
      where: location,
      next: 'name a file with --store',
    })
  }
  const { openStore } = await import('../open-store.ts')
  const store = await openStore(location, { ...engine, ...optionsFor(mode) })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

function optionsFor(mode: StoreMode): OpenOptions {
  if (typeof mode === 'object') return { readOnly: true, ...('exportTo' in mode ? { target: mode.exportTo } : { folder: mode.exportInto }) }
  return mode === 'read' ? { readOnly: true } : { existing: mode === 'write', importing: mode === 'import' }
}

function kindOf(location: string): string {
  const found = statSync(location)
  return found.isDirectory() ? 'a folder' : found.isFIFO() ? 'a pipe' : 'a device'
}
