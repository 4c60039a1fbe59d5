import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import { models } from '../../src/nba/models/index.ts'
import { writeSimulation } from '../../src/simulate/index.ts'
import { selectedColumns } from '../../src/table/compile.ts'
import { NOW, Workspace } from './workspace.ts'

type Feed = 'logs' | 'live' | 'pages'

/** The six orders of three feeds. */
const ORDERS: readonly (readonly Feed[])[] = [
  ['logs', 'live', 'pages'],
  ['logs', 'pages', 'live'],
  ['live', 'logs', 'pages'],
  ['live', 'pages', 'logs'],
  ['pages', 'logs', 'live'],
  ['pages', 'live', 'logs'],
]

interface LiveDocument {
  readonly game: { readonly gameId: string; readonly homeTeam: { readonly players: readonly LivePlayer[] } }
}

interface LivePlayer {
  readonly personId: number
  readonly name: string
  readonly played: string
  readonly statistics: { steals: number }
}

let league: Workspace
const files: Record<Feed, string[]> = { logs: [], live: [], pages: [] }
/** Of whom the live box score of a game says more steals than the others; the other game has no live box score. */
let disputed: { readonly game: string; readonly untold: string; readonly person: LivePlayer }

beforeAll(async () => {
  league = await Workspace.open()
  const request = { seasons: 1, seed: 5, teams: 4, games: 20, days: 12 } as const
  await writeSimulation(request, league.folder)
  await writeSimulation({ ...request, as: 'content-network' }, league.folder)
  const found = readdirSync(league.folder, { recursive: true, encoding: 'utf8' }).map(name => path.join(league.folder, name))
  const named = (pattern: RegExp): string[] => found.filter(name => pattern.test(name)).toSorted()
  const [first = '', second = '', ...others] = named(/boxscore_00\d+\.json$/)
  files.logs = named(/(player|team)_game_logs/)
  files.pages = named(/player_box_basic|team_totals|inactives/)
  files.live = [first, ...others]
  const { game } = JSON.parse(readFileSync(first, 'utf8')) as LiveDocument
  const person = game.homeTeam.players.find(({ played }) => played === '1')
  if (person === undefined) throw new Error('nobody played')
  person.statistics.steals += 3
  writeFileSync(first, JSON.stringify({ meta: {}, game }))
  disputed = { game: game.gameId, untold: /boxscore_(\d+)/.exec(second)?.[1] ?? '', person }
}, 60_000)
afterAll(() => league.close())

/** What a store has that took the feeds one after the other. */
async function builtFrom(order: readonly Feed[]): Promise<Readonly<Record<string, readonly Record<string, unknown>[]>>> {
  const space = await Workspace.open()
  try {
    for (const feed of order) await space.import(files[feed])
    expect(await space.rows('select reason from nba_processing.quarantine where ended_by is null')).toEqual([])
    const { failures } = await backfill(space.store, { range: undefined, tables: [], now: NOW, elapsed: () => 0 }, () => undefined)
    expect(failures).toEqual([])
    const tables: [string, Record<string, unknown>[]][] = []
    for (const { name, grain, ...model } of models) {
      const columns = selectedColumns({ name, grain, ...model })
      tables.push([name, await space.rows(`select ${columns.join(', ')} from nba_analytics.${name} order by ${grain.join(', ')}`)])
    }
    return Object.fromEntries(tables)
  } finally {
    await space.close()
  }
}

describe('NBA logs, live box scores and pages of Basketball-Reference of the same games', () => {
  const built: Awaited<ReturnType<typeof builtFrom>>[] = []

  it.each(ORDERS)('give the same tables as %s, %s, %s', async (...order) => {
    built.push(await builtFrom(order))
    expect(built.at(-1)).toEqual(built[0])
  })

  it('give each person one row a game', () => {
    for (const { name, grain } of models) {
      const rows = built[0]?.[name] ?? []
      const keys = rows.map(row => grain.map(column => String(row[column])).join('/'))
      expect(rows.length, name).toBeGreaterThan(10)
      expect(new Set(keys).size, name).toBe(keys.length)
    }
    const people = built[0]?.['player_game_summary']?.map(row => `${String(row['game_id'])} ${String(row['universal_player_id'])}`) ?? []
    expect(new Set(people).size).toBe(people.length)
  })

  it('tell a fact by the first of them that knows it', () => {
    const rows = built[0]?.['player_game_summary'] ?? []
    const [line] = rows.filter(row => row['nba_game_id'] === disputed.game && row['player_full_name'] === disputed.person.name)
    expect(line?.['steals']).toBe(disputed.person.statistics.steals)
    expect(line?.['data_sources']).toEqual(expect.arrayContaining(['bref_player_boxscores', 'nbac_player_boxscores']))
    expect(rows.filter(row => row['nba_game_id'] === disputed.untold).length).toBeGreaterThan(10)
  })
})
