import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { simulateSeason, type Game } from '../../src/simulate/index.ts'
import { firstNight } from '../../src/simulate/network/first-night.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { DOCUMENTS } from '../cli/contract.ts'
import { evening, type Evening } from './evening.ts'
import {
  boxPath,
  busy,
  cut,
  failing,
  halfOf,
  leagueServer,
  missing,
  page,
  playsPath,
  refused,
  SCHEDULE,
  silent,
  type LeagueServer,
} from './league-server.ts'

const season = simulateSeason({ seasons: 1, seed: 3, teams: 30, games: 6, firstSeason: 2026 })
const days = [...new Set(season.games.map(({ day }) => day))]
const on = (day: Day): Game[] => season.games.filter(game => game.day === day)
/** The first night of eight games that the network told something wrong of. */
const night = days.find(day => on(day).length === 8 && on(day).some(isWrong)) as Day
const games = on(night)
  .toSorted((one, other) => one.tip - other.tip || one.id.localeCompare(other.id))
  .map(({ id }) => id)
const wrong = on(night).find(isWrong)?.id ?? ''
const reports = new Set(on(night).map(({ tip }) => Math.floor(tip / 15))).size

function isWrong(game: Game): boolean {
  return game.result !== undefined && firstNight(game, game.result) !== game.result
}

let folder = ''
let server: LeagueServer

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-fetch-'))
  server = await leagueServer(season, night)
})

afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The morning so many days after the night, ten hours after midnight in London. */
function morning(after: number, env: Record<string, string> = {}): Evening {
  return evening({ cwd: folder, at: new Date(Date.parse(`${night}T10:00:00Z`) + after * 86_400_000), base: server.base, env })
}

async function fetched(world: Evening, ...options: string[]) {
  const { code, document } = await world.json('fetch', ...options)
  if ('error' in document) throw new Error(JSON.stringify(document['error']))
  return { code, ...DOCUMENTS.fetch.parse(document), seen: server.take() }
}

const files = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => /\.(?:gz|pdf)$/.test(file))

describe('a night of eight games', () => {
  it('is brought with one request for the schedule, two for a game, and the reports before its tips', async () => {
    const world = morning(1)
    const { code, requests, files: brought, import: imported, circuits, failures, seen } = await fetched(world, '--date', night, '--no-import')
    expect({ code, circuits, failures, imported }).toEqual({ code: 0, circuits: [], failures: [], imported: null })
    expect(requests).toBe(1 + 2 * games.length + Math.min(6, reports))
    expect(brought.every(({ status, changed }) => status === 200 && changed)).toBe(true)
    const kept = brought.find(({ url }) => url.endsWith(boxPath(wrong)))?.path ?? ''
    expect(gunzipSync(readFileSync(kept)).toString()).toBe(server.read(boxPath(wrong)))
    expect(new Set(seen.map(({ headers }) => headers.referer))).toEqual(new Set(['https://www.nba.com/']))
    expect(seen.every(({ headers }) => /^Backcourt\/\d/.test(headers['user-agent'] ?? ''))).toBe(true)
    expect(server.mostConnections).toBe(1)
    expect(world.waited()).toBeGreaterThan(600 * (seen.length - 1))
  })

  it('is what a first fetch brings, and each game once more after 1, 2, 7 and 30 days', async () => {
    const first = await fetched(morning(1), '--no-import')
    expect(first.seen.map(({ path }) => path)).toEqual(expect.arrayContaining(games.map(boxPath)))
    const asked: number[] = []
    for (const day of [2, 3, 4, 7, 8, 9, 30, 31, 32]) {
      const { seen } = await fetched(morning(day), '--no-import')
      if (seen.some(({ path }) => path === boxPath(wrong))) asked.push(day)
      const times = games.map(game => seen.filter(({ path }) => path.includes(game)).length)
      expect(Math.max(...times)).toBeLessThanOrEqual(1)
    }
    expect(asked).toEqual([2, 3, 8, 31])
  })

  it('is imported without what was not to be had, gone on with, not sent twice, and corrected', async () => {
    const last = games.at(-1) ?? ''
    server.fail('.pdf', missing)
    server.fail(boxPath(last), page, 1)
    const first = await fetched(morning(1), '--date', night)
    expect(first).toMatchObject({ code: 1, import: { unreadable: [], quarantined: 0 } })
    expect(boxScoresOf(first.import)).toHaveLength(7)

    const second = await fetched(morning(1.1), '--date', night, '--apply')
    expect(second.code).toBe(0)
    expect(boxScoresOf(second.import)).toEqual([expect.stringContaining(last)])

    const before = files()
    const third = await fetched(morning(1.2), '--date', night)
    expect(third).toMatchObject({ code: 0, import: null })
    const answered = third.seen.filter(({ path }) => !path.endsWith('.pdf'))
    expect(answered).toHaveLength(1 + 2 * games.length)
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([304]))
    expect(third.files.every(({ changed, bytes }) => !changed && bytes === 0)).toBe(true)
    expect(files()).toEqual(before)

    server.become(days[days.indexOf(night) + 2] as Day)
    const fourth = await fetched(morning(3), '--date', night, '--apply')
    expect(fourth.code).toBe(0)
    expect(boxScoresOf(fourth.import)).toEqual([expect.stringContaining(wrong)])
    expect(fourth.backfill?.tables.find(({ table }) => table.endsWith('player_game_summary'))?.updated).toBeGreaterThan(0)
    await expectCorrections(fourth.import?.import ?? 0)
  }, 240_000)
})

