import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countStaged, stageRows, writeStaged, type StagedCounts, type Staging } from '../../src/apply/staged-rows.ts'
import { parseDay } from '../../src/calendar.ts'
import { storedKeys } from '../../src/check/compare-keys.ts'
import { declaredTables } from '../../src/declared-tables.ts'
import { digestQuery } from '../../src/import/owners/other-dates.ts'
import { ownersTable } from '../../src/import/owners/owners-table.ts'
import { ledgerEntries } from '../../src/ledger/entries.ts'
import { rowChanges } from '../../src/ledger/plan-tables.ts'
import { warehouseLock } from '../../src/ledger/warehouse-lock.ts'
import { models } from '../../src/nba/models/index.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import type { Span } from '../../src/sql/dialect.ts'
import { insertRows } from '../../src/store/bigquery/literals.ts'
import { LockStatements } from '../../src/store/bigquery/lock.ts'
import { inLayout } from '../../src/store/bigquery/layout.ts'
import { compileModel, compileQuery, selectedColumns } from '../../src/table/compile.ts'
import type { Model } from '../../src/table/model.ts'
import { computing } from '../../src/apply/build-in-warehouse.ts'
import { SHARED_OF_MODELS } from '../../src/apply/shared-tables.ts'
import { keyText, rowText } from '../../src/table/row-text.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { declared, type OracleTable } from '../oracle/catalog.ts'
import { oracleHint, oracleMissing, startOracle, type Oracle } from '../oracle/zetasql.ts'

const span: Span = { firstDay: '2021-10-19', lastDay: '2021-10-25', firstSeason: 2021, lastSeason: 2021 }
const scope = { dates: ['2021-10-19', '2021-10-25'], games: ['0022100001'] }

function stagingOf(model: Model): Staging {
  const computed = compileModel(model, { dialect: bigquery, span: { ...span, scope } })
  return { model, stage: `nba_processing.stage_${model.name}`, scope, dates: ['2021-10-19', '2021-10-25'], computed }
}

function stageOf(model: Model): OracleTable {
  const columns = Object.fromEntries(selectedColumns(model).map(name => [name, model.columns[name]?.type ?? 'string']))
  const staged = {
    staged_how: 'string',
    staged_stored: 'int',
    staged_created_at: 'timestamp',
    staged_old_hash: 'string',
    staged_fields: 'string',
  } as const
  return { name: `nba_processing.stage_${model.name}`, columns: { ...columns, ...staged } }
}

/** The columns that tell the rows of a table apart. */
function keyOf(table: ReturnType<typeof declaredTables>[number]): OracleTable['columns'] {
  const { columns } = declared(table)
  return Object.fromEntries((table.kind === 'model' ? table.grain : table.key).map(name => [name, columns[name] ?? 'string']))
}

const tables = [...declaredTables().map(declared), declared(warehouseLock), ...models.map(stageOf)]
const counts: StagedCounts = {
  table_name: '',
  date: '2021-10-19',
  inserted: 1,
  updated: 2,
  stored_twice: 1,
  deleted: 1,
  unchanged: 1,
  doubled: 0,
  row_count: 3,
  doubled_keys: null,
  kept: 0,
}
const write = {
  run: 1,
  now: '2026-11-20T09:00:00.000Z',
  changedAt: '2026-11-20T09:00:00.000Z',
  builtBefore: ['2021-10-19'],
  causes: new Map([['2021-10-19', `[{"why": "its player’s 'last' \\\\ 10 games"}]`]]),
  log: qualifiedName(rowChanges),
}
const lock = new LockStatements(qualifiedName(warehouseLock), `process 1 of somebody's machine`)

/** Raw tables that an owner loads himself, in the declared columns. */
const owned = sources.map(source => {
  const columns = Object.entries(source.columns).map(([name, { type }]) => [name, bigquery.typeName(type)] as const)
  return {
    name: `owners_${qualifiedName(source)}`,
    table: ownersTable(source, { rows: 1, bytes: 0, columns: new Map(columns) }),
    declared: declared(source),
  }
})
tables.push(...owned.map(({ name, declared: { columns } }) => ({ name, columns })))

