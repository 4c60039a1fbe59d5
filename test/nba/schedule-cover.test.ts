import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { uncoveredDates, type KnownSeason } from '../../src/nba/schedule-cover.ts'

function known(season: number, first: string, last: string): KnownSeason {
  return { season, first: first as Day, last: last as Day }
}

const SEASON_2021 = known(2021, '2021-10-19', '2022-06-16')
const SEASON_2022 = known(2022, '2022-10-18', '2023-06-12')

function uncovered(first: string, last: string, ...seasons: KnownSeason[]): [string, string, string][] {
  return uncoveredDates({ first: first as Day, last: last as Day }, seasons).map(dates => [dates.first, dates.last, dates.reason])
}

describe('uncoveredDates(range, seasons)', () => {
  it('are none in a season, after it, and between two that follow each other', () => {
    expect(uncovered('2021-10-19', '2023-09-30', SEASON_2021, SEASON_2022)).toEqual([])
  })

  it('are those of seasons without a game, each told once', () => {
    expect(uncovered('2022-08-01', '2024-02-01', SEASON_2021)).toEqual([
      ['2022-10-01', '2023-09-30', 'no schedule covers 2022-23: import one'],
      ['2023-10-01', '2024-02-01', 'no schedule covers 2023-24: import one'],
    ])
  })

  it('are all without any schedule', () => {
    expect(uncovered('1946-11-01', '1947-11-01')).toEqual([
      ['1946-11-01', '1947-09-30', 'no schedule covers 1946-47: import one'],
      ['1947-10-01', '1947-11-01', 'no schedule covers 1947-48: import one'],
    ])
  })

  it('are none in the October before a season that begins when seasons do, but the summer before it', () => {
    expect(uncovered('2021-09-01', '2021-10-20', SEASON_2021)).toEqual([['2021-09-01', '2021-09-30', 'no schedule covers 2020-21: import one']])
  })

  it('are those that half a schedule leaves out', () => {
    const late = known(2022, '2023-01-05', '2023-06-12')
    expect(uncovered('2022-07-01', '2023-01-10', SEASON_2021, late)).toEqual([
      ['2022-10-01', '2023-01-04', 'the schedule of 2022-23 begins on 2023-01-05: import what comes before'],
    ])
  })

  it('are none before a season that began at Christmas after one that ended in October', () => {
    expect(uncovered('2020-07-01', '2021-07-20', known(2019, '2019-10-22', '2020-10-11'), known(2020, '2020-12-22', '2021-07-20'))).toEqual([])
  })

  it('are those of a season that is forgotten between two', () => {
    expect(uncovered('2022-06-16', '2023-10-30', SEASON_2021, known(2023, '2023-10-24', '2024-06-17'))).toEqual([
      ['2022-10-01', '2023-09-30', 'no schedule covers 2022-23: import one'],
    ])
  })
})
