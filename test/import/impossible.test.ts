import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brefLine, evening, GAME, line, teamLine, Workspace, type Cells } from './workspace.ts'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
afterEach(async () => {
  await space.close()
})

const NOVAK = [7, 'Ante Novak'] as const

async function waiting(rows: readonly Cells[]): Promise<string[]> {
  await space.import([space.csv('lines.csv', rows)])
  const found = await space.rows<{ reason: string }>('select reason from nba_processing.quarantine where ended_by is null order by source_row')
  return found.map(row => row.reason)
}

describe('a stat line that cannot be true', () => {
  it.each([
    [{ PTS: -4 }, 'points: expected 0 to 120, found -4'],
    [{ PTS: 340 }, 'points: expected 0 to 120, found 340'],
    [{ MIN: 480 }, 'minutes_rounded: expected 0 to 90, found 480'],
    [{ FGM: 30, FGA: 20 }, 'field_goals_made: expected at most field_goals_attempted, 20, found 30'],
  ])('as %o waits in quarantine, and the line beside it is stored', async (cells, reason) => {
    expect(await waiting([line([GAME, 'MIL'], NOVAK, cells), line([GAME, 'BKN'], [8, 'Bo Writ'])])).toEqual([reason])
    expect(await space.current('nba_raw.nbac_player_boxscores')).toHaveLength(1)
  })

  it('is refused from another feed, too', async () => {
    const rows = [brefLine([GAME, 'MIL'], ['novak01', 'Ante Novak'], { pts: 340 })]
    expect(await waiting(rows)).toEqual(['points: expected 0 to 120, found 340'])
  })

  it('is refused of teams, too', async () => {
    expect(await waiting([teamLine(GAME, 'MIL', { PTS: 1270 }), teamLine(GAME, 'BKN')])).toEqual(['points: expected 0 to 300, found 1270'])
  })
})

describe('a second line of a player for the other team', () => {
  it('waits in quarantine, and the first counts', async () => {
    const rows = [line([GAME, 'MIL'], NOVAK), line([GAME, 'BKN'], NOVAK)]
    expect(await waiting(rows)).toEqual(['team_abbr: expected MIL as in an earlier line of the file, found BKN'])
    expect(await space.current('nba_raw.nbac_player_boxscores')).toMatchObject([{ team_abbr: 'MIL' }])
  })

  it('is a correction when another file brings it', async () => {
    await space.import([space.csv('first.csv', [line([GAME, 'MIL'], NOVAK)])])
    expect(await waiting([line([GAME, 'BKN'], NOVAK)])).toEqual([])
    expect(await space.current('nba_raw.nbac_player_boxscores')).toMatchObject([{ team_abbr: 'BKN' }])
  })
})
