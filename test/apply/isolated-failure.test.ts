import { expect, it } from 'vitest'
import { SmallSeason } from '../season/small-season.ts'

it('a date whose arithmetic the engine refuses fails alone, with the engine’s message, and is built once it is mended', async () => {
  const season = await SmallSeason.open()
  for (const date of ['2021-11-01', '2021-11-02', '2021-11-03', '2021-11-04', '2021-11-05']) {
    season.game(date, 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer', { pts: 7 }).plays('BKN', 'Bob Baker', { pts: 5 })
  }
  const tables = ['player_game_summary']
  const absurd = 900_000_000_000_000_000
  season.change(row =>
    row['game_id'] === '20211103_BKN_MIL' && row['player_lookup'] === 'annarcher' && 'seconds_played' in row
      ? { ...row, seconds_played: absurd }
      : row,
  )
  const report = await season.build({ tables })
  expect(report.units).toMatchObject({ done: 4, failed: 1 })
  expect(report.failures).toMatchObject([{ date: '2021-11-03', error: expect.stringMatching(/overflow|out of range/i) as string }])
  expect(await season.rows('player_game_summary', 'true', 'distinct game_date')).toHaveLength(4)
  season.change(row => (row['seconds_played'] === absurd ? { ...row, seconds_played: 1800 } : row))
  expect((await season.build({ tables })).units).toMatchObject({ failed: 0 })
  expect(await season.rows('player_game_summary', `game_date = '2021-11-03'`)).toHaveLength(2)
  await season.close()
})
