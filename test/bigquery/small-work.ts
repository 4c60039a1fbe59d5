import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { warehouseLock } from '../../src/ledger/warehouse-lock.ts'
import type { BigqueryWarehouse } from '../../src/store/bigquery/bigquery-warehouse.ts'
import { openWarehouse } from '../../src/store/bigquery/open-warehouse.ts'
import { Desk, type DeskTable } from '../../src/store/desk.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import type { Store } from '../../src/store/store.ts'
import { createTable, physicalColumns } from '../../src/table/ddl.ts'
import { date, int, text } from '../../src/table/column.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { defineStored, type StoredTable } from '../../src/table/stored.ts'

/** Raw rows, what is computed of them, and the ledger of that: as small as a warehouse can be. */
const facts = defineStored({
  dataset: 'nba_reference',
  name: 'facts',
  about: 'Raw rows.',
  key: ['number'],
  columns: { number: int('Number'), game_date: date('Day') },
})
const computed = defineStored({
  dataset: 'nba_reference',
  name: 'computed',
  about: 'Rows that are computed.',
  key: ['number'],
  columns: { number: int('Number'), game_date: date('Day'), square: int('Its square') },
})
const units = defineStored({
  dataset: 'nba_processing',
  name: 'units',
  about: 'What was computed.',
  key: ['unit'],
  columns: { unit: text('Unit'), rows_written: int('Rows') },
})

/** More than go as a statement. */
const ROWS = 600
export const WHOLE: Contents = {
  facts: ROWS,
  different_facts: ROWS,
  computed: ROWS,
  different_computed: ROWS,
  sum: 72_180_100,
  units: 1,
  written: ROWS,
}

/** What stands in the warehouse: rows, and how many of them are different. */
export interface Contents {
  readonly facts: number
  readonly different_facts: number
  readonly computed: number
  readonly different_computed: number
  readonly sum: number
  readonly units: number
  readonly written: number
}

export interface SmallWork {
  readonly address: string
  readonly server: string
  readonly owner: string
}

function opened({ address, server, owner }: SmallWork): Promise<BigqueryWarehouse> {
  return openWarehouse(address, { server, owner, command: 'test', tables: [facts, computed, units], lock: warehouseLock, creates: 'tables' })
}

function deskTable(table: StoredTable): DeskTable {
  return {
    name: qualifiedName(table),
    key: table.key,
    isLedger: table === units,
    columns: Object.fromEntries(Object.entries(physicalColumns(table)).map(([name, { type }]) => [name, type])),
  }
}

/**
 * Everything that is done with a warehouse, in two sittings at one desk: one takes it, fetches its rows and brings new ones; the next lets its first job take
 * it, computes, and leaves with the job that writes. What is done already is not done again.
 */
export function doSmallWork(work: SmallWork): Promise<void> {
  return withTables(async store => {
    const revision = await sitting(store, work, { hasSeen: () => false, does: bringFacts })
    await sitting(store, work, { hasSeen: now => now === revision, does: compute })
  })
}

/** Works at a desk that has just taken the warehouse and fetched its rows. */
export async function atDesk(work: SmallWork, does: (desk: Desk) => Promise<void>): Promise<void> {
  await withTables(store => sitting(store, work, { hasSeen: () => false, does }))
}

async function withTables<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openDuckdb(':memory:')
  try {
    for (const dataset of ['nba_reference', 'nba_processing']) await store.run(`create schema ${dataset}`)
    for (const table of [facts, units]) await store.run(createTable(table, store.dialect))
    return await work(store)
  } finally {
    await store.close()
  }
}

interface Sitting {
  readonly hasSeen: (revision: number) => boolean
  readonly does: (desk: Desk) => Promise<void>
}

async function sitting(store: Store, work: SmallWork, { hasSeen, does }: Sitting): Promise<number> {
  const warehouse = await opened(work)
  const known = hasSeen(await warehouse.hold(hasSeen))
  const folder = mkdtempSync(path.join(tmpdir(), 'backcourt-desk-'))
  try {
    const desk = new Desk(store, warehouse, { tables: [facts, units].map(deskTable), folder })
    if (!known) await desk.fetch()
    await desk.settled()
    try {
      await does(desk)
    } finally {
      await desk.leave()
    }
    return warehouse.revision
  } finally {
    await warehouse.release().catch(() => undefined)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function bringFacts(desk: Desk): Promise<void> {
  await desk.store.run(`insert into nba_reference.facts select n, date '2021-10-19' + cast(n % 3 as int) from range(1, ${ROWS + 1}) as r(n)
    where not exists (select 1 from nba_reference.facts)`)
  await desk.commit([])
}

async function compute(desk: Desk): Promise<void> {
  const { store, warehouse } = desk
  await warehouse.estimate('select number from nba_reference.facts')
  const [done] = await store.rows('select 1 from nba_processing.units')
  if (done !== undefined) return
  const stage = warehouse.stage('computed')
  const [counted] = await warehouse.script<{ rows: number }>([
    `create or replace table ${stage} as select number, game_date, number * number as square from nba_reference.facts`,
    `select count(*) as rows from ${stage}`,
  ])
  await store.transaction(async () => {
    await store.run(`insert into nba_processing.units values ('computed', ${counted?.rows ?? 0})`)
    const [told] = await desk.leave(
      [`insert into nba_reference.computed (number, game_date, square) select number, game_date, square from ${stage}`],
      'select count(*) as rows from nba_reference.computed',
    )
    if (told?.['rows'] !== ROWS) throw new Error(`the answer was ${JSON.stringify(told)}`)
  })
}

/** What stands there after all. */
export async function contentsOf(work: SmallWork): Promise<Contents> {
  const warehouse = await opened(work)
  const [found] = await warehouse.rows<Contents>(`select
    (select count(*) from nba_reference.facts) as facts,
    (select count(distinct number) from nba_reference.facts) as different_facts,
    (select count(*) from nba_reference.computed) as computed,
    (select count(distinct number) from nba_reference.computed) as different_computed,
    (select sum(square) from nba_reference.computed) as sum,
    (select count(*) from nba_processing.units) as units,
    (select sum(rows_written) from nba_processing.units) as written`)
  if (found === undefined) throw new Error('a count gave no row')
  return found
}

/** Ten minutes later, as far as whoever held the warehouse is concerned. */
export async function letLeaseExpire(work: SmallWork): Promise<void> {
  const warehouse = await opened(work)
  await warehouse.script([`update nba_processing.warehouse_lock set lease_until = timestamp '2020-01-01' where owner is not null`])
}

/** What a killed process had started goes on. */
export async function letJobsEnd(asked: { readonly unanswered: number }, server: string): Promise<void> {
  while (asked.unanswered > 0) await setTimeout(20)
  for (;;) {
    const answer = await fetch(`${server}/bigquery/v2/projects/test/jobs?stateFilter=running`)
    const { jobs = [] } = (await answer.json()) as { readonly jobs?: readonly { readonly state?: string }[] }
    if (jobs.every(({ state }) => state === 'DONE')) return
    await setTimeout(100)
  }
}
