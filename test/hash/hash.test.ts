import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainHash } from '../../src/hash/explain.ts'
import { hashedTable, tablesLike, type HashedTable } from '../../src/hash/hashed-table.ts'
import { stampHashes } from '../../src/hash/stamp.ts'
import { verifyHashes } from '../../src/hash/verify.ts'
import { models } from '../../src/nba/models/index.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import type { Store } from '../../src/store/store.ts'
import type { Model } from '../../src/table/model.ts'
import type { Recipe } from '../../src/table/recipe.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { smallLeague } from '../season/small-league.ts'
import type { SmallSeason } from '../season/small-season.ts'
import { seedVectors } from '../table/seed-vectors.ts'
import { examplesOf, exampleText, ownerTables } from './owner-tables.ts'

const seedOf = (model: Model): Recipe => model.recipes.find(({ name }) => name === 'seed-1')!
const modelOf = (initials: string): Model => models.find(model => model.initials === initials)!

function inStore(store: Store, model: Model): Promise<HashedTable> {
  return hashedTable(store, { model, relation: qualifiedName(model), label: qualifiedName(model) })
}

describe('verifyHashes(store, { table, fallback })', () => {
  let season: SmallSeason
  beforeAll(async () => {
    season = await smallLeague()
    await season.build()
  })
  afterAll(() => season.close())

  it.each(models.map(model => [model.name, model] as const))('finds every hash of %s in its stored row', async (name, model) => {
    const [verified, ...others] = await verifyHashes(season.store, { table: await inStore(season.store, model), fallback: model.recipes[0] })
    const [{ rows } = { rows: 0 }] = await season.store.rows<{ rows: number }>(`select count(*) as rows from nba_analytics.${name}`)
    expect(rows).toBeGreaterThan(100)
    expect(verified).toEqual({
      ...{ table: `nba_analytics.${name}`, recipe: 'content-1', rows, equal: rows, different: 0, absent: 0, matched_by_rule: [], examples: [] },
    })
    expect(others).toEqual([])
  })

  it('names a row whose value was changed, and counts one whose hash is gone', async () => {
    const model = modelOf('togs')
    const store = await openDuckdb(':memory:')
    const rows = await season.store.rows(`select * from ${qualifiedName(model)} where game_date <= date '2021-10-26' order by game_date, team_abbr`)
    await store.run(`create schema nba_analytics; create table ${qualifiedName(model)} as ${valuesOf(rows, model)}`)
    await store.run(`update ${qualifiedName(model)} set points_scored = points_scored + 1 where game_date = date '2021-10-25' and team_abbr = 'MIL'`)
    await store.run(`update ${qualifiedName(model)} set data_hash = null where game_date = date '2021-10-25' and team_abbr = 'BKN'`)
    const [verified] = await verifyHashes(store, { table: await inStore(store, model), fallback: model.recipes[0] })
    await store.close()
    expect(verified).toMatchObject({ rows: rows.length, equal: rows.length - 2, different: 1, absent: 1 })
    expect(verified?.examples.map(({ key }) => key)).toEqual(['2021-10-25/MIL'])
    expect(verified?.examples[0]?.recomputed).not.toBe(verified?.examples[0]?.stored)
  })
})

/** Rows as a query, typed by the declaration of the model. */
function valuesOf(rows: readonly object[], model: Model): string {
  const columns = Object.keys(model.columns).filter(name => !['quality_issues', 'data_sources', 'created_at', 'processed_at'].includes(name))
  const types = { string: 'varchar', int: 'bigint', float: 'double', bool: 'boolean', date: 'date', timestamp: 'timestamp', strings: 'varchar[]' }
  const lines = rows.map(row => {
    const values = columns.map(name => {
      const value = (row as Record<string, string | number | boolean | null>)[name] ?? null
      return value === null ? 'null' : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
    })
    return `(${values.join(', ')})`
  })
  const typed = columns.map(name => `cast(${name} as ${types[model.columns[name]!.type]}) as ${name}`)
  return `select ${typed.join(', ')} from (values ${lines.join(', ')}) as v(${columns.join(', ')})`
}

