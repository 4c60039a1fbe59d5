import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { importFilesTable } from './import-tables.ts'

/** Those of some files that never landed in a store, by their paths. */
export async function notLanded(store: Store, paths: readonly string[]): Promise<string[]> {
  const rows = await store.rows<{ path: string }>(`select distinct path from ${qualifiedName(importFilesTable)}`)
  const landed = new Set(rows.map(({ path }) => path))
  return paths.filter(path => !landed.has(path))
}
