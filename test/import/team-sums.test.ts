import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brefLine, type Cells, evening, GAME, line, OTHER, teamLine, Workspace } from './workspace.ts'

/** What one line of `line` counts, so that a team of one player has the same total. */
const ALONE: Cells = { MIN: 240, PTS: 20 }
const ANN = [7, 'Ann Archer'] as const

let space: Workspace
let files = 0
beforeEach(async () => {
  space = await Workspace.open()
  await space.import([space.csv('games.csv', evening)])
})
afterEach(() => space.close())

/** Imports rows, a file each kind, and returns what is said of sums. */
async function told(...kinds: readonly (readonly Cells[])[]): Promise<readonly string[]> {
  const paths = kinds.map(rows => space.csv(`${(files += 1)}.csv`, rows))
  return (await space.import(paths)).warnings.filter(warning => warning.includes(' together, the team total '))
}

describe('stat lines and team totals of one feed', () => {
  it('are silent when they agree', async () => {
    expect(await told([line([GAME, 'MIL'], ANN)], [teamLine(GAME, 'MIL', ALONE)])).toEqual([])
  })

  it('are told when a player is missing, and both are stored', async () => {
    const sentence =
      'nba_league_game_log: the players of MIL in 20211019_BKN_MIL have 20 points together, the team total says 23: import the lines or totals that are missing or wrong'
    expect(await told([line([GAME, 'MIL'], ANN)], [teamLine(GAME, 'MIL', { ...ALONE, PTS: 23 })])).toEqual([sentence])
    expect(await space.current('nba_raw.nbac_player_boxscores')).toHaveLength(1)
    expect(await space.current('nba_raw.nbac_team_boxscore')).toMatchObject([{ points: 23 }])
  })

  it('are told once a feed, by the first difference and the number of the others', async () => {
    const totals = [teamLine(OTHER, 'LAL', { ...ALONE, AST: 9 }), teamLine(GAME, 'MIL', { ...ALONE, FTA: 3, TOV: 1 })]
    const [sentence, ...others] = await told([line([GAME, 'MIL'], ANN), line([OTHER, 'LAL'], [8, 'Bo Writ'])], totals)
    expect(others).toEqual([])
    expect(sentence).toMatch(
      /MIL in 20211019_BKN_MIL have 2 free throws attempted together, the team total says 3: .*; 2 more totals differ from the players’ sum$/,
    )
  })

  it('are compared when a later file brings the lines, or corrects one', async () => {
    expect(await told([teamLine(GAME, 'MIL', ALONE)])).toEqual([])
    expect(await told([line([GAME, 'MIL'], ANN)])).toEqual([])
    expect(await told([line([GAME, 'MIL'], ANN, { PTS: 21 })])).toEqual([expect.stringContaining('have 21 points together, the team total says 20')])
  })

  it('are told of the games alone that an import touched', async () => {
    await told([line([GAME, 'MIL'], ANN)], [teamLine(GAME, 'MIL', { ...ALONE, PTS: 23 })])
    expect(await told([line([OTHER, 'LAL'], ANN)], [teamLine(OTHER, 'LAL', ALONE)])).toEqual([])
  })

  it('are not compared in a statistic that a line does not tell', async () => {
    expect(await told([line([GAME, 'MIL'], ANN, { STL: null })], [teamLine(GAME, 'MIL', { ...ALONE, STL: 5 })])).toEqual([])
  })

  it('may differ at Basketball-Reference in turnovers, which count those of the team in, and in nothing else', async () => {
    const alone = brefLine(['202110190MIL', 'MIL'], ['archean01', 'Ann Archer'])
    const { bref_player_id: _, is_starter_section: __, player: ___, reason: ____, ...counts } = alone
    const total = { ...counts, table: 'basic', mp: 240, tov: 6 }
    expect(await told([alone], [total])).toEqual([])
    expect(await told([{ ...total, blk: 2 }])).toEqual([
      expect.stringMatching(/^basketball_reference: the players of MIL in 20211019_BKN_MIL have 1 blocks together, the team total says 2/),
    ])
  })

  it('are not compared across feeds', async () => {
    expect(await told([brefLine(['202110190MIL', 'MIL'], ['archean01', 'Ann Archer'])], [teamLine(GAME, 'MIL', ALONE)])).toEqual([])
  })
})