function boxScoresOf(imported: Awaited<ReturnType<typeof fetched>>['import']): string[] {
  return (imported?.files ?? []).filter(({ format }) => format === 'NBA live box score').map(({ path }) => path)
}

async function expectCorrections(number: number): Promise<void> {
  const world = morning(3.1)
  const { corrections } = DOCUMENTS.corrections.parse((await world.json('corrections', '--since', night)).document)
  expect(corrections.map(({ table }) => table).toSorted()).toEqual(['nba_raw.nbac_player_boxscores', 'nba_raw.nbac_team_boxscore'])
  for (const correction of corrections) {
    expect(correction).toMatchObject({ date: night, import: number, file: expect.stringContaining(`boxscore_${wrong}`) as string })
    expect(correction.fields.every(({ before, after }) => Number(before) - Number(after) === 1)).toBe(true)
    const own = correction.table.includes('player') ? 'nba_analytics.player_game_summary' : 'nba_analytics.team_defense_game_summary'
    expect(correction.moved.map(({ table }) => table)).toContain(own)
  }
  expect((await world.run('corrections')).out).toMatch(/→ .*\n +moved \d+ of /)
  expect((await world.run('corrections', '--since', String(number))).out).toBe('no statistic was told differently by a later file\n')
  expect((await world.run('corrections', '--since', 'yesterday')).code).toBe(2)
}

describe('a game that is not over', () => {
  it('is kept as it stands, told, and asked for again by the next fetch', async () => {
    const [game = ''] = games
    server.serve(boxPath(game), server.read(boxPath(game)).replace('"gameStatus":3', '"gameStatus":2'))
    const first = await fetched(morning(1), '--no-import')
    expect(first).toMatchObject({ code: 0, running: [game] })
    expect(first.seen.map(({ path }) => path)).not.toContain(playsPath(game))
    server.serve(boxPath(game), undefined)
    const second = await fetched(morning(1.05), '--no-import')
    expect(second.running).toEqual([])
    expect(second.seen.map(({ path }) => path)).toEqual(expect.arrayContaining([boxPath(game), playsPath(game)]))
  })

  it('that was not played after all is told as not over, and is no failure', async () => {
    const [game = ''] = games
    server.serve(SCHEDULE, server.read(SCHEDULE).replace(new RegExp(`("gameId":"${game}".*?"gameStatus":)3`), '$11'))
    server.fail(boxPath(game), response => response.writeHead(404).end())
    const { code, running, failures } = await fetched(morning(1), '--no-import')
    expect({ code, running }).toEqual({ code: 0, running: [game] })
    expect(failures.filter(({ url }) => url.includes(game))).toEqual([])
  })

  it('is not asked for on the day that it was moved from', async () => {
    const [game = ''] = games
    const moved = server
      .read(SCHEDULE)
      .replace(
        new RegExp(`("gameId":"${game}".*?"gameStatus":)3(.*?"gameDateEst":").{10}(.*?"gameDateTimeUTC":").{10}`),
        '$11$22027-01-15$32027-01-15',
      )
    server.serve(SCHEDULE, moved)
    const { code, seen } = await fetched(morning(1), '--no-import')
    expect(code).toBe(0)
    expect(seen).not.toHaveLength(0)
    expect(seen.filter(({ path }) => path.includes(game))).toEqual([])
  })
})

