import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import { importFiles } from '../../src/import/import.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { openStore } from '../../src/open-store.ts'
import { simulate, simulateSeason, type SimulatedFile } from '../../src/simulate/index.ts'
import type { Store } from '../../src/store/store.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { standApart, standingOf, type Standing } from '../change/book.ts'

const LEAGUE = { seasons: 1, seed: 5, teams: 4, games: 4, days: 5 }
const season = simulateSeason(LEAGUE)
const range = { first: season.games[0]?.day ?? fail(), last: season.games.at(-1)?.day ?? fail() }

const FEEDS = ['live', 'logs', 'bref'] as const
type FeedName = (typeof FEEDS)[number]
const ORDERS: readonly (readonly FeedName[])[] = FEEDS.flatMap(first =>
  FEEDS.filter(other => other !== first).map(second => [first, second, ...FEEDS.filter(other => other !== first && other !== second)]),
)

function fail(): never {
  throw new Error('expected games')
}

let folder = ''
/** The store of the first order, and how its tables stand. */
let store: Store
let first: Standing

/** The same games as three feeds tell them: nobody else tells that there are such games. */
function writeFeeds(): void {
  const network = [...simulate({ ...LEAGUE, as: 'content-network' })].filter(({ name }) => name.includes('liveData'))
  const files = [...simulate(LEAGUE)]
  writeFiles('live', network)
  writeFiles(
    'logs',
    files.filter(({ name }) => name.includes('game_logs')),
  )
  writeFiles(
    'bref',
    files.filter(({ name }) => /player_box_basic|team_totals|inactives|games_meta/.test(name)),
  )
}

function writeFiles(feed: FeedName, files: readonly SimulatedFile[]): void {
  mkdirSync(path.join(folder, feed))
  for (const { name, text } of files) writeFileSync(path.join(folder, feed, path.basename(name)), text)
}

/** A store that took the feeds one after the other, building after each. */
async function storeOf(feeds: readonly FeedName[]): Promise<Store> {
  const store = await openStore(':memory:', { threads: 1 })
  for (const [place, feed] of feeds.entries()) {
    const now = `2030-01-0${place + 1}T00:00:00.000Z`
    await importFiles(store, { paths: [path.join(folder, feed)], replace: false, force: false, now })
    await backfill(store, { range, tables: [], now, elapsed: () => 0 }, () => undefined)
  }
  return store
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-orders-'))
  writeFeeds()
  store = await storeOf(FEEDS)
  first = await standingOf(store)
}, 120_000)
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('live box scores, game logs and Basketball-Reference', () => {
  it.concurrent.each(ORDERS.slice(1))(
    'come to the same tables in the order %s, %s, %s',
    async (...order) => {
      const other = await storeOf(order)
      expect(standApart(await standingOf(other), first)).toEqual([])
      for (const source of sources) {
        const doubled = await other.rows(
          `select ${source.key.join(', ')} from ${qualifiedName(source)} where ended_by is null group by all having count(*) > 1`,
        )
        expect(doubled).toEqual([])
      }
      await other.close()
    },
    240_000,
  )

  it('give each player one row, with what the live box score tells first', async () => {
    const played = season.games.flatMap(({ result }) => (result === undefined ? [] : [result])).length
    const rows = await store.rows<{ rows: number; keys: number; games: number }>(`
      select count(*) as rows, count(distinct (game_id, player_lookup)) as keys, count(distinct game_id) as games
      from nba_analytics.player_game_summary`)
    expect(rows).toMatchObject([{ games: played }])
    expect(rows[0]?.rows).toBe(rows[0]?.keys)
    expect(
      await store.rows(`
      select count(*) as differ from nba_analytics.player_game_summary as s
      join nba_raw.nbac_player_boxscores as b on b.game_id = s.game_id and b.player_lookup = s.player_lookup and b.feed = 'nba_live' and b.ended_by is null
      where b.starter is distinct from s.starter_flag or b.points is distinct from s.points`),
    ).toEqual([{ differ: 0 }])
  })
})
