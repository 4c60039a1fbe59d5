import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listedPlayers } from '../../../src/nba/facts/listed-players.ts'
import { SmallSeason } from '../../season/small-season.ts'

const DAY = '2022-02-10'
let season: SmallSeason

describe('a person whom two teams list on one date', () => {
  beforeAll(async () => {
    season = await SmallSeason.open()
    const before = season.game('2022-02-01', 'DET@LAC').final(100, 110)
    const early = season.game(DAY, 'DET@MEM').final(100, 110).tip('2022-02-11 00:00:00')
    const late = season.game(DAY, 'LAC@DAL').final(100, 110).tip('2022-02-11 01:30:00')
    const sameTip = season.game(DAY, 'ATL@WAS').final(100, 110).tip('2022-02-11 00:00:00')
    const noTip = season.game(DAY, 'BOS@UTA').final(100, 110)
    early.plays('DET', 'Line Over Dnp').plays('MEM', 'Filler One')
    late.sits('LAC', 'Line Over Dnp')
    early.sits('DET', 'Dnp Over Inactive')
    late.inactive('LAC', 'Dnp Over Inactive')
    before.plays('DET', 'Last Team').plays('DET', 'Last Team But Dnp')
    early.inactive('DET', 'Last Team').inactive('DET', 'Last Team But Dnp')
    late.inactive('LAC', 'Last Team').sits('LAC', 'Last Team But Dnp')
    before.sits('DET', 'Sat For Detroit')
    early.inactive('DET', 'Sat For Detroit').inactive('DET', 'Later Tip')
    late.inactive('LAC', 'Sat For Detroit').inactive('LAC', 'Later Tip')
    early.inactive('DET', 'Last Tricode').inactive('DET', 'Known Tip')
    sameTip.inactive('ATL', 'Last Tricode')
    noTip.inactive('UTA', 'Known Tip')
    await season.land()
  })
  afterAll(() => season.close())

  async function listing(lookup: string): Promise<unknown> {
    return season.facts(listedPlayers, 'team_abbr, player_status, listings', `player_lookup = '${lookup}' and game_date = date '${DAY}'`)
  }

  it('is listed with his stat line before no stat line, whoever he played for last', async () => {
    expect(await listing('lineoverdnp')).toEqual([{ team_abbr: 'DET', player_status: 'active', listings: 2 }])
  })
  it('is listed as one who did not play before inactive', async () => {
    expect(await listing('dnpoverinactive')).toEqual([{ team_abbr: 'DET', player_status: 'dnp', listings: 2 }])
    expect(await listing('lastteambutdnp')).toEqual([{ team_abbr: 'LAC', player_status: 'dnp', listings: 2 }])
  })
  it('then for the team of the last game that he played', async () => {
    expect(await listing('lastteam')).toEqual([{ team_abbr: 'DET', player_status: 'inactive', listings: 2 }])
  })
  it('then for the later tip-off, also when he only sat for the other team before', async () => {
    expect(await listing('latertip')).toEqual([{ team_abbr: 'LAC', player_status: 'inactive', listings: 2 }])
    expect(await listing('satfordetroit')).toEqual([{ team_abbr: 'LAC', player_status: 'inactive', listings: 2 }])
    expect(await listing('knowntip')).toEqual([{ team_abbr: 'DET', player_status: 'inactive', listings: 2 }])
  })
  it('then for the last tricode of the alphabet', async () => {
    expect(await listing('lasttricode')).toEqual([{ team_abbr: 'DET', player_status: 'inactive', listings: 2 }])
  })

  it('has one row before the game, which says so', async () => {
    await season.build({ first: DAY })
    expect(await season.rows('upcoming_player_game_context', `player_lookup = 'lastteam'`, 'team_abbr, opponent_team_abbr, quality_issues')).toEqual([
      {
        team_abbr: 'DET',
        opponent_team_abbr: 'MEM',
        quality_issues: ['fewer_than_5_games', 'listed_twice', 'no_game_lines', 'no_injury_report', 'no_prop_lines', 'no_recent_events', 'no_roster'],
      },
    ])
    expect(await season.rows('player_game_summary', `player_lookup = 'lineoverdnp'`, 'team_abbr, quality_issues')).toEqual([
      { team_abbr: 'DET', quality_issues: ['listed_twice', 'no_play_by_play', 'no_prop_lines', 'no_starter'] },
    ])
  })
})
