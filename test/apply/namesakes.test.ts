import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import { nbaPlayersRegistry } from '../../src/nba/sources/nba-players-registry.ts'
import { type Person, SmallSeason } from '../season/small-season.ts'
import { game, line, NOW, teamLine, Workspace } from '../import/workspace.ts'

const DAY = '2021-11-02'
const FIRST: Person = { nbaId: 7, nbaName: 'Jo Doe', brefId: 'doejo01', brefName: 'Jo Doe' }
const SECOND: Person = { nbaId: 9, nbaName: 'Jo Doe', brefId: 'doejo02', brefName: 'Jo Doe' }
const TABLES = ['player_game_summary', 'upcoming_player_game_context']
let season: SmallSeason

beforeEach(async () => {
  season = await SmallSeason.open()
  season.game(DAY, 'BKN@MIL').final(90, 80).plays('MIL', FIRST).plays('BKN', 'Bob Baker')
})
afterEach(() => season.close())

function secondPlays(): void {
  season.game(DAY, 'GSW@LAL').final(90, 80).plays('LAL', SECOND).plays('GSW', 'Ann Archer')
}

/** A registry entry, as a user's file tells it. */
function register(nbaId: number, lookup: string): void {
  season.put(nbaPlayersRegistry, {
    feed: 'user',
    player_lookup: lookup,
    universal_player_id: `${lookup}_x`,
    season: '',
    team_abbr: '',
    nba_player_id: nbaId,
  })
}

async function lookups(table: string): Promise<unknown[]> {
  const rows = await season.rows(table, `game_date = '${DAY}'`, `player_lookup || ' ' || universal_player_id as who`)
  return rows.map(row => row['who'])
}

describe.each(TABLES)('%s, where two persons of one name play on one date,', table => {
  it('has all other rows of the date, and says which key fails and what to do', async () => {
    secondPlays()
    const report = await season.build()
    expect(await lookups(table)).toEqual(['annarcher annarcher_1002', 'bobbaker bobbaker_1001'])
    expect(await season.units(table)).toEqual([
      {
        date: DAY,
        status: 'failed',
        rows: 2,
        reason:
          'expected one row per game_date, player_lookup, found 1 key more than once: 2021-11-02/jodoe (jodoe_7 in 20211102_BKN_MIL and jodoe_9 in 20211102_GSW_LAL); ' +
          'the other 2 rows of the date are written; for two persons of one name, import a player registry with player_lookup, universal_player_id and nba_player_id ' +
          'that gives one of them another player_lookup (a person with no id needs a player crosswalk first); for one person, correct his box scores; then backfill again',
      },
    ])
    expect(report.tables.find(({ table: name }) => name.endsWith(table))).toMatchObject({ inserted: 2, rows_written: 2 })
  })

  it('is missing both in the coverage, which says why', async () => {
    secondPlays()
    await season.build()
    const { tables, findings } = await season.coverage()
    expect(tables.find(({ table: name }) => name.endsWith(table))).toMatchObject({ expected: 4, rows: 2, missing: 2, coverage: 0.5 })
    const missing = findings.filter(finding => finding.table.endsWith(table))
    expect(missing).toMatchObject([{ key: '2021-11-02/jodoe', kind: 'missing' }])
    expect(missing[0]?.explanation).toMatch(/20211102_BKN_MIL.* and .*20211102_GSW_LAL.*; failed in run 1: expected one row per .*player registry/)
  })

  it('keeps the row that one of them had, and covers one of two', async () => {
    await season.build()
    const before = await season.row(table, `player_lookup = 'jodoe'`)
    secondPlays()
    await season.build()
    expect(await season.row(table, `player_lookup = 'jodoe'`)).toEqual(before)
    expect(await lookups(table)).toEqual(['annarcher annarcher_1002', 'bobbaker bobbaker_1001', 'jodoe jodoe_7'])
    const [unit] = await season.units(table)
    expect(unit).toMatchObject({ status: 'failed', rows: 3 })
    expect(unit?.reason).toContain('the other 2 rows of the date are written, what was stored of that key stays as it was; ')
    const { tables } = await season.coverage()
    expect(tables.find(({ table: name }) => name.endsWith(table))).toMatchObject({ expected: 4, rows: 3, missing: 1, coverage: 0.75 })
  })

  it('has both once a registry gives one of them another lookup, in every source', async () => {
    secondPlays()
    await season.build()
    register(9, 'jodoe2')
    const report = await season.build()
    expect(report.units.failed).toBe(0)
    expect(await lookups(table)).toEqual(['annarcher annarcher_1002', 'bobbaker bobbaker_1001', 'jodoe jodoe_7', 'jodoe2 jodoe2_x'])
    expect(await season.row(table, `player_lookup = 'jodoe2'`)).toMatchObject({
      player_full_name: 'Jo Doe',
      data_sources: expect.arrayContaining(['bref_player_boxscores', 'nbac_player_boxscores']) as string[],
    })
    expect((await season.coverage()).findings).toEqual([])
  })

  it('keeps one row of the key when the registry entry is taken back, and fails', async () => {
    secondPlays()
    register(9, 'jodoe2')
    await season.build()
    season.change((row, source) => (source === nbaPlayersRegistry ? undefined : row))
    await season.build()
    expect(await lookups(table)).toEqual(['annarcher annarcher_1002', 'bobbaker bobbaker_1001', 'jodoe jodoe_7'])
    expect(await season.units(table)).toMatchObject([{ status: 'failed', rows: 3 }])
  })
})

