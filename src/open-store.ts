import { declaredTables } from './declared-tables.ts'
import { openDuckdb, type DuckdbOptions } from './store/duckdb.ts'
import { checkStore, prepareStore } from './store/schema.ts'
import type { Store } from './store/store.ts'

/** Opens a store with all its tables, and makes it where there is none; read-only it must exist. Close it when done. */
export async function openStore(location: string, options: DuckdbOptions = {}): Promise<Store> {
  const store = await openDuckdb(location, options)
  try {
    await (options.readOnly === true ? checkStore(store) : prepareStore(store, declaredTables()))
    return store
  } catch (error) {
    store.close()
    throw error
  }
}
