import { afterAll, beforeAll, expect, it } from 'vitest'
import { inputsChangedSince } from '../../src/ledger/input-digests.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { prepareStore } from '../../src/store/schema.ts'
import type { Store } from '../../src/store/store.ts'
import { compileQuery } from '../../src/table/compile.ts'
import { declaredTables } from '../../src/declared-tables.ts'

let store: Store

beforeAll(async () => {
  store = await openDuckdb(':memory:')
  await prepareStore(store, declaredTables())
})
afterAll(() => store.close())

/** A digest that an import noted: table, game date, import, rows, digest. */
type Noted = readonly [table: string, date: string | null, importNumber: number, rows: number, digest: string]

async function changedSince(importNumber: number, noted: readonly Noted[]): Promise<string[]> {
  const rows = noted.map(
    ([table, date, number, count, digest]) => `('${table}', ${date === null ? 'null' : `date '${date}'`}, ${number}, ${count}, '${digest}')`,
  )
  await store.run(`delete from nba_processing.input_digests;
    insert into nba_processing.input_digests (table_name, game_date, import_number, row_count, digest) values ${rows.join(', ')}`)
  const found = await store.rows<{ table_name: string }>(compileQuery(inputsChangedSince(importNumber), store))
  return found.map(row => row.table_name).toSorted()
}

it('a table that no later import touched is as it was', async () => {
  expect(await changedSince(2, [['logs', '2022-01-09', 1, 22, '7']])).toEqual([])
})

it('another digest of one date, or another number of rows, is a change', async () => {
  const before: Noted[] = [
    ['logs', '2022-01-09', 1, 22, '7'],
    ['lines', '2022-01-09', 1, 4, '5'],
  ]
  expect(await changedSince(1, [...before, ['logs', '2022-01-09', 2, 22, '8'], ['lines', '2022-01-09', 3, 5, '5']])).toEqual(['lines', 'logs'])
})

it('what was taken back is none', async () => {
  const noted: Noted[] = [
    ['logs', '2022-01-09', 1, 22, '7'],
    ['logs', '2022-01-09', 2, 22, '8'],
    ['logs', '2022-01-09', 3, 22, '7'],
  ]
  expect(await changedSince(1, noted)).toEqual([])
  expect(await changedSince(2, noted)).toEqual(['logs'])
})

it('a date or a table that is new since is one, and so is one that has no rows any more', async () => {
  const noted: Noted[] = [
    ['logs', '2022-01-09', 1, 22, '7'],
    ['logs', '2022-01-10', 2, 24, '9'],
    ['lines', '2022-01-09', 1, 4, '5'],
    ['lines', '2022-01-09', 2, 0, '0'],
    ['rosters', '2022-01-11', 2, 15, '3'],
  ]
  expect(await changedSince(1, noted)).toEqual(['lines', 'logs', 'rosters'])
})

it('a table without game dates has one digest', async () => {
  const noted: Noted[] = [
    ['arenas', null, 1, 30, '7'],
    ['aliases', null, 1, 9, '2'],
    ['arenas', null, 2, 30, '8'],
    ['aliases', null, 2, 9, '2'],
  ]
  expect(await changedSince(1, noted)).toEqual(['arenas'])
})
