import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brefGames } from '../../../src/nba/sources/bref-games.ts'
import { brefTeamBoxscores } from '../../../src/nba/sources/bref-team-boxscores.ts'
import { SmallSeason } from '../../season/small-season.ts'

/** A postponed game that Basketball-Reference lists under its old and its new day. */
describe('a game that has two ids at Basketball-Reference', () => {
  let season: SmallSeason
  beforeAll(async () => {
    season = await SmallSeason.open()
    const game = season
      .game('2021-12-22', 'BKN@MIL')
      .final(104, 127, { feeds: ['log', 'bref'] })
      .tip('2021-12-23 00:30:00')
    game.plays('MIL', 'Ann Archer', { pts: 20 })
    const ofGame = {
      feed: 'basketball_reference',
      nba_game_id: game.facts.id,
      game_id: game.gameId,
      game_date: '2021-12-22',
      bref_game_id: '202112200MIL',
    }
    season.put(brefGames, { ...ofGame, tip_utc: '2021-12-21 00:30:00' })
    season.put(brefTeamBoxscores, { ...ofGame, team_abbr: 'MIL', points: 127, turnovers_with_team: 99 })
    await season.build()
  })
  afterAll(() => season.close())

  it('has one row per team and player', async () => {
    expect(await season.rows('team_offense_game_summary')).toHaveLength(2)
    expect(await season.rows('upcoming_team_game_context')).toHaveLength(2)
    expect(await season.rows('player_game_summary')).toHaveLength(1)
  })
})