describe('the tables of an owner', () => {
  let store: Store
  let tables: HashedTable[]
  beforeAll(async () => {
    store = await openDuckdb(':memory:')
    await ownerTables(store, { hashed: true })
    tables = await tablesLike(store, models)
  })
  afterAll(() => store.close())

  it('are found by name, or by their columns', async () => {
    expect(tables.map(({ model, label }) => [model.name, label])).toEqual(
      models
        .map(({ name }) => name)
        .toSorted()
        .map(name => [name, `nba_analytics.${name}`]),
    )
    await store.run('create schema other; create table other.stats as from nba_analytics.player_game_summary; create table other.notes (a int)')
    const found = await tablesLike(store, models)
    await store.run('drop schema other cascade')
    expect(found.map(({ model, label }) => [model.initials, label])).toContainEqual(['pgs', 'other.stats'])
    expect(found).toHaveLength(6)
  })

  it.each(models.map(model => [model.name, model] as const))('keep the hashes of %s that they were written with', async (_, model) => {
    const [verified] = await verifyHashes(store, { table: tables.find(table => table.model === model)!, fallback: seedOf(model) })
    const rows = examplesOf(model)
    expect(verified).toMatchObject({ recipe: 'seed-1', rows, equal: rows, different: 0, absent: 0 })
    const byRule = { pgs: [{ rule: 'whole_minutes', rows: 2 }], upgc: [{ rule: 'absent_line_is_nan', rows: 1 }] }
    expect(verified?.matched_by_rule).toEqual(byRule[model.initials as 'pgs'] ?? [])
  })

  it('count rows without a hash, and differ where nobody knows the recipe', async () => {
    const model = modelOf('tdgs')
    await store.run(`create or replace temp table bare as select * exclude (data_hash) from nba_analytics.team_defense_game_summary;
      create or replace temp table marked as select *, 'mine-1' as data_hash_recipe from nba_analytics.team_defense_game_summary`)
    const of = async (relation: string): Promise<unknown> => {
      const table = await hashedTable(store, { model, relation, label: relation })
      return verifyHashes(store, { table, fallback: seedOf(model) })
    }
    const rows = examplesOf(model)
    expect(await of('temp.bare')).toMatchObject([{ recipe: 'seed-1', rows, equal: 0, different: 0, absent: rows }])
    expect(await of('temp.marked')).toMatchObject([{ recipe: 'mine-1', rows, equal: 0, different: rows, absent: 0, examples: [] }])
    await expect(hashedTable(store, { model: modelOf('pgs'), relation: 'temp.bare', label: 'bare' })).rejects.toThrow('bare lacks player_lookup')
  })

  it('tell the bytes of a row by the rule that gives its hash', async () => {
    const table = tables.find(({ model }) => model.initials === 'upgc')!
    const key = '2024-01-15/lebronjames'
    await store.run(`create or replace temp table absent as from ${table.relation} where not has_prop_line`)
    const request = { table: { ...table, relation: 'temp.absent' }, key, recipe: undefined, fallback: seedOf(table.model) }
    const explained = await explainHash(store, request)
    expect(explained).toMatchObject({ key, recipe: 'seed-1', rule: null, hash: '625ddbd17e46b0be', stored: '625ddbd17e46b0be' })
    expect(explained.text).toBe(exampleText('625ddbd17e46b0be'))
    expect(explained.fields).toHaveLength(88)
    expect(explained.fields).toContainEqual({ name: 'current_points_line', type: 'float', value: null, text: 'NaN' })
    expect(explained.fields).toContainEqual({ name: 'l7d_completeness_pct', type: 'float', value: 133.3, text: '133.3' })
    expect(`{${explained.fields.map(({ name, text }) => `"${name}": ${text}`).join(', ')}}`).toBe(explained.text)
    const other = await explainHash(store, {
      ...request,
      table: tables.find(({ model }) => model.initials === 'pgs')!,
      key: '2024-11-23/jarenjacksonjr',
    })
    expect(other).toMatchObject({ rule: 'whole_minutes', hash: '48856dee51b7e5fb', text: exampleText('48856dee51b7e5fb') })
    await expect(explainHash(store, { ...request, key: '2024-01-15/nobody' })).rejects.toThrow('has no row 2024-01-15/nobody')
  })
})

