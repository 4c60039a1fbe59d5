import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFiles } from '../../src/import/import.ts'
import { resolvedIdentities } from '../../src/nba/identities.ts'
import { models } from '../../src/nba/models/index.ts'
import { writeSimulation } from '../../src/simulate/index.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import type { Dialect, Span } from '../../src/sql/dialect.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { prepareStore } from '../../src/store/schema.ts'
import type { Row, Store } from '../../src/store/store.ts'
import { compileExpected, compileModel, compileQuery } from '../../src/table/compile.ts'
import { declaredTables } from '../../src/declared-tables.ts'
import { declared, storedContents, type Contents } from '../oracle/catalog.ts'
import { oracleHint, oracleMissing, startOracle, type Oracle } from '../oracle/zetasql.ts'

const span: Span = { firstDay: '2021-10-01', lastDay: '2022-09-30', firstSeason: 2021, lastSeason: 2021 }
const tables = declaredTables().map(declared)

describe.skipIf(oracleMissing !== undefined)(`Google’s engine on a simulated league${oracleHint}`, () => {
  let folder: string
  let store: Store
  let oracle: Oracle
  let contents: Contents

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'backcourt-engines-'))
    await writeSimulation({ seasons: 1, seed: 11, teams: 4, games: 14 }, folder)
    store = await openDuckdb(':memory:')
    await prepareStore(store, declaredTables())
    await importFiles(store, { paths: [folder], replace: false, force: false, now: '2026-01-01T00:00:00Z' })
    contents = await storedContents(store, tables)
    oracle = await startOracle()
  }, 60_000)

  afterAll(async () => {
    oracle.stop()
    await store.close()
    rmSync(folder, { recursive: true })
  })

  async function onBoth(compile: (dialect: Dialect) => string): Promise<[string[], string[]]> {
    const ours = await store.rows(compile(duckdb))
    const statement = compile(bigquery)
    // Events alone are more than the engine takes in a message, and models read what was folded from them.
    const asked = tables.filter(({ name }) => statement.includes(name))
    const theirs = await oracle.rows(statement, asked, Object.fromEntries(asked.map(({ name }) => [name, contents[name] ?? []])))
    return [ours.map(asText).toSorted(), theirs.map(asText).toSorted()]
  }

  it.each(models.map(model => [model.name, model] as const))(
    'gives the same rows and the same hashes of %s as DuckDB',
    async (_, model) => {
      const [ours, theirs] = await onBoth(dialect => compileModel(model, { dialect, span }))
      expect(ours.length).toBeGreaterThan(50)
      expect(theirs).toEqual(ours)
    },
    60_000,
  )

  it.each(models.map(model => [model.name, model] as const))(
    'expects the same keys of %s as DuckDB',
    async (_, model) => {
      const [ours, theirs] = await onBoth(dialect => compileExpected(model, { dialect, span }))
      expect(ours.length).toBeGreaterThan(50)
      expect(theirs).toEqual(ours)
    },
    60_000,
  )

  it('resolves the same people as DuckDB', async () => {
    const [ours, theirs] = await onBoth(dialect => compileQuery(resolvedIdentities, { dialect }))
    expect(ours.length).toBeGreaterThan(50)
    expect(theirs).toEqual(ours)
  }, 60_000)
})

function asText(row: Row): string {
  return JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
