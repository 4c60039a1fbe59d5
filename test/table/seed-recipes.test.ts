import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { models } from '../../src/nba/models/index.ts'
import { bigquery } from '../../src/sql/bigquery.ts'
import { duckdb } from '../../src/sql/duckdb.ts'
import { hashExpression, hashTextExpression, type Recipe } from '../../src/table/recipe.ts'
import { hashText, rowHash } from '../../src/table/row-hash.ts'
import { oracleHint, oracleMissing, startOracle, type Oracle } from '../oracle/zetasql.ts'
import { columnTypes, type AwkwardRow } from './awkward-rows.ts'
import { cpythonHashes, cpythonHint } from './cpython.ts'
import { DuckdbTable } from './duckdb-table.ts'
import { recipeOf, seedVectors, type SeedVector } from './seed-vectors.ts'

const named = seedVectors.map(vector => [`${vector.model.initials}, ${vector.about}`, vector] as const)

/** What Python held: values by field, of the types that they had. */
function inPython({ row, python = {} }: SeedVector, recipe: Recipe): { readonly recipe: Recipe; readonly row: AwkwardRow } {
  const fields = recipe.fields.map(({ name, type }) => ({ name, type: python[name]?.[0] ?? type }))
  return {
    recipe: { name: recipe.name, fields },
    row: { ...row, ...Object.fromEntries(Object.entries(python).map(([name, [, value]]) => [name, value])) },
  }
}

describe('seed-1 gives the hash that stands in existing tables', () => {
  it.each(named)('in TypeScript: %s', (_, vector) => {
    expect(rowHash(recipeOf(vector), vector.row)).toBe(vector.hash)
  })

  it.each(named)('in DuckDB: %s', async (_, vector) => {
    const recipe = recipeOf(vector)
    const table = await DuckdbTable.create(recipe, [vector.row])
    expect(await table.values(hashTextExpression(recipe, duckdb))).toEqual([hashText(recipe, vector.row)])
    expect(await table.values(hashExpression(recipe, duckdb))).toEqual([vector.hash])
    table.close()
  })

  it.skipIf(cpythonHint !== '').each(named)(`in CPython${cpythonHint}: %s`, (_, vector) => {
    const { recipe, row } = inPython(vector, recipeOf(vector))
    expect(cpythonHashes(recipe, [row])).toEqual([{ text: hashText(recipeOf(vector), vector.row), hash: vector.hash }])
  })
})

describe.skipIf(oracleMissing !== undefined)(`seed-1 in GoogleSQL${oracleHint}`, () => {
  let oracle: Oracle
  beforeAll(async () => {
    oracle = await startOracle()
  })
  afterAll(() => oracle.stop())

  it.each(named)('gives the hash that stands in existing tables: %s', async (_, vector) => {
    const recipe = recipeOf(vector)
    const tables = [{ name: 'nba_raw.t', columns: columnTypes(recipe) }] as const
    const row = Object.fromEntries(recipe.fields.map(({ name }) => [name, vector.row[name] ?? null]))
    const query = `select ${hashExpression(recipe, bigquery)} as row_hash from nba_raw.t`
    expect(await oracle.rows(query, tables, { 'nba_raw.t': [row] })).toEqual([{ row_hash: vector.hash }])
  })
})

describe('the rules of seed-1', () => {
  const upgc = models.find(({ initials }) => initials === 'upgc')!.recipes[1]!
  const field = (row: AwkwardRow, name: string): string => new RegExp(`"${name}": ([^,}]*)`).exec(hashText(upgc, row))?.[1] ?? ''

  it.each([
    [{ has_prop_line: false }, 'NaN'],
    [{ has_prop_line: true }, 'null'],
    [{ has_prop_line: null }, 'null'],
    [{}, 'null'],
    [{ has_prop_line: false, current_points_line: 24.5 }, '24.5'],
  ])('write the absent line of %j as %s', async (row, text) => {
    expect(field(row, 'current_points_line')).toBe(text)
    const table = await DuckdbTable.create(upgc, [row])
    expect(await table.values(hashTextExpression(upgc, duckdb))).toEqual([hashText(upgc, row)])
    table.close()
  })

  it.each([
    ['l7d_completeness_pct', { l7d_completeness_pct: 0, l7d_is_complete: true }, '0'],
    ['l7d_completeness_pct', { l7d_completeness_pct: 0, l7d_is_complete: false }, '0.0'],
    ['l7d_completeness_pct', { l7d_completeness_pct: 0 }, '0.0'],
    ['l7d_completeness_pct', { l7d_completeness_pct: 100, l7d_is_complete: true }, '100.0'],
    ['completeness_percentage', { completeness_percentage: 0, l30d_is_complete: true }, '0'],
  ])('write %s of %j as %s', async (name, row, text) => {
    expect(field(row, name)).toBe(text)
    const table = await DuckdbTable.create(upgc, [row])
    expect(await table.values(hashTextExpression(upgc, duckdb))).toEqual([hashText(upgc, row)])
    table.close()
  })
})

/** The released text of every recipe, by which a changed field, type, rule or order is told: a new way is a new recipe. */
const RELEASED: Readonly<Record<string, readonly [fields: number, digest: string]>> = {
  player_game_summary: [48, '2b9c36438f0ddfc8'],
  team_offense_game_summary: [34, '1b94dcd2d11a3ea9'],
  team_defense_game_summary: [40, 'ec1b9c92744ba393'],
  upcoming_player_game_context: [88, '9eff458d94af6b14'],
  upcoming_team_game_context: [27, '4a1afd7917b48c1d'],
}

describe('a released recipe', () => {
  it.each(models.map(model => [model.name, model] as const))('seed-1 of %s is what it was', (name, model) => {
    const seed = model.recipes.find(recipe => recipe.name === 'seed-1')!
    const digest = createHash('sha256').update(JSON.stringify(seed)).digest('hex').slice(0, 16)
    expect([seed.fields.length, digest]).toEqual(RELEASED[name])
  })
})
