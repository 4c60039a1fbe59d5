import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { ownerTables } from '../hash/owner-tables.ts'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

/** A world with the tables of an owner in `owner.duckdb`, and the team contexts in `teams.parquet`. */
async function ownersWorld(hashed: boolean): Promise<FakeWorld> {
  const world = fakeWorld()
  const store = await openDuckdb(path.join(world.cwd, 'owner.duckdb'))
  await ownerTables(store, { hashed })
  await store.run(`copy nba_analytics.upcoming_team_game_context to '${path.join(world.cwd, 'teams.parquet')}' (format parquet)`)
  await store.close()
  return world
}

describe('backcourt hash', () => {
  it('verifies a DuckDB file, and fails when a value was changed', async () => {
    const world = await ownersWorld(true)
    const first = await world.json('hash', 'verify', '--file', 'owner.duckdb')
    expect(first.code).toBe(0)
    const { tables } = DOCUMENTS.hashVerify.parse(first.document)
    expect(tables.map(({ equal, rows, recipe }) => [equal === rows, recipe])).toEqual(tables.map(() => [true, 'seed-1']))
    expect(tables).toHaveLength(5)
    const store = await openDuckdb(path.join(world.cwd, 'owner.duckdb'))
    await store.run(`update nba_analytics.team_defense_game_summary set steals = 11`)
    await store.close()
    const { code, out } = await world.run('hash', 'verify', 'tdgs', '--file', 'owner.duckdb')
    expect(code).toBe(1)
    expect(out).toMatch(/different 2025-01-15\/NYK {3}stored 3ce38d8093fba4c5, its values give [0-9a-f]{16}/)
  })

  it.each(['owner.duckdb', 'teams.parquet'])('stamps %s once, says which columns it adds, and verifies it', async file => {
    const world = await ownersWorld(false)
    const dry = await world.json('hash', 'stamp', '--file', file, '--table', 'utgc', '--dry-run')
    expect(DOCUMENTS.hashStamp.parse(dry.document).tables).toMatchObject([{ recipe: 'seed-1', stamped: 3, already: 0 }])
    const { err } = await world.run('hash', 'stamp', '--file', file, '--table', 'utgc')
    expect(err).toContain('had no column data_hash: it was added')
    expect(err).toContain('had no column data_hash_recipe: it was added')
    const again = await world.json('hash', 'stamp', '--file', file, '--table', 'utgc')
    expect(DOCUMENTS.hashStamp.parse(again.document)).toMatchObject({ tables: [{ stamped: 0, already: 3 }], warnings: [] })
    const { code, document } = await world.json('hash', 'verify', '--file', file, '--table', 'utgc')
    expect(code).toBe(0)
    expect(DOCUMENTS.hashVerify.parse(document).tables).toMatchObject([{ rows: 3, equal: 3, different: 0, absent: 0 }])
    expect(readdirSync(world.cwd).filter(name => name.startsWith('.backcourt-'))).toEqual([])
  })

  it('explains a row to its bytes', async () => {
    const world = await ownersWorld(true)
    const { document } = await world.json('hash', 'explain', 'tdgs', '2025-01-15/NYK', '--file', 'owner.duckdb')
    const explained = DOCUMENTS.hashExplain.parse(document)
    expect(explained).toMatchObject({ recipe: 'seed-1', hash: '3ce38d8093fba4c5', stored: '3ce38d8093fba4c5' })
    const { out } = await world.run('hash', 'explain', 'tdgs', '2025-01-15/NYK', '--file', 'owner.duckdb')
    expect(out.split('\n')[0]).toBe('team_defense_game_summary 2025-01-15/NYK   hash 3ce38d8093fba4c5 (seed-1), as stored')
    expect(out).toContain(explained.text)
  })

  it('works on the tables of the store', async () => {
    const world = fakeWorld()
    await world.run('simulate', '--out', 'feeds', '--days', '2')
    await world.run('import', 'feeds')
    await world.run('backfill')
    const { code, document } = await world.json('hash', 'verify')
    const { tables } = DOCUMENTS.hashVerify.parse(document)
    expect([code, tables.length, tables.every(({ rows, equal }) => rows > 0 && rows === equal)]).toEqual([0, 5, true])
    expect(DOCUMENTS.hashStamp.parse((await world.json('hash', 'stamp', '--table', 'pgs')).document).tables).toMatchObject([{ stamped: 0 }])
  })

  it('tells what it cannot work on', async () => {
    const world = await ownersWorld(true)
    writeFileSync(path.join(world.cwd, 'notes.txt'), 'Curry 40')
    expect((await world.run('hash', 'verify', '--file', 'notes.txt')).err).toContain('expected a DuckDB or Parquet file, found neither of the two')
    writeFileSync(path.join(world.cwd, 'torn.parquet'), 'PAR1 and no more')
    expect((await world.run('hash', 'verify', '--file', 'torn.parquet')).err).toContain('torn.parquet cannot be read: ')
    expect((await world.run('hash', 'verify', '--file', 'none.parquet')).err).toContain('found no such file')
    expect((await world.run('hash', 'verify', '--file', 'teams.parquet', '--table', 'pgs')).err).toContain('has no such table')
    expect((await world.run('hash', 'verfy')).err).toContain('did you mean verify?')
    expect((await world.run('hash', 'explain', 'pgs')).err).toContain('expected a table and a key')
    expect((await world.run('hash', 'verify', '--recipe', 'content-9', '--file', 'owner.duckdb')).err).toContain('has no recipe "content-9"')
    expect(existsSync(path.join(world.cwd, 'none.parquet'))).toBe(false)
  })
})
