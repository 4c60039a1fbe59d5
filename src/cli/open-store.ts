import { existsSync } from 'node:fs'
import { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'

/** `create` makes a store where there is none, `write` needs one, `read` needs one and refuses every write. */
export type StoreMode = 'create' | 'write' | 'read'

/** Opens a store for as long as the work takes. Throws store_missing, store_locked, store_invalid, store_unreadable. */
export async function withStore<T>(location: string, mode: StoreMode, work: (store: Store) => Promise<T>): Promise<T> {
  if (mode !== 'create' && !existsSync(location)) {
    throw new BackcourtError('store_missing', `no store at ${location}`, {
      where: location,
      next: 'backcourt import PATH… makes one; backcourt demo makes one to play with; --store names another',
    })
  }
  const { openDuckdb } = await import('../store/duckdb.ts')
  const store = await openDuckdb(location, { readOnly: mode === 'read' })
  try {
    const { checkStore, prepareStore } = await import('../store/schema.ts')
    if (mode !== 'create') await checkStore(store)
    if (mode !== 'read') await prepareStore(store, (await import('../declared-tables.ts')).declaredTables())
    return await work(store)
  } finally {
    store.close()
  }
}