/** Every statement that is written for a warehouse alone. */
const statements: readonly (readonly [string, string])[] = [
  ...models.flatMap(model => [
    [`stages ${model.name}`, stageRows(stagingOf(model))] as const,
    ...writeStaged(stagingOf(model), [counts], write).map((statement, place) => [`writes ${model.name}, ${place}`, statement] as const),
    [`finds the stored keys of ${model.name}`, storedKeys(model, span)] as const,
  ]),
  ['counts what was staged', countStaged(models.map(stagingOf))],
  // ASSERT is a statement that this build of the engine does not analyse.
  ...[
    lock.create(),
    ...lock.take('backfill'),
    ...lock.claim('apply', 7).slice(0, 1),
    ...lock.hold('commit 1').slice(1),
    lock.beat(),
    lock.release(),
  ].map((text, place) => [`keeps the lock, ${place}`, text] as const),
  ...owned.map(
    ({ name, table }) =>
      [`digests ${name}`, digestQuery(table, bigquery, { first: parseDay('2021-07-01', ''), last: parseDay('2022-10-10', '') })] as const,
  ),
  ['reads the ledger', compileQuery(ledgerEntries, { dialect: bigquery })],
  ...declaredTables().map(table => {
    const { columns, name } = declared(table)
    const digest = `select day, count(*) as row_count, ${bigquery.digestSum('row_text')} as digest from (select ${rowText(columns, bigquery)} as row_text, ${keyText(keyOf(table), bigquery)} as day from ${name}) as r group by day`
    return [`digests ${table.name}`, digest] as const
  }),
  ...declaredTables().map(table => {
    const shape = declared(table)
    const value = {
      string: `it's "so"\n\\`,
      int: 7,
      float: 0.1,
      bool: true,
      date: '2021-10-19',
      timestamp: '2021-10-19T23:30:00.000Z',
      strings: ['a', "b'"],
    } as const
    const row = Object.fromEntries(Object.entries(shape.columns).map(([column, type]) => [column, value[type]]))
    return [`inserts into ${table.name}`, insertRows(shape, [row, {}])] as const
  }),
]

describe.skipIf(oracleMissing !== undefined)(`Google’s engine${oracleHint} understands the statement that`, () => {
  let oracle: Oracle
  beforeAll(async () => {
    oracle = await startOracle()
  })
  afterAll(() => {
    oracle.stop()
  })

  it.each(statements)('%s', async (_, statement) => {
    await expect(oracle.analyse(statement, tables)).resolves.toBeUndefined()
  })
})

describe('a prefix', () => {
  it('begins the names of our datasets, outside of literals, comments and other names', () => {
    const asked = `select 'nba_raw.t', "nba_raw.t", t.x -- nba_raw.t\nfrom nba_raw.t as t, nba_rawer.t, other.nba_raw`
    const expected = `select 'nba_raw.t', "nba_raw.t", t.x -- nba_raw.t\nfrom p_nba_raw.t as t, nba_rawer.t, other.nba_raw`
    expect(inLayout(asked, { prefix: 'p_', datasets: new Set(['nba_raw']), elsewhere: new Map(), owners: new Set() })).toBe(expected)
  })
})

it('computes a season by a statement for each table, for what several tables read, and one that counts', () => {
  const outlook = { status: 'done', rows: 1, played: true } as const
  const stagings = models.map(model => {
    const unit = { table: model.name, date: parseDay('2021-10-19', ''), season: 2021, outlook, reasons: [], games: null }
    return { chunk: { model, season: 2021, units: [unit] }, stage: `stage_${model.name}` }
  })
  expect(computing(stagings, { dialect: bigquery, asOf: null })).toHaveLength(models.length + SHARED_OF_MODELS.length + 1)
})
