import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { openStore } from '../../src/open-store.ts'
import { simulateSeason } from '../../src/simulate/index.ts'
import { standApart, standingOf, type Standing } from '../change/book.ts'
import { leagueServer, type LeagueServer } from './league-server.ts'

/** Kills in all, spread over all that a fetch does. */
const KILLS = Number(process.env['BACKCOURT_FETCH_KILLS'] ?? 2)

const PROGRAM = fileURLToPath(new URL('../../src/cli/bin.ts', import.meta.url))
const season = simulateSeason({ seasons: 1, seed: 3, teams: 4, games: 4, firstSeason: 2021 })
const days = [...new Set(season.games.map(({ day }) => day))]
const [night] = days.filter(day => season.games.filter(game => game.day === day).length === 2) as [Day]

let server: LeagueServer
let folder = ''

/** Runs `fetch --apply` of the night in a process of its own, and kills it so many milliseconds after so many requests; returns its exit code, null when it was killed. */
function fetched(
  store: string,
  kill?: { readonly requests: number; readonly after: number },
): Promise<{ readonly code: number | null; readonly said: string }> {
  const argv = ['--import', 'tsx', PROGRAM, 'fetch', '--date', night, '--apply', '--quiet', '--store', store]
  const env = {
    ...process.env,
    BACKCOURT_NBA_BASE: server.base,
    BACKCOURT_FETCH_TERMS: 'accepted',
    BACKCOURT_FETCH_WAIT: '0',
    BACKCOURT_THREADS: '1',
  }
  server.take()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let timer: NodeJS.Timeout | undefined
    child.stdout.on('data', chunk => (said += String(chunk)))
    child.stderr.on('data', chunk => (said += String(chunk)))
    const stopListening = server.listen(count => {
      if (kill !== undefined && count >= kill.requests) timer ??= setTimeout(() => child.kill('SIGKILL'), kill.after)
    })
    child.on('error', reject)
    child.on('close', code => {
      clearTimeout(timer)
      stopListening()
      resolve({ code, said })
    })
  })
}

const storeIn = (name: string): string => path.join(folder, name, 'season.duckdb')

/** The names of what was kept, without their instants; each is all of what was served. */
function keptIn(name: string): string[] {
  const top = path.join(folder, name, 'season-fetched')
  const files = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter(
    file => /\.(?:gz|pdf)$/.test(file) && !path.basename(file).startsWith('.'),
  )
  for (const file of files.filter(one => one.endsWith('.gz'))) {
    const text = gunzipSync(readFileSync(path.join(top, file))).toString()
    if (!server.serves(text)) throw new Error(`expected all of an answer in ${file}, found ${text.length} characters`)
  }
  return files.map(file => file.replace(/_\d+T\d+Z/, '')).toSorted()
}

async function standing(name: string): Promise<Standing> {
  const store = await openStore(storeIn(name), { readOnly: true })
  const found = await standingOf(store)
  await store.close()
  return found
}

describe(`a fetch that is killed (${KILLS} times; BACKCOURT_FETCH_KILLS for more)`, () => {
  let requests = 0
  let milliseconds = 0
  let whole: Standing
  let files: string[]
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-kill-'))
    server = await leagueServer(season, days.at(-1) as Day)
    let last = 0
    const stop = server.listen(() => (last = performance.now()))
    const { code, said } = await fetched(storeIn('undisturbed'))
    if (code !== 0) throw new Error(said)
    stop()
    milliseconds = performance.now() - last
    requests = server.take().length
    files = keptIn('undisturbed')
    whole = await standing('undisturbed')
  }, 240_000)
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it(
    'goes on where it was, and ends with the same files and tables',
    async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        const name = `killed-${kill}`
        const share = (kill + 0.5) / KILLS
        // The first half while it asks, the second while it imports and builds.
        const at = share < 0.5 ? { requests: Math.ceil(2 * share * requests), after: 0 } : { requests, after: (2 * share - 1) * milliseconds }
        await fetched(storeIn(name), at)
        expect(files).toEqual(expect.arrayContaining(keptIn(name)))
        const { code, said } = await fetched(storeIn(name))
        expect(`${code} ${said}`).toMatch(/^0 /)
        expect(keptIn(name)).toEqual(files)
        expect(standApart(await standing(name), whole)).toEqual([])
        expect(server.mostConnections).toBe(1)
        rmSync(path.join(folder, name), { recursive: true, force: true })
      }
    },
    60_000 + 60_000 * KILLS,
  )
})
