import { describe, expect, it } from 'vitest'
import { broadSeasons, type Touched } from '../../src/change/breadth.ts'
import { models } from '../../src/nba/models/index.ts'

/** New stat lines of a season, of which so many dates are asked about. */
function lines(places: number, days: number, season: number = 2021): Touched {
  return { input: 'stat line', names: ' * ', season, places, days }
}

function broad(...touched: Touched[]): number[] {
  return [...broadSeasons(models, touched)].toSorted((a, b) => a - b)
}

describe('a season is reached by whole dates', () => {
  it('when most of its lines have changed, and not when those of one date have', () => {
    expect(broad(lines(26_000, 166))).toEqual([2021])
    expect(broad(lines(250, 166))).toEqual([])
  })
  it('whatever happens in another', () => {
    expect(broad(lines(26_000, 166), lines(250, 166, 2022))).toEqual([2021])
  })
  it('never for a few lines, however few dates are asked about', () => {
    expect(broad(lines(40, 1), lines(40, 166, 2022))).toEqual([])
  })
  it('when what changed together is too much, though no kind of it is', () => {
    const totals: Touched = { ...lines(300, 166), input: 'team totals' }
    expect(broad(lines(800, 166))).toEqual([])
    expect(broad(totals)).toEqual([])
    expect(broad(lines(800, 166), totals)).toEqual([2021])
  })
  it('and not when the fields that changed matter to no later date', () => {
    expect(broad({ ...lines(26_000, 166), names: ' steals ' })).toEqual([])
  })
})
