import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SmallSeason } from '../season/small-season.ts'

const DAY = '2022-02-10'

describe('the warnings of a backfill', () => {
  let season: SmallSeason
  beforeAll(async () => {
    season = await SmallSeason.open()
    const early = season.game(DAY, 'DET@MEM').final(100, 110)
    const late = season.game(DAY, 'LAC@DAL').final(100, 110)
    season.game('2022-02-11', 'DET@LAC').final(90, 100).plays('DET', 'Someone Else')
    early.plays('DET', 'Ann Archer').plays('MEM', 'Bob Baker')
    late.sits('LAC', 'Ann Archer').plays('DAL', 'Cy Cole')
    await season.land()
  })
  afterAll(() => season.close())

  async function warned(request: { first?: string; last?: string; tables?: readonly string[] }): Promise<readonly string[]> {
    return (await season.build(request)).warnings.filter(warning => warning.includes('two teams'))
  }

  it('name whom two teams list on one date of the range, once, and the team of his row', async () => {
    expect(await warned({})).toEqual(['1 person is listed by two teams on one date; each row follows the trade-day rule: 2022-02-10/annarcher (DET)'])
  })

  it('name nobody for other dates and for tables of teams', async () => {
    expect(await warned({ first: '2022-02-11', last: '2022-02-11' })).toEqual([])
    expect(await warned({ tables: ['team_offense_game_summary'] })).toEqual([])
  })
})
