import { settleImports } from '../../src/import/settle/settle.ts'
import { describe, expect, it } from 'vitest'
import { askedRange, rangeHint, rangeIn, type RangeOptions } from '../../src/cli/range.ts'
import { withStore } from '../../src/cli/open-store.ts'
import type { Store } from '../../src/store/store.ts'

function withSchedule<T>(work: (store: Store) => Promise<T>): Promise<T> {
  return withStore(':memory:', { mode: 'create' }, async store => {
    await store.run(`
      insert into nba_raw.nbac_schedule
        (feed, nba_game_id, game_id, game_date, season_year, home_team_tricode, away_team_tricode, import_number, source_file, source_row, ended_by)
      values
        ('f', '0022100001', '20211019_BKN_MIL', '2021-10-19', 2021, 'MIL', 'BKN', 1, 'x', 1, null),
        ('f', '0022101230', '20220410_A_B', '2022-04-10', 2021, 'MIL', 'BKN', 1, 'x', 2, null),
        ('f', '0022200001', '20221018_A_B', '2022-10-18', 2022, 'MIL', 'BKN', 1, 'x', 3, null),
        ('f', '0022200002', '20221019_A_B', '2022-10-19', 2022, 'MIL', 'BKN', 1, 'x', 4, 2)`)
    return work(store)
  })
}

describe('askedRange(options, command)', () => {
  it('asks for nothing without options', () => {
    expect(askedRange({}, 'backfill')).toBeUndefined()
  })

  it.each([
    [{ startDate: '2021-10-19' }, { first: '2021-10-19', last: undefined }],
    [
      { startDate: '2021-10-19', endDate: '2021-10-19' },
      { first: '2021-10-19', last: '2021-10-19' },
    ],
    [{ date: '2021-10-19' }, { first: '2021-10-19', last: '2021-10-19' }],
    [{ season: '2021-22' }, { season: 2021 }],
  ])('reads %j', (options, asked) => {
    expect(askedRange(options, 'backfill')).toEqual(asked)
  })

  it.each([
    [{ startDate: '2021-02-30' }, '--start-date: 2021-02-30 is no day: February 2021 has 28'],
    [{ date: '2024-11-31' }, '--date: 2024-11-31 is no day: November 2024 has 30'],
    [{ date: '2022-13-01' }, '--date: expected a day as YYYY-MM-DD, got "2022-13-01"'],
    [{ date: 'tomorrow' }, '--date: expected a day as YYYY-MM-DD, got "tomorrow"'],
    [{ season: '2021' }, 'expected a season as 2021-22, got "2021"'],
    [{ season: '2021-22', date: '2021-10-19' }, 'game dates can be chosen in one way'],
    [{ startDate: '2021-10-20', endDate: '2021-10-19' }, '--start-date 2021-10-20 is after --end-date 2021-10-19'],
  ])('refuses %j', (options, message) => {
    expect(() => askedRange(options, 'backfill')).toThrow(message)
  })
})

describe('rangeIn(store, asked)', () => {
  it('finds the days of a season, and open ends, in the current schedule', async () => {
    await withSchedule(async store => {
      expect(await rangeIn(store, undefined)).toBeUndefined()
      expect(await rangeIn(store, askedRange({ season: '2021-22' }, 'backfill'))).toEqual({ first: '2021-10-19', last: '2022-04-10' })
      expect(await rangeIn(store, askedRange({ startDate: '2022-01-01' }, 'backfill'))).toEqual({ first: '2022-01-01', last: '2022-10-18' })
      expect(await rangeIn(store, askedRange({ endDate: '2022-01-01' }, 'backfill'))).toEqual({ first: '2021-10-19', last: '2022-01-01' })
      expect(await rangeIn(store, askedRange({ date: '1999-01-01' }, 'backfill'))).toEqual({ first: '1999-01-01', last: '1999-01-01' })
    })
  })

  it('closes an open end with the dates that have box scores, unless they lie on the other side', async () => {
    await withSchedule(async store => {
      await store.run(`
        update nba_raw.nbac_schedule set feed = 'nba_schedule_table';
        insert into nba_raw.nbac_team_boxscore (feed, nba_game_id, game_id, game_date, team_abbr, points, import_number, source_file, source_row)
        values ('f', '0022101230', '20220410_A_B', '2022-04-10', 'MIL', 1, 1, 'x', 1), ('f', '0022101230', '20220410_A_B', '2022-04-10', 'BKN', 2, 1, 'x', 2);
        insert into nba_processing.imports (import_number, kind, started_at, arguments, people_resolved)
        values (1, 'import', timestamp '2022-05-01', '{}', false)`)
      await settleImports(store)
      const range = (options: RangeOptions) => rangeIn(store, askedRange(options, 'backfill'))
      expect(await range({ startDate: '2022-01-01' })).toEqual({ first: '2022-01-01', last: '2022-04-10' })
      expect(await range({ startDate: '2022-04-11' })).toEqual({ first: '2022-04-11', last: '2022-10-18' })
      expect(await range({ endDate: '2022-05-01' })).toEqual({ first: '2022-04-10', last: '2022-05-01' })
      expect(await range({ endDate: '2021-12-31' })).toEqual({ first: '2021-10-19', last: '2021-12-31' })
    })
  })

  it('takes a season that the schedule lacks for October to June', async () => {
    await withSchedule(async store => {
      expect(await rangeIn(store, askedRange({ season: '2019-20' }, 'backfill'))).toEqual({ first: '2019-10-01', last: '2020-06-30' })
    })
  })

  it('says so when the schedule ends before', async () => {
    await withSchedule(async store => {
      await expect(rangeIn(store, askedRange({ startDate: '2030-01-01' }, 'backfill'))).rejects.toThrow('the last game of the store is on 2022-10-18')
      await expect(rangeIn(store, askedRange({ endDate: '2020-01-01' }, 'backfill'))).rejects.toThrow('the first game of the store is on 2021-10-19')
    })
  })
})

describe('rangeHint(options)', () => {
  it('writes the options again', () => {
    expect(rangeHint({ startDate: '2021-10-19', endDate: '2021-10-20' })).toBe(' --start-date 2021-10-19 --end-date 2021-10-20')
    expect(rangeHint({ season: '2021-22' })).toBe(' --season 2021-22')
    expect(rangeHint({})).toBe('')
  })
})
