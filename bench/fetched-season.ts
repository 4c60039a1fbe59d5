import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { daysOf, type Day } from '../src/calendar.ts'
import { main } from '../src/cli/main.ts'
import { processWorld } from '../src/cli/process-world.ts'
import type { World } from '../src/cli/world.ts'
import { models } from '../src/nba/models/index.ts'
import { openStore } from '../src/open-store.ts'
import { simulateSeason } from '../src/simulate/index.ts'
import { qualifiedName } from '../src/table/source.ts'
import { leagueServer } from '../test/fetch/league-server.ts'

/**
 * A season that is fetched evening by evening from a content network on this machine, with `--apply`, statistics being corrected two days later; what each evening takes.
 * At the end the tables are compared with those of a store that is built from the same files at once. Stopped, it goes on with the next evening.
 */

const FOLDER = path.resolve(process.argv[2] ?? 'fetched-season')
const TEAMS = Number(process.env['BENCH_TEAMS'] ?? 30)
const GAMES = Number(process.env['BENCH_GAMES'] ?? 82)
const MINUTES = Number(process.env['BENCH_MINUTES'] ?? 600)
/** So many days are fetched at once before the first evening: what an evening late in a season costs. */
const AT_ONCE = Number(process.env['BENCH_AT_ONCE'] ?? 0)
const LOG = path.join(FOLDER, 'evenings.jsonl')

interface EveningLog {
  readonly day: Day
  readonly code: number
  readonly seconds: number
  /** Of all processors, the network's included, which is served by the same process. */
  readonly processors: number
  readonly requests: number
  readonly games: number
  readonly rows: number
}

const real = processWorld()
mkdirSync(FOLDER, { recursive: true })
const season = simulateSeason({ seasons: 1, seed: 1, teams: TEAMS, games: GAMES, firstSeason: 2024 })
const [first, last] = [season.games[0]?.day as Day, season.games.at(-1)?.day as Day]
const done = existsSync(LOG) ? readFileSync(LOG, 'utf8').trim().split('\n').length : 0
const began = performance.now()
const server = await leagueServer(season, first)

const days = daysOf({ first, last })
const before = days.slice(0, AT_ONCE).at(-1)
if (before !== undefined && done === 0) {
  server.become(before)
  await run(before, 'fetch', '--start-date', first, '--end-date', before, '--apply', '--out', path.join(FOLDER, 'files'))
  console.log(`${AT_ONCE} days to ${before} at once: ${hundredths((performance.now() - began) / 1000)} s`)
}
for (const day of days.slice(AT_ONCE + done)) {
  if (performance.now() - began > MINUTES * 60_000) process.exit(0)
  server.become(day)
  server.take()
  const [start, used] = [performance.now(), process.cpuUsage()]
  const { code, document } = await run(day, 'fetch', '--apply', '--out', path.join(FOLDER, 'files'))
  const seconds = hundredths((performance.now() - start) / 1000)
  const { user, system } = process.cpuUsage(used)
  const processors = hundredths((user + system) / 1e6)
  const { requests, backfill } = document as { requests: number; backfill: { tables: { rows_written: number }[] } | null }
  const rows = (backfill?.tables ?? []).reduce((sum, table) => sum + table.rows_written, 0)
  const log: EveningLog = { day, code, seconds, processors, requests, games: season.games.filter(game => game.day === day).length, rows }
  appendFileSync(LOG, `${JSON.stringify(log)}\n`)
  console.log(JSON.stringify(log))
}
tellEvenings(
  readFileSync(LOG, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as EveningLog),
)
await run(last, 'import', path.join(FOLDER, 'files'), '--store', path.join(FOLDER, 'scratch.duckdb'))
await run(last, 'backfill', '--start-date', first, '--end-date', last, '--store', path.join(FOLDER, 'scratch.duckdb'))
const [evenings, scratch] = [await digests('season.duckdb'), await digests('scratch.duckdb')]
for (const [table, digest] of evenings) console.log(table, digest, digest === scratch.get(table) ? 'equal' : `differs: ${scratch.get(table)}`)
const { document } = await run(last, 'corrections')
console.log(`${(document as { corrections: unknown[] }).corrections.length} corrections; most connections at once: ${server.mostConnections}`)
await server.close()

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}

/** What evenings took: half of them at most, all but one in twenty, the first and the last ten with games. */
function tellEvenings(evenings: readonly EveningLog[]): void {
  for (const kind of ['seconds', 'processors'] as const) {
    const took = evenings.map(evening => evening[kind]).toSorted((a, b) => a - b)
    const at = (share: number): number => took[Math.floor(share * (took.length - 1))] ?? 0
    const withGames = evenings.filter(({ games }) => games > 0)
    const mean = (some: readonly EveningLog[]): number => hundredths(some.reduce((sum, evening) => sum + evening[kind], 0) / some.length)
    console.log(
      `${kind} of ${took.length} evenings: median ${at(0.5)}, 95th of 100 ${at(0.95)}, first ten with games ${mean(withGames.slice(0, 10))}, last ten ${mean(withGames.slice(-10))}`,
    )
  }
}

/** Runs a command at nine in the morning (UTC) after a day. */
async function run(day: Day, ...argv: string[]): Promise<{ code: number; document: object }> {
  let out = ''
  const start = performance.now()
  const morning = Date.parse(`${day}T09:00:00Z`) + 86_400_000
  const now = (): Date => new Date(morning + performance.now() - start)
  const world: World = {
    ...real,
    ...{
      stdout: { isTerminal: false, columns: 100, write: text => void (out += text) },
      stderr: { isTerminal: false, columns: 100, write: () => undefined },
    },
    ...{ cwd: FOLDER, now, network: { ...real.network, now, wait: () => Promise.resolve() } },
    env: {
      BACKCOURT_STORE: path.join(FOLDER, 'season.duckdb'),
      BACKCOURT_NBA_BASE: server.base,
      BACKCOURT_FETCH_TERMS: 'accepted',
      BACKCOURT_FETCH_WAIT: '0',
    },
  }
  const code = await main([...argv, '--json'], world)
  if (code !== 0) console.error(out.slice(0, 2000))
  return { code, document: JSON.parse(out) as object }
}

/** Of each analytics table all rows but for the clocks. */
async function digests(name: string): Promise<Map<string, string>> {
  const store = await openStore(path.join(FOLDER, name), { readOnly: true })
  const found = new Map<string, string>()
  for (const model of models) {
    const rows = await store.rows<{ row: string }>(
      `select cast(t as varchar) as row from (select * exclude (created_at, processed_at) from ${qualifiedName(model)}) as t order by 1`,
    )
    found.set(
      `${model.name} (${rows.length} rows)`,
      createHash('sha256')
        .update(rows.map(({ row }) => row).join('\n'))
        .digest('hex')
        .slice(0, 16),
    )
  }
  await store.close()
  return found
}
