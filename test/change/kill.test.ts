import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import type { Day } from '../../src/calendar.ts'
import { importFiles } from '../../src/import/import.ts'
import { openStore } from '../../src/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { standApart, standingOf } from './book.ts'
import type { Acknowledgement, WorkOrder } from './kill-worker.ts'
import { FILE_NAMES, LeagueFiles } from './league-files.ts'

/** Kills in all: as many as say so, 100 where everything is checked, fewer at a desk. */
const KILLS = Number(process.env['BACKCOURT_KILLS'] ?? (process.env['CI'] === undefined ? 16 : 100))
/** Side by side, each with a store of its own. */
const LANES = [0, 1] as const
/** So many kills, then import and backfill run through and everything is compared. */
const BETWEEN_CHECKS = 25

const WORKER = fileURLToPath(new URL('kill-worker.ts', import.meta.url))
const RANGE = { first: '2021-10-12' as Day, last: '2021-11-12' as Day }
const LEAGUE = LeagueFiles.simulated({ seasons: 1, seed: 3, teams: 4, games: 4, days: 9 })
/** The same keys with other values: every import changes what the one before it wrote. The first comes with all files. */
const VARIANTS = [0, 1, 2, 3].map(variant =>
  LEAGUE.altered('playerLog', line => (line['GAME_ID'] === LEAGUE.gameIds[variant] ? { ...line, PTS: '77', AST: '11' } : line)).altered(
    'teamLog',
    line => (line['GAME_ID'] === LEAGUE.gameIds[variant] ? { ...line, TOV: '31', PTS: String(90 + variant) } : line),
  ),
)

/** Acknowledgements of one variant: the start, the import, five tables, the end. */
const ROUND = 8

/** Starts a worker, kills it some time after so many of its acknowledgements, and returns what it had acknowledged. */
function killedWork(order: WorkOrder, after: number): Promise<Acknowledgement[]> {
  const milliseconds = Math.random() * (after === 0 ? 600 : 120)
  return new Promise((resolve, reject) => {
    const worker = spawn(process.execPath, ['--import', 'tsx', WORKER, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] })
    let [told, complained] = ['', '']
    let timer: NodeJS.Timeout | undefined
    worker.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (told.split('\n').length - 1 > after) timer ??= setTimeout(() => worker.kill('SIGKILL'), milliseconds)
    })
    worker.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()))
    worker.on('error', reject)
    worker.on('close', (_, signal) => {
      clearTimeout(timer)
      const lines = told.split('\n').slice(0, -1)
      if (signal === 'SIGKILL') resolve(lines.map(line => JSON.parse(line) as Acknowledgement))
      else reject(new Error(`the worker ended by itself: ${complained}`))
    })
  })
}

/** What the ledger lacks of what was acknowledged. */
async function lost(store: Store, acknowledged: readonly Acknowledgement[]): Promise<string[]> {
  const rows = await store.rows<{ run: number; table: string; units: number }>(
    `select run, 'nba_analytics.' || table_name as "table", cast(count(*) as bigint) as units from nba_processing.units group by all`,
  )
  const recorded = new Map(rows.map(row => [`${row.run} ${row.table}`, row.units]))
  return acknowledged.flatMap(told => {
    if (told.did !== 'chunk') return []
    const units = recorded.get(`${told.run} ${told.table}`) ?? 0
    return units < told.units ? [`run ${told.run}: ${told.units} units of ${told.table} acknowledged, ${units} in the ledger`] : []
  })
}

/** Units that were built twice from the same imports. */
async function redone(store: Store): Promise<string[]> {
  const rows = await store.rows<{ unit: string }>(`
    select u.table_name || ' ' || cast(u.game_date as varchar) || ' in runs ' || string_agg(u.run, ', ' order by u.run) as unit
    from nba_processing.units as u
    join nba_processing.runs as r on r.run = u.run
    join nba_processing.plans as p on p.plan = r.plan
    group by u.table_name, u.game_date, cast(p.document ->> '$.import_number' as bigint)
    having count(*) > 1
    order by unit limit 10`)
  return rows.map(row => row.unit)
}

async function imported(store: Store, paths: readonly string[]): Promise<void> {
  const now = new Date().toISOString()
  await importFiles(store, { paths, replace: false, force: true, now })
  await backfill(store, { range: RANGE, tables: [], now, elapsed: () => 0 }, () => undefined)
}

interface Survivor {
  readonly file: string
  readonly variants: readonly (readonly string[])[]
  readonly acknowledged: Acknowledgement[]
}

/** Runs import and backfill through and compares with a store that knows only the newest files. */
async function expectWhole({ file, variants, acknowledged }: Survivor): Promise<void> {
  const variant = acknowledged.length % variants.length
  const store = await openStore(file, { threads: 1 })
  const scratch = await openStore(':memory:', { threads: 1 })
  try {
    expect(await lost(store, acknowledged)).toEqual([])
    await imported(store, variants[variant] ?? [])
    await imported(scratch, [...(variants[0] ?? []), ...(variants[variant] ?? [])])
    expect(standApart(await standingOf(store), await standingOf(scratch))).toEqual([])
    expect(await redone(store)).toEqual([])
  } finally {
    await store.close()
    await scratch.close()
  }
}

describe('a store whose writer is killed at any moment', () => {
  it.concurrent.for(LANES)(`goes on where it stood, ${Math.ceil(KILLS / LANES.length)} times over (lane %i)`, { timeout: 600_000 }, async lane => {
    const folder = mkdtempSync(path.join(os.tmpdir(), `backcourt-kill-${lane}-`))
    const variants = VARIANTS.map((league, index) =>
      league.write(path.join(folder, String(index)), index === 0 ? FILE_NAMES : ['playerLog', 'teamLog']),
    )
    const survivor: Survivor = { file: path.join(folder, 'store.duckdb'), variants, acknowledged: [] }
    let from = 0
    for (let kill = 1; kill <= Math.ceil(KILLS / LANES.length); kill += 1) {
      const order = { store: survivor.file, variants, from, ...RANGE }
      // Each turn of eight kills comes after each of the acknowledgements once.
      const told = await killedWork(order, (3 * kill + lane) % ROUND)
      survivor.acknowledged.push(...told)
      for (const one of told) {
        if (one.did === 'import') from = one.variant
        if (one.did === 'backfill') from = (from + 1) % variants.length
      }
      if (kill % BETWEEN_CHECKS === 0) await expectWhole(survivor)
    }
    await expectWhole(survivor)
    expect(survivor.acknowledged.map(({ did }) => did)).toContain('chunk')
    rmSync(folder, { recursive: true, force: true })
  })
})
