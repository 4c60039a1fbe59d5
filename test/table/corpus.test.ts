import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { models } from '../../src/nba/models/index.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { hashExpression, hashInTwoSteps, hashTextExpression, type Recipe } from '../../src/table/recipe.ts'
import { hashText, rowHash } from '../../src/table/row-hash.ts'
import { askEngine, engineHint, versions } from '../engines/ask.ts'
import { oracleHint, oracleMissing, startOracle, type Oracle } from '../oracle/zetasql.ts'
import { awkwardRecipe, awkwardRows, columnTypes, type AwkwardRow } from './awkward-rows.ts'
import { cpythonHashes, cpythonHint } from './cpython.ts'
import { DuckdbTable } from './duckdb-table.ts'

/** Rows of each mix of hash types, else enough of one mix for every awkward value, and a sample of the others; `BACKCOURT_CORPUS=100000` tries more. */
const ASKED = process.env['BACKCOURT_CORPUS']
const rowsOf = (recipe: Recipe): number => Number(ASKED ?? (recipe === awkwardRecipe ? 4_500 : 500))
const BATCH = 5_000
const SEED = 20211019
const PATIENCE = 60_000 + Number(ASKED ?? 0) * 10

/** All hash types, and those of the tables with their rules. */
const mixes: readonly (readonly [string, Recipe])[] = [
  ['all hash types', awkwardRecipe],
  ...models.map(model => [`seed-1 of ${model.name}`, model.recipes.find(({ name }) => name === 'seed-1')!] as const),
]

/** The rows of a mix in batches, each with the place of its first row. */
function* batches(recipe: Recipe, size = BATCH): Generator<readonly [first: number, rows: readonly AwkwardRow[]]> {
  for (let batch = 0; batch < rowsOf(recipe); batch += BATCH) {
    const rows = awkwardRows(Math.min(BATCH, rowsOf(recipe) - batch), SEED, { recipe, first: batch })
    for (let first = 0; first < rows.length; first += size) yield [batch + first, rows.slice(first, first + size)]
  }
}

/** The first place at which two lists differ, with both values; undefined where they are the same. */
function firstDifference(found: readonly unknown[], wanted: readonly unknown[]): object | undefined {
  const place = wanted.findIndex((value, index) => found[index] !== value)
  return place < 0 && found.length === wanted.length ? undefined : { place, found: found[place], wanted: wanted[place] }
}

describe.each(mixes)('the hash of any row, %s,', (_, recipe) => {
  let folder = ''
  let file = ''
  const hashes: string[] = []

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'corpus-'))
    file = path.join(folder, 'rows.duckdb')
    const table = await DuckdbTable.create(recipe, [], { file })
    for (const [first, rows] of batches(recipe)) {
      await table.append(rows, first)
      for (const row of rows) hashes.push(rowHash(recipe, row))
    }
    table.close()
  }, PATIENCE)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.skipIf(cpythonHint !== '')(
    `is that of CPython’s json.dumps and sha256 in TypeScript${cpythonHint}`,
    () => {
      for (const [first, rows] of batches(recipe)) {
        const held = cpythonHashes(recipe, rows)
        expect(
          firstDifference(
            rows.map(row => hashText(recipe, row)),
            held.map(({ text }) => text),
          ),
        ).toBeUndefined()
        expect(
          firstDifference(
            hashes.slice(first, first + rows.length),
            held.map(({ hash }) => hash),
          ),
        ).toBeUndefined()
      }
    },
    PATIENCE,
  )

  it(
    'is the same in DuckDB',
    async () => {
      const table = await DuckdbTable.open(recipe, file)
      const found = await table.values(hashExpression(recipe, duckdb))
      table.close()
      expect(found).toHaveLength(rowsOf(recipe))
      expect(firstDifference(found, hashes)).toBeUndefined()
    },
    PATIENCE,
  )

  it(
    'is the same in DuckDB in two steps, as models write it',
    async () => {
      const table = await DuckdbTable.open(recipe, file)
      const { text, hashOf } = hashInTwoSteps(recipe, duckdb)
      const found = await table.values(hashOf('made'), text)
      table.close()
      expect(found).toHaveLength(rowsOf(recipe))
      expect(firstDifference(found, hashes)).toBeUndefined()
    },
    PATIENCE,
  )

  for (const version of versions) {
    it.skipIf(engineHint(version) !== '')(
      `is the same in DuckDB ${version}${engineHint(version)}`,
      () => {
        const digest = `select sha256(string_agg(${hashExpression(recipe, duckdb)}, '' order by place)) from t`
        const wanted = createHash('sha256').update(hashes.join('')).digest('hex')
        expect(askEngine(version, { store: file, queries: { digest } })).toEqual({ version, answers: { digest: [wanted] } })
      },
      PATIENCE,
    )
  }

  describe.skipIf(oracleMissing !== undefined)(`in Google’s engine${oracleHint}`, () => {
    let oracle: Oracle
    beforeAll(async () => {
      oracle = await startOracle()
    })
    afterAll(() => oracle.stop())

    it(
      'is the same',
      async () => {
        const tables = [{ name: 'nba_raw.t', columns: { ...columnTypes(recipe), place: 'int' } }] as const
        const query = `select ${hashTextExpression(recipe, bigquery)} as text, ${hashExpression(recipe, bigquery)} as row_hash from nba_raw.t order by place`
        for (const [first, rows] of batches(recipe, Math.floor(BATCH / Math.ceil(recipe.fields.length / 24)))) {
          const found = await oracle.rows(query, tables, { 'nba_raw.t': rows.map((row, place) => ({ ...row, place })) })
          expect(
            firstDifference(
              found.map(row => row['text']),
              rows.map(row => hashText(recipe, row)),
            ),
          ).toBeUndefined()
          expect(
            firstDifference(
              found.map(row => row['row_hash']),
              hashes.slice(first, first + rows.length),
            ),
          ).toBeUndefined()
        }
      },
      PATIENCE * 3,
    )
  })
})
