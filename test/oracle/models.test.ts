import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declaredTables } from '../../src/declared-tables.ts'
import { resolvedIdentities } from '../../src/nba/identities.ts'
import { models } from '../../src/nba/models/index.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import type { Dialect, Span } from '../../src/sql/dialect.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import type { Row } from '../../src/store/store.ts'
import { compileExpected, compileModel, compileQuery } from '../../src/table/compile.ts'
import { createTable } from '../../src/table/ddl.ts'
import { SmallSeason } from '../season/small-season.ts'
import { declared, storedContents, withFlatNames, type Contents } from './catalog.ts'
import { oracleHint, oracleMissing, startOracle, type Oracle } from './zetasql.ts'

const span: Span = { firstDay: '2021-10-19', lastDay: '2021-10-25', firstSeason: 2021, lastSeason: 2021 }
const tables = declaredTables().map(declared)

/** Every query that we write for both engines. */
const queries: readonly (readonly [string, (dialect: Dialect) => string])[] = [
  ...models.flatMap(model => [
    [`the rows of ${model.name}`, (dialect: Dialect) => compileModel(model, { dialect, span })] as const,
    [`the expected keys of ${model.name}`, (dialect: Dialect) => compileExpected(model, { dialect, span })] as const,
  ]),
  ['the people of all sources', dialect => compileQuery(resolvedIdentities, { dialect })],
]

/** Four days with overtime, a nobody of NBA.com, missing feeds, benches and a game still to come. */
async function playedSeason(): Promise<SmallSeason> {
  const season = await SmallSeason.open()
  const opening = season
    .game('2021-10-19', 'BKN@MIL')
    .final(104, 127, { feeds: ['log', 'bref'] })
    .tip('2021-10-19T23:30:00Z')
  opening.plays('MIL', 'Luka Dončić', { seconds: 2193, pts: 34, fgm: 12, fga: 23, tpm: 3, tpa: 8, ftm: 7, fta: 9, tov: 4, starter: true })
  opening
    .plays('MIL', "D'Angelo Russell", { seconds: 0 })
    .plays('BKN', 'Nikola Jokić', { seconds: 1801, pts: 7, fgm: 2, fga: 9, tov: 3, feeds: ['bref'] })
  opening.sits('BKN', 'Ann Archer').inactive('BKN', 'Bob Baker')
  const next = season.game('2021-10-20', 'MIL@LAL').final(111, 111 + 8, { home: { minutes: 265 }, away: { minutes: 265 } })
  next.plays('MIL', 'Luka Dončić', { seconds: 2500, pts: 21, fgm: 7, fga: 19, fta: 5, ftm: 4, tpa: 3, tpm: 3 })
  season
    .game('2021-10-23', 'LAL@BKN', { nationalTv: true })
    .final(90, 99, { feeds: ['bref'] })
    .plays('BKN', 'Nikola Jokić', { pts: 3, ftm: 3, fta: 4 })
  season.game('2021-10-25', 'MIL@BKN')
  await season.build()
  return season
}

describe.skipIf(oracleMissing !== undefined)(`Google’s engine${oracleHint}`, () => {
  let oracle: Oracle
  let season: SmallSeason
  let contents: Contents
  beforeAll(async () => {
    oracle = await startOracle()
    season = await playedSeason()
    contents = await storedContents(season.store, tables)
  })
  afterAll(async () => {
    oracle.stop()
    await season.close()
  })

  it.each(queries)('understands the query for %s', async (_, write) => {
    await expect(oracle.analyse(write(bigquery), tables)).resolves.toBeUndefined()
  })

  it.each(queries)('computes %s as DuckDB does', async (_, write) => {
    const found = await oracle.rows(write(bigquery), tables, contents)
    expect(found.length).toBeGreaterThan(0)
    expect(inOrder(found)).toEqual(inOrder(await season.store.rows(write(duckdb))))
  })

  it.each(declaredTables().map(table => [table.name, table] as const))('understands the DDL of %s', async (_, table) => {
    await expect(oracle.analyse(createTable(table, bigquery))).resolves.toBeUndefined()
  })

  it('names what is wrong with a statement', async () => {
    await expect(oracle.analyse('select nothing from nba_raw.nowhere')).rejects.toThrow('Table not found: nba_raw.nowhere')
  })
})

describe('names for the flat catalog', () => {
  it('are quoted outside of literals and comments', () => {
    const table = { name: 'nba_raw.t', columns: {} }
    const query = `select 'nba_raw.t', 'it\\'s nba_raw.t', "nba_raw.t" -- nba_raw.t isn't\nfrom nba_raw.t as a, nba_raw.t2`
    const expected = `select 'nba_raw.t', 'it\\'s nba_raw.t', "nba_raw.t" -- nba_raw.t isn't\nfrom \`nba_raw.t\` as a, nba_raw.t2`
    expect(withFlatNames(query, [table])).toBe(expected)
  })
})

/** Rows in an order that both engines share. */
function inOrder(rows: readonly Row[]): Row[] {
  const keyed = rows.map(row => ({ key: JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)), row }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row)
}
