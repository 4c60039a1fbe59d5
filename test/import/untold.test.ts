import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countsOf, game, line, Workspace } from './workspace.ts'

const SCHEDULE = 'nba_raw.nbac_schedule'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(() => space.close())

describe('a column that a file does not have', () => {
  const told = game('0022100001', '2021-10-19 BKN@MIL', { national_tv: 'TNT', home_score: 127, away_score: 104 })

  it('erases nothing: the rows are unchanged', async () => {
    await space.import([space.csv('schedule.csv', [told])])
    const { national_tv: _, ...silent } = told
    const report = await space.import([space.csv('silent.csv', [silent])])
    expect(countsOf(report, SCHEDULE)).toEqual([{ read: 1, unchanged: 1 }])
    expect(await space.current(SCHEDULE)).toMatchObject([{ has_national_tv: true, national_broadcasters: 'TNT' }])
  })

  it('stays as it is in a row that changes elsewhere', async () => {
    await space.import([space.csv('schedule.csv', [told])])
    const { national_tv: _, ...silent } = told
    const report = await space.import([space.csv('silent.csv', [{ ...silent, away_score: 103 }])])
    expect(countsOf(report, SCHEDULE)).toEqual([{ read: 1, changed: 1 }])
    expect(await space.current(SCHEDULE)).toMatchObject([{ has_national_tv: true, away_team_score: 103 }])
  })

  it('is unknown in a row that is new', async () => {
    const { national_tv: _, ...silent } = told
    await space.import([space.csv('silent.csv', [silent])])
    expect(await space.current(SCHEDULE)).toMatchObject([{ has_national_tv: null }])
  })
})

describe('a cell that is empty', () => {
  it('says that nothing is known, and erases', async () => {
    const rows = [line(['0022100001', 'MIL'], [7, 'Ann Archer'], { MATCHUP: 'MIL vs. BKN', STL: 2 })]
    await space.import([space.csv('logs.csv', rows)])
    await space.import([space.csv('later.csv', [{ ...rows[0], STL: null }])])
    expect(await space.current('nba_raw.nbac_player_boxscores')).toMatchObject([{ steals: null }])
  })
})
