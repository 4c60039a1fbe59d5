import { BackcourtError } from '../errors.ts'
import { createTable } from '../table/ddl.ts'
import type { Model } from '../table/model.ts'
import type { Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'
import type { Store } from './store.ts'

/** Version of how a store is laid out; counts up when an older Backcourt could no longer write into it. */
export const STORE_VERSION = 1

const DATASETS = ['nba_raw', 'nba_analytics', 'nba_processing', 'nba_reference', 'nba_static']

/** Creates what is missing of the given tables, all or nothing. Throws store_invalid for a store of a newer Backcourt. */
export async function prepareStore(store: Store, tables: readonly (Source | StoredTable | Model)[]): Promise<void> {
  const version = await storeVersion(store)
  if (version !== undefined && version > STORE_VERSION) throw tooNew(store, version)
  await store.transaction(async () => {
    await store.run(DATASETS.map(dataset => `create schema if not exists ${dataset};`).join('\n'))
    await store.run(tables.map(table => `${createTable(table, store.dialect)};`).join('\n'))
    if (version !== undefined) return
    await store.run(`create table if not exists nba_processing.schema_version (version ${store.dialect.typeName('int')} not null);
      insert into nba_processing.schema_version (version) values (${STORE_VERSION})`)
  })
}

/** Refuses a store that this Backcourt cannot read: one of a newer Backcourt, or a file without its tables. Throws store_invalid. */
export async function checkStore(store: Store): Promise<void> {
  const version = await storeVersion(store)
  if (version === undefined) {
    throw new BackcourtError(
      'store_invalid',
      `${store.location} is a database, but not a Backcourt store: expected the table nba_processing.schema_version`,
      {
        where: store.location,
        next: 'name another file with --store, or import files into this one: backcourt import PATH…',
      },
    )
  }
  if (version > STORE_VERSION) throw tooNew(store, version)
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

async function storeVersion(store: Store): Promise<number | undefined> {
  const found = await store.rows(`select 1 from information_schema.tables where table_schema = 'nba_processing' and table_name = 'schema_version'`)
  if (found.length === 0) return undefined
  const rows = await store.rows<{ version: number }>('select max(version) as version from nba_processing.schema_version')
  return rows[0]?.version ?? undefined
}
