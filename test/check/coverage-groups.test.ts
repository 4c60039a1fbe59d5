import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDay, type DayRange } from '../../src/calendar.ts'
import { coverage } from '../../src/check/coverage.ts'
import type { CoverageGrouping, CoverageState, GroupCoverage } from '../../src/check/report.ts'
import { groupsText } from '../../src/cli/render/coverage-grid.ts'
import { SmallSeason } from '../season/small-season.ts'

const PLAYERS = 'nba_analytics.player_game_summary'
const CONTEXT = 'nba_analytics.upcoming_player_game_context'
const page = { columns: 100, paint: (_: string, text: string): string => text }
let season: SmallSeason

beforeAll(async () => {
  season = await SmallSeason.open()
  season.game('2021-10-30', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
  season.game('2021-11-01', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker').sits('BKN', 'Cal Carter')
  season.game('2021-11-02', 'MIL@BKN')
  season.game('2021-11-03', 'MIL@BKN').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
  season.game('2021-11-05', 'MIL@BKN').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
  await season.build()
  await season.store.run(`delete from ${PLAYERS} where game_date = '2021-11-01' and player_lookup = 'annarcher'`)
  await season.store.run(`delete from ${PLAYERS} where game_date = '2021-11-03'`)
  await season.store.run(`insert into ${PLAYERS} from ${PLAYERS} where game_date = '2021-11-05' and player_lookup = 'annarcher'`)
  await season.store.run(`delete from ${CONTEXT} where game_date = '2021-11-01' and player_lookup = 'calcarter'`)
})
afterAll(() => season.close())

async function grouped(by: CoverageGrouping, range: DayRange): Promise<readonly GroupCoverage[]> {
  return (await coverage(season.store, { range, tables: ['player_game_summary', 'upcoming_player_game_context'], by })).groups
}

const range = { first: parseDay('2021-10-30', ''), last: parseDay('2021-11-05', '') }

function statesOf(groups: readonly GroupCoverage[], table: string): Record<string, CoverageState> {
  return Object.fromEntries(groups.filter(group => group.table === table).map(({ group, state }) => [group, state]))
}

describe('coverage by date', () => {
  it('tells how each date stands in each table', async () => {
    const groups = await grouped('date', range)
    expect(statesOf(groups, PLAYERS)).toEqual({
      '2021-10-30': 'complete',
      '2021-10-31': 'empty',
      '2021-11-01': 'partial',
      '2021-11-02': 'waiting',
      '2021-11-03': 'missing',
      '2021-11-04': 'empty',
      '2021-11-05': 'partial',
    })
    expect(statesOf(groups, CONTEXT)).toMatchObject({ '2021-11-01': 'partial', '2021-11-03': 'complete' })
    expect(groups.slice(0, 2).map(({ group, table }) => [group, table])).toEqual([
      ['2021-10-30', PLAYERS],
      ['2021-10-30', CONTEXT],
    ])
    expect(groups.find(({ group, table }) => group === '2021-11-05' && table === PLAYERS)).toMatchObject({ expected: 2, rows: 3, duplicates: 1 })
  })

  it('adds up to the coverage of the table', async () => {
    for (const by of ['date', 'month', 'team'] as const) {
      const report = await coverage(season.store, { range, tables: [], by })
      for (const table of report.tables) {
        const own = report.groups.filter(group => group.table === table.table)
        for (const figure of ['expected', 'rows', 'with_hash', 'missing', 'extra', 'duplicates'] as const) {
          expect([by, figure, own.reduce((sum, group) => sum + group[figure], 0)]).toEqual([by, figure, table[figure]])
        }
      }
    }
  })

  it('knows dates that no schedule covers', async () => {
    const before = { first: parseDay('2020-12-30', ''), last: parseDay('2020-12-31', '') }
    expect(statesOf(await grouped('date', before), PLAYERS)).toEqual({ '2020-12-30': 'uncovered', '2020-12-31': 'uncovered' })
  })

  it('draws a sign for each date', async () => {
    const report = await coverage(season.store, { range, tables: ['player_game_summary'], by: 'date' })
    expect(groupsText(report, 'date', page)).toEqual([
      `2021-10              ${'1234567890'.repeat(3)}1`,
      `player_game_summary  ${' '.repeat(29)}#.`,
      `2021-11              ${'1234567890'.repeat(3)}1`,
      'player_game_summary  +~x.+',
      '# complete   + partial   x missing   ~ waiting   . empty   ? uncovered',
      '  partial 2021-11-01 player_game_summary   1 of 2',
      '  waiting 2021-11-02 player_game_summary   0 of 0, 1 waiting',
      '  missing 2021-11-03 player_game_summary   0 of 2',
      '  partial 2021-11-05 player_game_summary   2 of 2, 1 double',
    ])
  })
})

describe('coverage by month and team', () => {
  it('counts a missing row for the team that should have it', async () => {
    const teams = await grouped('team', range)
    expect(teams.map(({ group, table, expected, missing }) => [group, table === PLAYERS, expected, missing])).toEqual([
      ['BKN', true, 4, 1],
      ['BKN', false, 5, 1],
      ['MIL', true, 4, 2],
      ['MIL', false, 4, 0],
    ])
    const months = await grouped('month', range)
    expect(statesOf(months, PLAYERS)).toEqual({ '2021-10': 'complete', '2021-11': 'partial' })
    const report = await coverage(season.store, { range, tables: ['player_game_summary'], by: 'month' })
    expect(groupsText(report, 'month', page)).toEqual([
      '         player_game_summary',
      '2021-10                100 %',
      '2021-11              50.00 %',
    ])
  })
})
