import { BackcourtError } from '../errors.ts'
import { sources } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import { storedKey } from './land/land.ts'
import { quarantine } from '../ledger/import-tables.ts'
import { literal } from './literals.ts'
import { followPlaces, readPlaces } from './place/placement.ts'
import { recordImport } from './session.ts'

export interface RemoveRequest {
  readonly table: Source
  /** Its key columns in declared order, joined by slashes. */
  readonly key: string
  /** The instant that the ledger carries, ISO text. */
  readonly now: string
}

export interface RemoveReport {
  /** Number of the import that this removal is. */
  readonly import: number
  readonly removed: readonly { readonly table: string; readonly key: string }[]
}

/** Ends the current version of one raw row, and versions of it that wait in quarantine. Throws usage for a key of another shape, not_found when there is no such row. */
export async function removeRow(store: Store, { table: source, key, now }: RemoveRequest): Promise<RemoveReport> {
  const table = qualifiedName(source)
  const parts = key.split('/')
  if (parts.length !== source.key.length) {
    throw new BackcourtError('usage', `${table}: expected a key of ${source.key.length} parts, ${source.key.join('/')}, got "${key}"`, {
      where: key,
      next: await exampleKey(store, source),
    })
  }
  const current = `ended_by is null and ${source.key.map((name, index) => `cast(${name} as varchar) = ${literal(store, parts[index] ?? '')}`).join(' and ')}`
  const waiting = `ended_by is null and table_name = ${literal(store, table)} and row_key = ${literal(store, key)}`
  const found = await store.rows<{ rows: number }>(
    `select (select count(*) from ${table} where ${current}) + (select count(*) from ${qualifiedName(quarantine)} where ${waiting}) as rows`,
  )
  if (found[0]?.rows === 0) {
    throw new BackcourtError('not_found', `${table} has no row ${key} (${source.key.join('/')})`, {
      where: key,
      next: await exampleKey(store, source),
    })
  }
  await readPlaces(store)
  const number = await store.transaction(async () => {
    const next = await recordImport(store, { kind: 'remove', now, details: { table, key } })
    await store.run(`update ${table} set ended_by = ${next} where ${current}`)
    await store.run(`update ${qualifiedName(quarantine)} set ended_by = ${next} where ${waiting}`)
    await followPlaces(store, sources)
    return next
  })
  return { import: number, removed: [{ table, key }] }
}

/** A command that shows keys that exist. */
async function exampleKey(store: Store, source: Source): Promise<string> {
  const rows = await store.rows<{ key: string }>(
    `select ${storedKey(source, 'r')} as key from ${qualifiedName(source)} as r where ended_by is null limit 1`,
  )
  const example = rows[0]?.key
  return example === undefined ? `${qualifiedName(source)} is empty` : `keys look like ${example}`
}
