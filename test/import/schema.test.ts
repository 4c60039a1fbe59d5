import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ledgerTables } from '../../src/ledger/import-tables.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { STORE_VERSION } from '../../src/store/migrations.ts'
import { checkStore, prepareStore } from '../../src/store/schema.ts'
import type { Store } from '../../src/store/store.ts'

let store: Store
beforeEach(async () => {
  store = await openDuckdb(':memory:')
})
afterEach(async () => {
  await store.close()
})

describe('prepareStore', () => {
  it('creates what is missing, and nothing twice', async () => {
    await prepareStore(store, ledgerTables.slice(0, 1))
    await prepareStore(store, ledgerTables)
    expect(await store.rows('select version from nba_processing.schema_version')).toEqual([{ version: STORE_VERSION }])
    expect(await store.rows("select table_name from information_schema.tables where table_schema = 'nba_processing' order by 1")).toHaveLength(
      ledgerTables.length + 1,
    )
    await expect(checkStore(store)).resolves.toBe(true)
  })

  it('refuses a store of a newer version, and checkStore a file that is none', async () => {
    await expect(checkStore(store)).rejects.toMatchObject({
      code: 'store_invalid',
      message: expect.stringContaining('not a Backcourt store') as string,
    })
    await prepareStore(store, ledgerTables)
    await store.run(`update nba_processing.schema_version set version = ${STORE_VERSION + 1}`)
    const newer = {
      code: 'store_invalid',
      message: `:memory: was written by a newer Backcourt: its version is ${STORE_VERSION + 1}, this one knows ${STORE_VERSION}`,
    }
    await expect(prepareStore(store, ledgerTables)).rejects.toMatchObject(newer)
    await expect(checkStore(store)).rejects.toMatchObject(newer)
  })
})
