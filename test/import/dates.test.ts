import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { game, GAME, Workspace } from './workspace.ts'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(async () => {
  await space.close()
})

const ROW = game(GAME, '2021-10-19 BKN@MIL')

/** The day that the schedule has then, or why the row waits. */
async function dayFrom(date: string, gcode: unknown = ROW['gcode']): Promise<string | undefined> {
  await space.import([space.csv('schedule.csv', [{ ...ROW, date, gcode: String(gcode) }])])
  const [row] = await space.rows<{ day: string }>('select cast(game_date as varchar) as day from nba_raw.nbac_schedule where ended_by is null')
  const [waiting] = await space.rows<{ reason: string }>('select reason from nba_processing.quarantine')
  return row?.day ?? waiting?.reason
}

describe('the day of a game', () => {
  it.each([
    '2021-10-19',
    '2021-10-19T00:00:00',
    '2021-10-19T00:00:00Z',
    '2021-10-20T02:00:00Z',
    '2021-10-19T22:00:00-04:00',
    '2021-10-20 02:00:00+00',
    '10/19/2021',
    '10/19/21',
  ])('is read from %s', async text => {
    expect(await dayFrom(text)).toBe('2021-10-19')
  })

  it('that the game code contradicts waits in quarantine with both', async () => {
    expect(await dayFrom('2021-10-20')).toBe('gcode, date: expected the same day in both, found "20211019/BKNMIL 2021-10-20"')
  })

  it.each([
    ['0021-10-19', '00211019/BKNMIL', 'game_date: expected a day from 1946-11-01 on, found 0021-10-19'],
    ['2013-10-29', '20131029/BKNMIL', `game_date: expected a day of the season that ${GAME} names, found 2013-10-29`],
  ])('%s cannot be true', async (date, gcode, reason) => {
    expect(await dayFrom(date, gcode)).toBe(reason)
  })
})
