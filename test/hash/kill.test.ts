import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { playerGameSummary as model } from '../../src/nba/models/player-game-summary.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { ownerTables } from './owner-tables.ts'
import type { StampOrder } from './stamp-worker.ts'

const WORKER = fileURLToPath(new URL('stamp-worker.ts', import.meta.url))
const DAYS = 200
const DAY_ROWS = 50

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-stamp-'))
  await ownersFile('killed.duckdb')
  await ownersFile('whole.duckdb')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file with player rows on many days that lack their hashes. */
async function ownersFile(name: string): Promise<void> {
  const store = await openDuckdb(path.join(folder, name))
  await ownerTables(store, { hashed: false })
  const numbers = `range(${DAYS}) as days(day), range(${DAY_ROWS}) as players(player)`
  const differing = `date '2015-01-01' + cast(day as integer) as game_date, 'player' || player as player_lookup, day % 40 as points`
  await store.run(`create table ${model.name} as
    select * replace (${differing}) from (select * from nba_analytics.${model.name} limit 1) as one, ${numbers}`)
  await store.run(`alter table ${model.name} drop column day; alter table ${model.name} drop column player; drop schema nba_analytics cascade`)
  await store.close()
}

/** Stamps a file in another process, and kills that after a batch; returns how it ended. */
function stamped(name: string, killed: boolean): Promise<NodeJS.Signals | number | null> {
  const order: StampOrder = { file: path.join(folder, name), batchRows: 2 * DAY_ROWS }
  return new Promise((resolve, reject) => {
    const worker = spawn(process.execPath, ['--import', 'tsx', WORKER, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] })
    worker.stdout.on('data', () => killed && worker.kill('SIGKILL'))
    worker.on('error', reject)
    worker.on('close', (code, signal) => resolve(signal ?? code))
  })
}

async function hashesIn(name: string): Promise<{ rows: number; hashed: number; digest: string }> {
  const store = await openDuckdb(path.join(folder, name))
  const [found] = await store.rows<{ rows: number; hashed: number; digest: string }>(`
    select count(*) as rows, count(data_hash) as hashed,
      md5(string_agg(game_date || player_lookup || data_hash || data_hash_recipe, ' ' order by game_date, player_lookup)) as digest
    from ${model.name}`)
  await store.close()
  return found!
}

it('a stamp that is killed goes on with what lacks a hash, and ends as one that was not', async () => {
  const rows = DAYS * DAY_ROWS
  expect(await stamped('killed.duckdb', true)).toBe('SIGKILL')
  const { hashed } = await hashesIn('killed.duckdb')
  expect(hashed).toBeGreaterThan(0)
  expect(hashed).toBeLessThan(rows)
  expect(await stamped('killed.duckdb', false)).toBe(0)
  expect(await stamped('whole.duckdb', false)).toBe(0)
  const whole = await hashesIn('whole.duckdb')
  expect(whole).toMatchObject({ rows, hashed: rows })
  expect(await hashesIn('killed.duckdb')).toEqual(whole)
}, 300_000)
