import { expect, it } from 'vitest'
import { SmallSeason } from '../season/small-season.ts'

it('a backfill puts back once what another program has doubled', async () => {
  const season = await SmallSeason.open()
  const game = season.game('2021-11-01', 'BKN@MIL').final(104, 127)
  game.plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
  await season.build()
  const before = await season.rows('team_offense_game_summary')
  await season.store.run(`insert into nba_analytics.team_offense_game_summary from nba_analytics.team_offense_game_summary where team_abbr = 'MIL'`)
  const report = await season.build()
  expect(report.units.failed).toBe(0)
  expect(await season.rows('team_offense_game_summary')).toHaveLength(before.length)
  await season.close()
})
