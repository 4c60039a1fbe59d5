import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import { createPlan } from '../../src/change/create-plan.ts'
import { savePlan } from '../../src/change/saved-plans.ts'
import { importFiles } from '../../src/import/import.ts'
import { models } from '../../src/nba/models/index.ts'
import { openStore } from '../../src/open-store.ts'
import { writeSimulation } from '../../src/simulate/index.ts'
import type { Span } from '../../src/sql/dialect.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { compileModel } from '../../src/table/compile.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { askEngine, engineHint, versions } from './ask.ts'

const NOW = '2026-11-20T09:00:00.000Z'
const WHOLE: Span = { firstDay: '2021-07-01', lastDay: '2022-06-30', firstSeason: 2021, lastSeason: 2021 }

let folder = ''
let store = ''
/** Of every table of the store how many rows it has, of the models their hashes too. */
const told: Record<string, unknown[]> = {}
let queries: Record<string, string> = {}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'engines-'))
  store = path.join(folder, 'nba.duckdb')
  await writeSimulation({ seasons: 1, seed: 1, days: 3 }, path.join(folder, 'feeds'))
  const opened = await openStore(store)
  await importFiles(opened, { paths: [path.join(folder, 'feeds')], replace: false, force: false, now: NOW })
  const options = { force: false, onlyMissing: false, onlyFailed: false }
  const plan = await createPlan(opened, { range: undefined, tables: [], options, now: NOW, unless: 'played' })
  await savePlan(opened, plan)
  await applyPlan(opened, plan, { command: 'backfill', startedAt: NOW, listen: () => undefined, elapsed: () => 0 })
  const tables = await opened.rows<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables where table_catalog = 'backcourt' order by name`,
  )
  queries = Object.fromEntries<string>([
    ...tables.map(({ name }) => [`rows of ${name}`, `select count(*) from ${name}`] as const),
    ...models.map(model => [`stored hashes of ${model.name}`, `select data_hash from ${qualifiedName(model)} order by data_hash`] as const),
    ...models.map(
      model =>
        [
          `computed hashes of ${model.name}`,
          `select data_hash from (${compileModel(model, { dialect: duckdb, span: WHOLE })}) as computed order by data_hash`,
        ] as const,
    ),
  ])
  for (const [name, query] of Object.entries(queries)) told[name] = (await opened.rows(query)).map(row => Object.values(row)[0])
  await opened.close()
}, 120_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe.each(versions)('DuckDB %s for Python', version => {
  const missing = engineHint(version)

  it.skipIf(missing !== '')(
    `reads a store that was written here, and computes the same hashes from it${missing}`,
    () => {
      expect(askEngine(version, { store, queries })).toEqual({ version, answers: told })
      for (const model of models) expect(told[`computed hashes of ${model.name}`]).toEqual(told[`stored hashes of ${model.name}`])
    },
    60_000,
  )
})
