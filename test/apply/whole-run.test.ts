import { expect, it } from 'vitest'
import { backfill } from '../../src/apply/backfill.ts'
import { COMPARED, compareRows } from '../../src/apply/compare-rows.ts'
import { playerGameSummary } from '../../src/nba/models/player-game-summary.ts'
import { smallLeague } from '../season/small-league.ts'
import { SmallSeason } from '../season/small-season.ts'

it.for(['points', 'seconds_played'])('one absurd row (%s) fails its units and no others', async column => {
  const season = await SmallSeason.open()
  for (const date of ['2021-11-01', '2021-11-02', '2021-11-03', '2021-11-04', '2021-11-05'])
    season.game(date, 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer', { pts: 7, fga: 3 }).plays('BKN', 'Bob Baker', { pts: 5 })
  season.change(row =>
    row['game_id'] === '20211103_BKN_MIL' && row['player_lookup'] === 'annarcher' && column in row
      ? { ...row, [column]: 900_000_000_000_000_000 }
      : row,
  )
  const report = await season.build()
  expect(report.units.done).toBeGreaterThanOrEqual(19)
  await season.close()
})

it('the change log of a deleted row names no field that was NULL, however many rows were compared', async () => {
  const season = await SmallSeason.open()
  season.game('2021-11-01', 'BKN@MIL').final(90, 80).plays('MIL', 'Ann Archer').plays('BKN', 'Bob Baker')
  await season.build()
  const compared = async (few: boolean): Promise<unknown> => {
    const computed = `select * from nba_analytics.player_game_summary where player_lookup <> 'annarcher'`
    const scope = { dates: ['2021-11-01'], games: [] }
    await compareRows(season.store, { model: playerGameSummary, dates: scope.dates, scope, computed, few })
    return season.store.rows(`select how, fields from ${COMPARED} order by player_lookup`)
  }
  expect(await compared(true)).toEqual(await compared(false))
  await season.close()
})

it('an interrupted run leaves no scratch tables', async () => {
  const season = await smallLeague()
  await season.land()
  let built = 0
  const request = { range: undefined, tables: [], now: '2022-07-01', elapsed: () => 0, interrupted: () => built > 1 }
  await expect(backfill(season.store, request, event => void (built += event.kind === 'chunk' ? 1 : 0))).rejects.toThrow('interrupted')
  expect(await season.store.rows(`select table_name from information_schema.tables where table_catalog = 'scratch'`)).toEqual([])
  await season.close()
})

it('what is asked beside the build does not change how the run ended', async () => {
  const season = await smallLeague()
  await season.land()
  // Events are in no table that is built: only the sentence about them reads this one.
  await season.store.run('alter table nba_raw.nbac_play_by_play rename to somewhere_else')
  const request = { range: undefined, tables: [], now: '2022-07-01', elapsed: () => 0 }
  await expect(backfill(season.store, request, () => undefined)).rejects.toThrow('nbac_play_by_play')
  const [run] = await season.store.rows(`select outcome from nba_processing.runs order by run desc limit 1`)
  expect(run).toEqual({ outcome: 'done' })
  const [failed] = await season.store.rows(`select cast(count(*) as bigint) as units from nba_processing.unit_states where status = 'failed'`)
  expect(failed).toEqual({ units: 0 })
  await season.close()
})
