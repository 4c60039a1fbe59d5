import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { availability } from '../../../src/nba/facts/availability.ts'
import { SmallSeason } from '../../season/small-season.ts'

let season: SmallSeason

/** Players out, starters out, starters out as known before the tip. */
async function out(team: string, day: string): Promise<unknown[][]> {
  const condition = `team_abbr = '${team}' and nba_game_id in (select nba_game_id from nba_raw.nbac_schedule where game_date = date '${day}')`
  const rows = await season.facts<Record<string, unknown>>(availability, 'players_out, starters_out, starters_out_before_tip', condition)
  return rows.map(row => Object.values(row))
}

describe('players who are out', () => {
  beforeAll(async () => {
    season = await SmallSeason.open()
    const opener = season.game('2021-11-01', 'BKN@MIL').final(100, 110)
    opener.plays('MIL', 'Regular', { starter: true }).plays('BKN', 'Other Regular', { starter: true }).inactive('MIL', 'Bench')
    const second = season.game('2021-11-03', 'BKN@MIL').final(100, 110)
    second.plays('MIL', 'Half', { starter: true }).plays('MIL', 'Regular', { starter: false }).inactive('BKN', 'Nobody')
    const third = season.game('2021-11-05', 'BKN@MIL').final(100, 110)
    third.plays('MIL', 'Third', { starter: true }).inactive('MIL', 'Regular').inactive('MIL', 'Bench')
    third.sits('MIL', 'Half', 'Did Not Dress').sits('MIL', 'Coach Choice', 'Did Not Play')
    third.sits('MIL', 'Away', 'Not With Team').sits('MIL', 'Banned', 'Player Suspended').sits('BKN', 'Short Form', 'DND - Injury/Illness')
    const fourth = season.game('2021-11-07', 'BKN@MIL').final(100, 110)
    fourth.inactive('MIL', 'Regular').inactive('MIL', 'Third').plays('BKN', 'Other Regular', { starter: null })
    season.game('2021-11-09', 'BKN@MIL').final(100, 110)
    season.game('2021-11-11', 'BKN@MIL').score(100, 110).inactive('MIL', 'Half')
    season.game('2021-11-20', 'BKN@MIL').inactive('MIL', 'Half').inactive('MIL', 'Bench')
    const zeros = season.game('2021-11-10', 'LAC@LAL').final(100, 110)
    zeros
      .plays('LAL', 'Listed And Played', { starter: true, feeds: ['log'] })
      .inactive('LAL', 'Listed And Played')
      .inactive('LAL', 'Only Listed')
    await season.land()
  })
  afterAll(() => season.close())

  it('are counted in the first game of a season, whose regular starters nobody knows', async () => {
    expect(await out('MIL', '2021-11-01')).toEqual([[1, null, null]])
    expect(await out('BKN', '2021-11-01')).toEqual([[0, null, null]])
  })

  it('are inactive, did not dress, were not with the team or suspended, and not those whom the coach left out', async () => {
    // Regular, Bench, Half, Away, Banned
    expect((await out('MIL', '2021-11-05'))[0]?.[0]).toBe(5)
    expect((await out('BKN', '2021-11-05'))[0]?.[0]).toBe(1)
  })

  it('are regular starters when they started at least half of the team’s last games', async () => {
    // After two games Regular and Half have one start each; before the tip only the inactive list is known, and it names Regular alone.
    expect((await out('MIL', '2021-11-05'))[0]?.slice(1)).toEqual([2, 1])
    // After three games one start is less than half.
    expect(await out('MIL', '2021-11-07')).toEqual([[2, 0, 0]])
  })

  it('are unknown without an inactive list of the game', async () => {
    expect(await out('MIL', '2021-11-09')).toEqual([])
  })

  it('do not include a player with a stat line whom the inactive list names', async () => {
    expect(await out('LAL', '2021-11-10')).toEqual([[1, null, null]])
  })

  it('are known from the inactive list before a game is played', async () => {
    // Half started one of five games.
    expect(await out('MIL', '2021-11-20')).toEqual([[0, 0, 0]])
  })
})

describe('regular starters', () => {
  it('are judged by the last 10 games of the season, and counted before a game that is final without a box score too', async () => {
    const league = await SmallSeason.open()
    for (let day = 10; day < 22; day += 1) {
      // Early starts the first 7 of 12 games: of the last 10 he started games 3 to 7, which is half. Late starts the others.
      const game = league.game(`2021-11-${day}`, 'BKN@MIL').final(100, 110).inactive('BKN', 'Nobody')
      game
        .plays('MIL', 'Early', { starter: day < 17 })
        .plays('MIL', 'Late', { starter: day >= 17 })
        .plays('MIL', 'Very Early', { starter: day < 16 })
    }
    league.game('2021-11-23', 'BKN@MIL').inactive('MIL', 'Early').inactive('MIL', 'Late').inactive('MIL', 'Very Early')
    league.game('2021-11-22', 'BKN@MIL').score(100, 110).inactive('MIL', 'Early').inactive('MIL', 'Late').inactive('MIL', 'Very Early')
    await league.land()
    const rows = await league.facts(availability, 'nba_game_id, starters_out_before_tip', `team_abbr = 'MIL' and nba_game_id >= '0022100013'`)
    expect(rows.map(row => row['starters_out_before_tip'])).toEqual([2, 2])
    await league.close()
  })
})
