import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CoverageReport, TableCoverage } from '../../src/check/report.ts'
import { SmallSeason } from '../season/small-season.ts'

const PLAYERS = 'nba_analytics.player_game_summary'
const COMPLETE = { expected: 4, rows: 4, keys: 4, with_hash: 4, missing: 0, extra: 0, duplicates: 0, waiting: 0, coverage: 1 }
let season: SmallSeason

beforeEach(async () => {
  season = await SmallSeason.open()
  season.game('2021-11-01', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
  season.game('2021-11-03', 'MIL@BKN').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
})
afterEach(() => season.close())

function players(report: CoverageReport): TableCoverage | undefined {
  return report.tables.find(table => table.table === PLAYERS)
}

describe('coverage', () => {
  it('is 1 when every expected row is there once with a hash', async () => {
    await season.build()
    const report = await season.coverage()
    expect(report.range).toEqual({ first: '2021-11-01', last: '2021-11-03' })
    expect(report.tables).toHaveLength(5)
    for (const table of report.tables) expect(table).toMatchObject({ ...COMPLETE })
    expect([report.findings, report.warnings]).toEqual([[], []])
  })

  it('finds a missing row and says why it should be there', async () => {
    await season.build()
    await season.store.run(`delete from ${PLAYERS} where player_lookup = 'annarcher' and game_date = '2021-11-03'`)
    const report = await season.coverage()
    expect(players(report)).toMatchObject({ ...COMPLETE, rows: 3, keys: 3, with_hash: 3, missing: 1, coverage: 0.75 })
    expect(report.findings).toEqual([
      {
        table: PLAYERS,
        key: '2021-11-03/annarcher',
        kind: 'missing',
        explanation: expect.stringMatching(/^has a stat line in 20211103_MIL_BKN for MIL; done in run 1/) as string,
      },
    ])
  })

  it('says that a date was never built', async () => {
    await season.build({ first: '2021-11-01' })
    const report = await season.coverage('2021-11-01', '2021-11-03')
    expect(players(report)).toMatchObject({ ...COMPLETE, rows: 2, keys: 2, with_hash: 2, missing: 2, coverage: 0.5 })
    expect(report.findings[0]?.explanation).toMatch(/never built$/)
  })

  it('says that a date failed, and with which message', async () => {
    season
      .game('2021-11-02', 'GSW@LAL')
      .final(90, 80)
      .plays('LAL', 'Jo Doe', { feeds: ['log'] })
      .plays('GSW', { nbaId: 5, nbaName: 'Jo Doe', brefId: 'x', brefName: 'x' }, { feeds: ['log'] })
    await season.build()
    const { findings } = await season.coverage()
    expect(findings.find(finding => finding.table === PLAYERS)).toMatchObject({
      key: '2021-11-02/jodoe',
      kind: 'missing',
      explanation: expect.stringMatching(/; failed in run 1: expected one row per game_date, player_lookup/) as string,
    })
  })

  it('misses the players of a team that has a team box score and no player lines', async () => {
    season.game('2021-11-02', 'BOS@NYK').final(90, 80).plays('NYK', 'Jo Doe').sits('BOS', 'Cal Carter')
    await season.build()
    const report = await season.coverage()
    expect(report.findings).toEqual(
      ['player_game_summary', 'upcoming_player_game_context'].map(table => ({
        table: `nba_analytics.${table}`,
        key: '2021-11-02/BOS',
        kind: 'missing',
        explanation: 'BOS has a team box score and no player lines in 20211102_BOS_NYK: import its player box score',
      })),
    )
    expect(players(report)).toMatchObject({ expected: 6, rows: 5, missing: 1, coverage: 5 / 6 })
    expect(report.tables.filter(table => table.table.includes('team')).map(table => table.missing)).toEqual([0, 0, 0])
    expect(report.buildable).toBe(false)
  })

  it('says which of what it misses can be built', async () => {
    season.game('2021-11-02', 'BOS@NYK').final(90, 80).plays('NYK', 'Jo Doe')
    await season.build()
    await season.store.run(`delete from ${PLAYERS} where player_lookup = 'jodoe'`)
    expect((await season.coverage()).buildable).toBe(true)
  })

  it('finds a row that nothing asks for', async () => {
    await season.build()
    await season.store.run(`update ${PLAYERS} set player_lookup = 'nobody' where player_lookup = 'annarcher' and game_date = '2021-11-03'`)
    const report = await season.coverage()
    expect(players(report)).toMatchObject({ ...COMPLETE, missing: 1, extra: 1, coverage: 0.75 })
    expect(report.findings.map(finding => [finding.kind, finding.key])).toEqual([
      ['extra', '2021-11-03/nobody'],
      ['missing', '2021-11-03/annarcher'],
    ])
    expect(report.findings[0]?.explanation).toContain('20211103_MIL_BKN')
  })

  it('finds a key that stands twice', async () => {
    await season.build()
    await season.store.run(`insert into ${PLAYERS} select * from ${PLAYERS} where player_lookup = 'annarcher' and game_date = '2021-11-03'`)
    const report = await season.coverage()
    expect(players(report)).toMatchObject({ ...COMPLETE, rows: 5, duplicates: 1 })
    expect(report.findings).toEqual([{ table: PLAYERS, key: '2021-11-03/annarcher', kind: 'duplicate', explanation: '2 rows of one key' }])
  })

  it('does not cover a row without a hash', async () => {
    await season.build()
    await season.store.run(`alter table ${PLAYERS} alter column data_hash drop not null`)
    await season.store.run(`update ${PLAYERS} set data_hash = null where player_lookup = 'annarcher'`)
    const report = await season.coverage()
    expect(players(report)).toMatchObject({ ...COMPLETE, with_hash: 2, coverage: 0.5 })
    expect(report.findings.map(finding => [finding.kind, finding.key])).toEqual([
      ['no_hash', '2021-11-01/annarcher'],
      ['no_hash', '2021-11-03/annarcher'],
    ])
  })

  it('expects no rows of a game that waits, and names it', async () => {
    season.game('2021-11-02', 'GSW@LAL')
    await season.build()
    const report = await season.coverage()
    for (const table of report.tables) expect(table).toMatchObject({ ...COMPLETE, waiting: 1 })
    expect(report.warnings).toEqual(['20211102_GSW_LAL waits: it should have been played and has no result'])
    expect(report.findings).toEqual([])
  })

  it('expects no summaries of a game without box scores, but both of its teams before it', async () => {
    season.game('2021-11-02', 'GSW@LAL').score(90, 80)
    await season.build()
    const report = await season.coverage()
    expect(report.tables.map(table => [table.expected, table.rows, table.coverage])).toEqual([
      [4, 4, 1],
      [4, 4, 1],
      [4, 4, 1],
      [6, 6, 1],
      [4, 4, 1],
    ])
  })

  it('is of no share where nothing is expected, and finds what is stored there', async () => {
    await season.build()
    season.change(row => (row['game_date'] === '2021-11-03' ? undefined : row))
    await season.land()
    const report = await season.coverage('2021-11-03', '2021-11-03')
    expect(players(report)).toMatchObject({ expected: 0, rows: 2, extra: 2, coverage: null })
  })

  it('has nothing to check before anything is built', async () => {
    await season.land()
    await expect(season.coverage()).rejects.toMatchObject({ code: 'bad_input', next: expect.stringContaining('backfill') as string })
  })

  it('lists 100 findings of a kind and counts all of them', async () => {
    const game = season.game('2021-11-02', 'GSW@LAL').final(90, 80).plays('GSW', 'Ann Archer')
    season.game('2021-11-02', 'BOS@NYK').final(90, 80).plays('NYK', 'Jo Doe')
    for (let number = 0; number < 105; number += 1) game.plays('LAL', `Player ${'abcdefghijk'[Math.floor(number / 10)]}${number % 10}`)
    await season.build()
    await season.store.run(`delete from ${PLAYERS} where game_date = '2021-11-02'`)
    const report = await season.coverage()
    expect(players(report)).toMatchObject({ expected: 112, missing: 108 })
    expect(report.findings.filter(finding => finding.table === PLAYERS)).toHaveLength(100)
  })
})
