import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DOCUMENTS } from './contract.ts'
import { fakeWorld, type FakeWorld } from './fake-world.ts'

const TEAMS = ['team_offense_game_summary', 'team_defense_game_summary', 'upcoming_team_game_context'].map(name => `nba_analytics.${name}`)

let folder: string
let world: FakeWorld
let header: string
let teamRows: readonly string[]

/** Schedule, player logs and team logs of some simulated days. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-cli-'))
  world = fakeWorld({ cwd: folder })
  await world.run('simulate', '--out', 'feeds', '--days', '5')
  const log = readdirSync(path.join(folder, 'feeds/nba_api')).find(name => name.startsWith('team_game_logs')) ?? ''
  const file = path.join(folder, 'feeds/nba_api', log)
  ;[header = '', ...teamRows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  rmSync(file)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The feeds with team logs as they are given, by the names of their files. */
function feedsWith(named: string, logs: Readonly<Record<string, readonly string[]>>): void {
  for (const feed of ['schedule', 'nba_api']) cpSync(path.join(folder, 'feeds', feed), path.join(folder, named, feed), { recursive: true })
  mkdirSync(path.join(folder, named), { recursive: true })
  for (const [name, rows] of Object.entries(logs)) writeFileSync(path.join(folder, named, name), `${[header, ...rows].join('\n')}\n`)
}

it.each([
  [
    'four times in one file',
    (): Readonly<Record<string, readonly string[]>> => ({ 'teams.csv': [...teamRows, ...teamRows, ...teamRows, ...teamRows] }),
  ],
  [
    'once in each of four files',
    (): Readonly<Record<string, readonly string[]>> =>
      Object.fromEntries([1, 2, 3, 4].map(n => [`teams-${n}.csv`, [...teamRows.slice(n), ...teamRows.slice(0, n)]])),
  ],
])('coverage expects each team of a game once and tells the doubles when raw rows stand %s', { timeout: 120_000 }, async (what, logs) => {
  const [feeds, store] = [what.replaceAll(' ', '-'), `${what.replaceAll(' ', '-')}.duckdb`]
  feedsWith(feeds, logs())
  await world.run('import', feeds, '--store', store)
  await world.run('backfill', '--store', store)
  const { code, document } = await world.json('coverage', '--store', store)
  const { tables, doubled } = DOCUMENTS.coverage.parse(document)
  const expected = teamRows.length
  expect(expected).toBeGreaterThan(40)
  expect(tables.filter(({ table }) => TEAMS.includes(table))).toEqual(
    TEAMS.map(table => ({
      ...{ table, expected, rows: expected, keys: expected, with_hash: expected, missing: 0, extra: 0, duplicates: 0, waiting: 0, coverage: 1 },
    })),
  )
  expect([code, doubled]).toEqual([0, [{ table: 'nba_raw.nbac_team_boxscore', rows: 3 * expected }]])
  expect((await world.run('coverage', '--store', store)).out).toContain(
    `nba_raw.nbac_team_boxscore: ${3 * expected} raw rows came double; each key counts once\n`,
  )
})