describe('an answer that is none', () => {
  const last = games.at(-1) ?? ''
  const boxes = (): string[] => files().filter(file => file.includes('boxscore'))

  it.each([
    ['a failing server', failing, 3, 'the server failed (500)'],
    ['a cut connection', cut, 3, 'no whole answer'],
    ['half of a file', halfOf, 3, 'the JSON breaks off'],
    ['an HTML page', page, 1, '<!DOCTYPE html><title>Just a moment</title>'],
  ])('%s: is tried as often as it may help, told, and never kept', async (...[, fault, times, told]) => {
    server.fail(boxPath(last), fault)
    const { code, failures, seen, warnings } = await fetched(morning(1), '--date', night, '--no-import')
    expect(code).toBe(1)
    expect(failures).toMatchObject([{ url: `${server.base}/${boxPath(last)}`, error: expect.stringContaining(told) as string }])
    expect(warnings.some(warning => warning.includes(told))).toBe(true)
    expect(seen.filter(({ path }) => path === boxPath(last))).toHaveLength(times)
    expect(boxes()).toHaveLength(7)
    expect(server.mostConnections).toBe(1)
  })

  it('that comes whole at the second try is as good as any', async () => {
    server.fail(boxPath(last), cut, 1)
    const { code, seen } = await fetched(morning(1), '--date', night, '--no-import')
    expect(code).toBe(0)
    expect(seen.filter(({ path }) => path === boxPath(last))).toHaveLength(2)
    expect(boxes()).toHaveLength(8)
  })

  it('too many requests: waits as long as it is asked to', async () => {
    server.fail(boxPath(last), busy('45'), 1)
    const world = morning(1)
    expect((await fetched(world, '--date', night, '--no-import')).code).toBe(0)
    expect(world.waited()).toBeGreaterThan(45_000)
  })

  it('too many requests for long: leaves the host alone until then', async () => {
    server.fail(boxPath(last), busy('900'))
    const { code, circuits, seen } = await fetched(morning(1), '--date', night, '--no-import')
    expect(code).toBe(1)
    expect(circuits).toMatchObject([{ why: expect.stringContaining('900 s') as string }])
    expect(seen.filter(({ path }) => path === boxPath(last))).toHaveLength(1)
  })

  it.each([
    ['403', refused, 1],
    ['three time-outs', silent, 3],
  ])('%s: leaves the host alone for an hour, remembers it, and goes on after it', async (_, fault, times) => {
    server.fail(boxPath(games[2] ?? ''), fault, times)
    const env = { BACKCOURT_FETCH_TIMEOUT: '400' }
    const first = await fetched(morning(1, env), '--date', night, '--no-import')
    expect(first).toMatchObject({ code: 1, circuits: [{ host: new URL(server.base).host }] })
    expect(first.warnings.join('\n')).toMatch(/is left alone until .*: .*(?:403|timed out).*requests that were due wait/)
    expect(boxes()).toHaveLength(2)
    const soon = await fetched(morning(1.02, env), '--date', night, '--no-import')
    expect(soon).toMatchObject({ code: 1, requests: 0, seen: [] })
    const later = await fetched(morning(1.2, env), '--date', night, '--no-import')
    expect(later).toMatchObject({ code: 0, circuits: [] })
    expect(boxes()).toHaveLength(8)
  })
})

describe('what is asked', () => {
  it('are terms, once', async () => {
    const world = morning(1, { BACKCOURT_FETCH_TERMS: '' })
    const refusal = await world.run('fetch')
    expect(refusal).toMatchObject({ code: 2, err: expect.stringContaining('backcourt fetch --terms') as string })
    expect((await world.run('fetch', '--terms')).out).toContain('NBA Media Ventures')
    expect(server.take()).toEqual([])
    expect((await world.run('fetch', '--accept-terms', '--no-import')).code).toBe(0)
    expect((await world.run('fetch', '--no-import')).code).toBe(0)
  })

  it('is shown without asking anybody', async () => {
    const { due } = await fetched(morning(1), '--dry-run')
    expect(due).toMatchObject([{ url: `${server.base}/${SCHEDULE}` }])
    await fetched(morning(1), '--no-import')
    server.take()
    const again = await fetched(morning(2), '--dry-run')
    expect(again).toMatchObject({ requests: 0, seen: [] })
    expect(again.due?.filter(({ reason }) => reason.startsWith('1 day old'))).toHaveLength(8)
    expect((await morning(2).run('fetch', '--dry-run')).out).toContain('1 day old: statistics may have been corrected')
  })

  it('is NBA.com never more often than every 0.6 s', async () => {
    const world = morning(1, { BACKCOURT_NBA_BASE: '', BACKCOURT_FETCH_WAIT: '0' })
    expect(await world.run('fetch', '--nba-base', 'https://cdn.nba.com')).toMatchObject({ code: 2, err: expect.stringContaining('600 ms') as string })
  })
})

describe('a fetch that is stopped', () => {
  it('while the store is made finds one without tables, and goes on', async () => {
    const store = await openDuckdb(path.join(folder, 'backcourt.duckdb'))
    await store.close()
    expect((await fetched(morning(1), '--date', night, '--no-import')).code).toBe(0)
  })

  const few = days.find(day => on(day).length === 2) as Day

  it('at any request goes on where it was, and ends with the same files', async () => {
    server.become(few)
    await fetched(morning(90), '--date', few, '--no-import')
    const all = files().map(file => file.replace(/_\d+T\d+Z/, ''))
    for (let stop = 1; stop < all.length; stop++) {
      rmSync(folder, { recursive: true, force: true })
      const world = morning(90)
      let requests = 0
      const { network } = world
      Object.assign(network, { request: stoppedAfter(network, () => ++requests > stop) })
      expect((await world.run('fetch', '--date', few, '--no-import')).code).toBe(1)
      expect((await fetched(morning(90.01), '--date', few, '--no-import')).code).toBe(0)
      expect(files().map(file => file.replace(/_\d+T\d+Z/, ''))).toEqual(all)
    }
  })
})

function stoppedAfter({ request }: Evening['network'], stopped: () => boolean): Evening['network']['request'] {
  return (address, asking) => (stopped() ? Promise.reject(new Error('killed')) : request(address, asking))
}