describe('stampHashes(store, { table, recipe })', () => {
  async function unhashed(): Promise<Store> {
    const store = await openDuckdb(':memory:')
    await ownerTables(store, { hashed: false })
    return store
  }

  it('gives each row the hash that it was written with, and marks the recipe', async () => {
    const store = await unhashed()
    for (const table of await tablesLike(store, models)) {
      const request = { table, recipe: seedOf(table.model), ...(table.model.initials === 'pgs' ? { rule: 'whole_minutes' } : {}) }
      const rows = examplesOf(table.model)
      expect(await stampHashes(store, { ...request, dryRun: true })).toMatchObject({
        stamped: rows,
        already: 0,
        added: ['data_hash', 'data_hash_recipe'],
      })
      expect(await stampHashes(store, request)).toMatchObject({ stamped: rows, already: 0, added: ['data_hash', 'data_hash_recipe'] })
      const stamped = await store.rows<{ data_hash: string; data_hash_recipe: string }>(
        `select data_hash, data_hash_recipe from ${table.relation} order by 1`,
      )
      expect(stamped.map(row => row.data_hash)).toEqual(
        seedVectors
          .filter(({ model }) => model === table.model)
          .map(({ hash }) => hash)
          .toSorted(),
      )
      expect(new Set(stamped.map(row => row.data_hash_recipe))).toEqual(new Set(['seed-1']))
    }
    const again = await Promise.all((await tablesLike(store, models)).map(table => stampHashes(store, { table, recipe: seedOf(table.model) })))
    await store.close()
    expect(again.map(({ stamped, added }) => [stamped, added])).toEqual(models.map(() => [0, []]))
  })

  it('writes whole minutes as they are kept, unless told otherwise', async () => {
    const store = await unhashed()
    const table = (await tablesLike(store, models)).find(({ model }) => model.initials === 'pgs')
    await store.run(`alter table ${table!.relation} alter minutes_played type integer`)
    const whole = (await tablesLike(store, models)).find(({ model }) => model.initials === 'pgs')
    await stampHashes(store, { table: whole!, recipe: seedOf(whole!.model) })
    const rows = await store.rows<{ data_hash: string }>(`select data_hash from ${whole!.relation} where minutes_played in (31)`)
    expect(rows).toEqual([{ data_hash: '48856dee51b7e5fb' }])
    await expect(stampHashes(await unhashed(), { table: table!, recipe: seedOf(table!.model), rule: 'none' })).rejects.toThrow(
      'recipe seed-1 of player_game_summary has no rule "none"',
    )
    await store.close()
  })

  it('goes on where it was stopped, and leaves hashes that are there', async () => {
    const store = await unhashed()
    const table = (await tablesLike(store, models)).find(({ model }) => model.initials === 'pgs')
    const stopped = new Error('stopped')
    const listen = (): void => {
      throw stopped
    }
    await expect(stampHashes(store, { table: table!, recipe: seedOf(table!.model), batchRows: 1, listen })).rejects.toBe(stopped)
    const now = (await tablesLike(store, models)).find(({ model }) => model.initials === 'pgs')
    const kept = await store.rows(`select * from ${table!.relation} where data_hash is not null`)
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(examplesOf(table!.model))
    const rest = await stampHashes(store, { table: now!, recipe: seedOf(table!.model) })
    expect(rest).toMatchObject({ stamped: examplesOf(table!.model) - kept.length, already: kept.length, added: [] })
    const [verified] = await verifyHashes(store, { table: now!, fallback: seedOf(table!.model) })
    await store.close()
    expect(verified).toMatchObject({ equal: examplesOf(table!.model), different: 0, absent: 0 })
  })

  it('takes numbers as other programs keep them', async () => {
    const store = await unhashed()
    const table = (await tablesLike(store, models)).find(({ model }) => model.initials === 'togs')
    const asDoubles = seedOf(table!.model)
      .fields.filter(({ type }) => type === 'int')
      .map(({ name }) => `cast(${name} as double) as ${name}`)
    await store.run(
      `create table pandas as select * replace (${asDoubles.join(', ')}, cast(game_date as timestamp) as game_date) from ${table!.relation}`,
    )
    const pandas = (await tablesLike(store, models)).find(({ label }) => label === 'pandas')
    await stampHashes(store, { table: pandas!, recipe: seedOf(table!.model) })
    const rows = await store.rows<{ data_hash: string }>('select data_hash from pandas order by 1')
    await store.close()
    expect(rows.map(row => row.data_hash)).toEqual(
      seedVectors
        .filter(({ model }) => model.initials === 'togs')
        .map(({ hash }) => hash)
        .toSorted(),
    )
  })
})
