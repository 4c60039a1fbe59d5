import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Cell, type Cells, evening, game, GAME, line, teamLine, Workspace } from './workspace.ts'

const TABLES = { player: 'nba_raw.nbac_player_boxscores', team: 'nba_raw.nbac_team_boxscore' }
const ANN = [7, 'Ann Archer'] as const

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
  await space.import([space.csv('games.csv', evening)])
})
afterEach(() => space.close())

/** Why a row waits, with its code; undefined when it was stored. */
async function waiting(row: Cells): Promise<unknown> {
  await space.import([space.csv('log.csv', [row])])
  const [found] = await space.rows('select reason_code, reason from nba_processing.quarantine where ended_by is null')
  return found
}

function otherwise(text: string): Cells {
  return { reason_code: 'other_than_schedule', reason: `GAME_DATE: expected 2021-10-19 as the schedule has it, found "${text}"` }
}

describe('the day that a game log tells', () => {
  it.each<Cell>([
    '2021-10-19',
    '2021-10-19T00:00:00',
    '2021-10-19 00:00:00',
    '2021-10-20T02:00:00Z',
    '10/19/2021',
    'Oct 19, 2021',
    'OCT 19, 2021',
    null,
  ])('is that of the schedule: %s', async text => {
    expect(await waiting(line([GAME, 'MIL'], ANN, { GAME_DATE: text }))).toBeUndefined()
    expect(await space.current(TABLES.player)).toMatchObject([{ game_date: '2021-10-19' }])
  })

  it.each(['2021-10-20', '2021-10-20T05:00:00Z', '10/20/2021', '2021-01-02'])('is not that of the schedule: %s', async text => {
    expect(await waiting(line([GAME, 'MIL'], ANN, { GAME_DATE: text }))).toEqual(otherwise(text))
    expect(await space.current(TABLES.player)).toEqual([])
  })

  it.each(['yesterday', '13/13/2021'])('cannot be read: %s', async text => {
    expect(await waiting(line([GAME, 'MIL'], ANN, { GAME_DATE: text }))).toEqual({
      reason_code: 'not_typed',
      reason: `GAME_DATE: expected a day as 2021-10-19, found "${text}"`,
    })
  })

  it('may be left out', async () => {
    const { GAME_DATE: _, ...undated } = line([GAME, 'MIL'], ANN)
    expect(await waiting(undated)).toBeUndefined()
  })

  it('is compared for teams, too', async () => {
    expect(await waiting(teamLine(GAME, 'MIL', { GAME_DATE: '2021-10-20' }))).toEqual(otherwise('2021-10-20'))
    expect(await space.current(TABLES.team)).toEqual([])
  })

  it('does not hide that the game is not in the schedule', async () => {
    expect(await waiting(line(['0022109999', 'MIL'], ANN, { GAME_DATE: '2021-10-20' }))).toMatchObject({ reason_code: 'no_schedule_row' })
  })
})

it('a row whose day the schedule contradicts is told, and stored once the schedule has that day', async () => {
  const file = space.csv('log.csv', [line([GAME, 'MIL'], ANN, { GAME_DATE: '2021-10-20' })])
  const { quarantined, warnings } = await space.import([file])
  expect(quarantined).toBe(1)
  expect(warnings[0]).toMatch(/in quarantine: the schedule says otherwise of the game; the first is row 1 of .*GAME_DATE: expected 2021-10-19/)
  const report = await space.import([space.csv('moved.csv', [game(GAME, '2021-10-20 BKN@MIL')])])
  expect(report.warnings).toContain(`1 row of ${TABLES.player} that waited for another file stored now`)
  expect(await space.current(TABLES.player)).toMatchObject([{ game_date: '2021-10-20', game_id: '20211020_BKN_MIL' }])
})

describe('the teams that the code of a game tells', () => {
  const ofDay = {
    GAME_DATE_EST: '2021-10-21T00:00:00',
    GAME_ID: '0022100011',
    GAME_STATUS_ID: 1,
    HOME_TEAM_ID: 1610612737,
    VISITOR_TEAM_ID: 1610612742,
  }

  it('are those that stand beside it, or the game waits', async () => {
    await space.import([space.csv('day.csv', [{ ...ofDay, GAMECODE: '20211021/DALMIL' }])])
    expect(await space.rows('select reason from nba_processing.quarantine where ended_by is null')).toEqual([
      { reason: 'GAMECODE: expected ATL beside it, found "20211021/DALMIL"' },
    ])
  })

  it.each(['20211021/DALATL', '20211021/NJNSEA', 'x', null])('need not be told, or as they are called today: %s', async code => {
    await space.import([space.csv('day.csv', [{ ...ofDay, GAMECODE: code }])])
    expect(await space.rows(`select game_id from nba_raw.nbac_schedule where nba_game_id = '0022100011'`)).toEqual([{ game_id: '20211021_DAL_ATL' }])
  })
})
