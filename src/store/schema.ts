import { BackcourtError } from '../errors.ts'
import { commentsOn } from '../table/comments.ts'
import { createTable, physicalColumns } from '../table/ddl.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'
import { migrate, STORE_VERSION } from './migrations.ts'
import type { Store } from './store.ts'

const VERSION_TABLE = 'nba_processing.schema_version'

const DATASETS = ['nba_raw', 'nba_analytics', 'nba_processing', 'nba_reference', 'nba_static']

/**
 * Brings an older store up to date and creates what is missing of the given tables, all or nothing. Throws store_invalid for a store of a newer Backcourt, and, where one
 * is to be there already, for a file that is none.
 */
export async function prepareStore(
  store: Store,
  tables: readonly (Source | StoredTable | Model)[],
  { existing = false }: { readonly existing?: boolean } = {},
): Promise<void> {
  const found = await tableNames(store)
  const version = await versionOf(store, found)
  if (version === undefined && existing) throw noStore(store)
  if (version !== undefined && version > STORE_VERSION) throw tooNew(store, version)
  const missing = tables.filter(table => !found.has(qualifiedName(table)))
  if (version === STORE_VERSION && missing.length === 0) return
  await store.transaction(async () => {
    if (version !== undefined) await migrate(store, version)
    await store.run(DATASETS.map(dataset => `create schema if not exists ${dataset};`).join('\n'))
    await store.run(missing.map(table => `${createTable(table, store.dialect)};`).join('\n'))
    await writeMeanings(store, version === undefined || version === STORE_VERSION ? missing : tables)
    if (version !== undefined) return
    await store.run(`create table if not exists ${VERSION_TABLE} (version ${store.dialect.typeName('int')} not null);
      insert into ${VERSION_TABLE} (version) values (${STORE_VERSION})`)
  })
}

/** Meanings of tables and columns are for who opens the file with other programs. */
async function writeMeanings(store: Store, tables: readonly (Source | StoredTable | Model)[]): Promise<void> {
  if (store.location === ':memory:' || store.dialect.name !== 'duckdb') return
  const rows = await store.rows<{ name: string; columns: string[] }>(
    `select table_schema || '.' || table_name as name, list(column_name) as columns from information_schema.columns group by 1`,
  )
  const columns = new Map(rows.map(({ name, columns }) => [name, columns]))
  const statements = tables.flatMap(table => {
    const found = new Set(columns.get(qualifiedName(table)))
    const declared = Object.keys(physicalColumns(table)).filter(name => found.has(name))
    return commentsOn(table, store.dialect, declared)
  })
  await store.run(statements.map(statement => `${statement};`).join('\n'))
}

async function tableNames(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store.rows<{ name: string }>(`select table_schema || '.' || table_name as name from information_schema.tables`)
  return new Set(rows.map(row => row.name))
}

/** Whether the store is of this version; false for an older one. Throws store_invalid for a store of a newer Backcourt, and for a file without its tables. */
export async function checkStore(store: Store): Promise<boolean> {
  const version = await storeVersion(store)
  if (version === undefined) throw noStore(store)
  if (version > STORE_VERSION) throw tooNew(store, version)
  return version === STORE_VERSION
}

function noStore(store: Store): BackcourtError {
  return new BackcourtError('store_invalid', `${store.location} is a database, but not a Backcourt store: expected the table ${VERSION_TABLE}`, {
    where: store.location,
    next: 'name another file with --store, or import files into this one: backcourt import PATH…',
  })
}

function tooNew(store: Store, version: number): BackcourtError {
  return new BackcourtError(
    'store_invalid',
    `${store.location} was written by a newer Backcourt: its version is ${version}, this one knows ${STORE_VERSION}`,
    {
      where: store.location,
      next: 'update Backcourt, or name another file with --store',
    },
  )
}

/** The version that a store was written by; undefined for a database that is none. */
export async function storeVersion(store: Store): Promise<number | undefined> {
  return versionOf(store, await tableNames(store))
}

async function versionOf(store: Store, tables: ReadonlySet<string>): Promise<number | undefined> {
  if (!tables.has(VERSION_TABLE)) return undefined
  const rows = await store.rows<{ version: number }>(`select max(version) as version from ${VERSION_TABLE}`)
  return rows[0]?.version ?? undefined
}