it('a failed date of namesakes leaves the other dates of its season alone', async () => {
  secondPlays()
  season.game('2021-11-03', 'BKN@MIL').final(90, 80).plays('MIL', FIRST).plays('BKN', 'Bob Baker')
  await season.build()
  expect(await season.units('player_game_summary')).toMatchObject([
    { date: DAY, status: 'failed', rows: 2 },
    { date: '2021-11-03', status: 'done', rows: 2 },
  ])
})

it('a person with two stat lines on one date is a key that fails, too', async () => {
  season.game(DAY, 'GSW@LAL').final(90, 80).plays('LAL', FIRST).plays('GSW', 'Ann Archer')
  await season.build()
  const [unit] = await season.units('player_game_summary')
  expect(unit).toMatchObject({ status: 'failed', rows: 2 })
  expect(unit?.reason).toContain('2021-11-02/jodoe (jodoe_7 in 20211102_BKN_MIL and jodoe_7 in 20211102_GSW_LAL)')
})

it('the way out of files: import a registry, backfill again', async () => {
  const space = await Workspace.open()
  const [one, two] = ['0022100101', '0022100102']
  const games = [
    game(one, '2021-11-02 BKN@MIL', { home_score: 90, away_score: 80 }),
    game(two, '2021-11-02 GSW@LAL', { home_score: 90, away_score: 80 }),
  ]
  const sides = [
    [one, 'MIL', 'BKN'],
    [two, 'LAL', 'GSW'],
  ] as const
  const on = { GAME_DATE: DAY }
  const players = sides.flatMap(([id, home, away], index) => [
    line([id, home], [7 + 2 * index, 'Jo Doe'], on),
    line([id, away], [70 + index, `Ann Archer ${away}`], on),
  ])
  const teams = sides.flatMap(([id, home, away]) => [teamLine(id, home, on), teamLine(id, away, on)])
  await space.import([space.csv('games.csv', games), space.csv('players.csv', players), space.csv('teams.csv', teams)])
  const build = async (): Promise<unknown> =>
    (await backfill(space.store, { range: undefined, tables: TABLES, now: NOW, elapsed: () => 0 }, () => undefined)).units
  expect(await build()).toMatchObject({ failed: 2 })
  await space.import([space.csv('registry.csv', [{ player_lookup: 'jodoe2', universal_player_id: 'jodoe2_9', nba_player_id: 9 }])])
  expect(await build()).toMatchObject({ done: 2, failed: 0 })
  for (const table of TABLES) {
    const rows = await space.rows(`select universal_player_id as id from nba_analytics.${table} where player_full_name = 'Jo Doe' order by id`)
    expect(rows).toEqual([{ id: 'jodoe2_9' }, { id: 'jodoe_7' }])
  }
  await space.close()
})
