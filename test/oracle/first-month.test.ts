import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declaredTables } from '../../src/declared-tables.ts'
import { importFiles } from '../../src/import/import.ts'
import { models } from '../../src/nba/models/index.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { openStore } from '../../src/open-store.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import type { Span } from '../../src/sql/dialect.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import type { Relation } from '../../src/sql/sql.ts'
import type { Row, Store } from '../../src/store/store.ts'
import { compileModel, compileQuery, relationsBehind } from '../../src/table/compile.ts'
import type { SharedQuery } from '../../src/table/shared.ts'
import { qualifiedName, type Source } from '../../src/table/source.ts'
import { declared, type OracleTable } from './catalog.ts'
import { tableOf, textsOf } from './rows-of-store.ts'
import { SlicedOracle } from './slices.ts'
import { oracleHint, oracleMissing } from './zetasql.ts'

const DATA = process.env['BACKCOURT_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data')
const FOLDERS = ['schedule', 'nba_api', 'basketball_reference'].map(folder => path.join(DATA, folder))
const asked = process.env['BACKCOURT_FIRST_MONTH'] !== undefined
const skipped = !asked || oracleMissing !== undefined || FOLDERS.some(folder => !existsSync(folder))
const hint = skipped ? ` (skipped: it takes minutes, Google’s engine and the folder ${DATA}; BACKCOURT_FIRST_MONTH=1)` : oracleHint

const span: Span = { firstDay: '2021-10-19', lastDay: '2021-11-19', firstSeason: 2021, lastSeason: 2021 }
const ROWS = [5_182, 476, 476, 476, 7_987]
const shared = [...new Set(models.flatMap(model => relationsBehind(model.query)))].filter(relation => relation.kind === 'shared') as SharedQuery[]
const LONG = 600_000

/**
 * Google's engine takes requests of 4 MB and computes in 128 MB. So each shared query is a step: it is computed from raw rows of the month and from the
 * shared queries before it, of which the step before has shown that they are the same; in the end each model from them.
 */
describe.skipIf(skipped)(`the real first month on Google’s engine${hint}`, { timeout: LONG }, () => {
  let store: Store
  let oracle: SlicedOracle
  let compared = 0
  const whole = new Map<string, readonly Row[]>()
  const ready = new Map<Relation, string>()
  const tables: OracleTable[] = declaredTables().map(declared)

  beforeAll(async () => {
    store = await openStore(':memory:')
    await importFiles(store, { paths: FOLDERS, replace: false, force: false, now: '2024-01-01T00:00:00.000Z' })
    for (const model of models) whole.set(model.name, await store.rows(compileModel(model, { dialect: duckdb, span })))
    for (const source of sources.filter(({ ofGame }) => ofGame))
      await store.run(`delete from ${qualifiedName(source)} where not (${isOfMonth(source)})`)
    oracle = new SlicedOracle(store, tables)
  }, LONG)
  afterAll(async () => {
    oracle.stop()
    await store.close()
    console.info(`${compared} rows of ${shared.length} shared queries and ${models.length} tables are the same on both engines`)
  })

  it.each(shared.map(query => [query.name, query] as const))('computes %s as DuckDB does', async (name, query) => {
    const table = `step_${name}`
    await store.run(`create table ${table} as ${compileQuery(query.query, { dialect: duckdb, span, ready })}`)
    const found = await oracle.rows(compileQuery(query.query, { dialect: bigquery, span, ready }))
    expect(textsOf(found)).toEqual(textsOf(await store.rows(`select * from ${table}`)))
    compared += found.length
    tables.push(await tableOf(store, table))
    ready.set(query, table)
  })

  it.each(models.map((model, place) => [model.name, model, ROWS[place]] as const))(
    'computes the rows of %s as DuckDB does from all seasons',
    async (name, model, rows) => {
      const found = await oracle.rows(compileModel(model, { dialect: bigquery, span, ready }))
      expect(textsOf(found)).toEqual(textsOf(whole.get(name) ?? []))
      expect(found).toHaveLength(rows ?? 0)
      compared += found.length
    },
  )
})

/** Schedules tell what lies ahead; everything else ends with the month. */
function isOfMonth({ tells }: Source): string {
  return `game_date between date '2021-07-01' and date '${tells === 'fixture' ? '2022-09-30' : span.lastDay}'`
}
