import { describe, expect, it } from 'vitest'
import {
  brief,
  count,
  counted,
  duration,
  exact,
  fixed,
  instant,
  listed,
  madeOf,
  month,
  percentage,
  season,
  share,
  short,
  signed,
  weekday,
  word,
} from '../../src/page/format.ts'
import { rowAddress, routeOf, withGiven } from '../../src/page/route.ts'
import { lookOf, LOOKS, repairOf, stateOf } from '../../src/page/status.ts'

describe('numbers', () => {
  it('are written as in box scores', () => {
    expect([share(0.573), share(1), share(0), share(1.25), share(-0.05)]).toEqual(['.573', '1.000', '.000', '1.250', '−.050'])
    expect([signed(7), signed(-7), signed(0), signed(2.25, 1)]).toEqual(['+7', '−7', '0', '+2.3'])
    expect([madeOf(9, 17), madeOf(0, 0)]).toEqual(['9-17', '0-0'])
    expect([count(26_039), count(-1200), counted(1, 'game'), counted(1230, 'game')]).toEqual(['26,039', '−1,200', '1 game', '1,230 games'])
    expect([fixed(24.44), fixed(24), fixed(-1.25, 2)]).toEqual(['24.4', '24.0', '−1.25'])
  })

  it('that are not known are a dash, and not zero', () => {
    for (const unknown of [null, undefined, Number.NaN, 'x']) {
      expect([share(unknown), signed(unknown), count(unknown), fixed(unknown), madeOf(1, unknown), season(unknown)]).toEqual(Array(6).fill('–'))
    }
    expect([percentage(null), duration(null), instant(null), word(null)]).toEqual(['–', '–', '–', '–'])
    expect(exact(null)).toBe('NULL')
  })

  it('say 100 % only when nothing is missing', () => {
    expect([percentage(1), percentage(0.99999), percentage(0.5)]).toEqual(['100 %', '99.99 %', '50.00 %'])
  })

  it('of any size are short where they are only looked at, and lists are words', () => {
    expect([brief(8.565217391304348), brief(12), brief(1_234_567.8), brief(0.1 + 0.2)]).toEqual(['8.56522', '12', '1234570', '0.3'])
    expect([listed(['a', 'b']), listed([]), listed(null), listed(0.573)]).toEqual(['a, b', 'none', 'NULL', '0.573'])
  })

  it('of time and place have their names', () => {
    expect([duration(300), duration(42_400), duration(190_000)]).toEqual(['0.3 s', '42 s', '3 min 10 s'])
    expect([weekday('2021-11-10'), month('2021-11-01'), season(1999), season(2021)]).toEqual(['Wed', 'November 2021', '1999-00', '2021-22'])
    expect(instant('2026-11-23T09:02:11.123Z')).toBe('2026-11-23 09:02 UTC')
    expect([short('nba_raw.bref_games'), word(7), exact(['a']), exact(0.573)]).toEqual(['bref_games', '7', '["a"]', '0.573'])
  })
})

describe('addresses', () => {
  it('are taken apart as they were put together', () => {
    const address = rowAddress('nba_analytics.player_game_summary', '2021-11-10/a b?c')
    expect(address).toBe('/row/player_game_summary/2021-11-10/a%20b%3Fc')
    expect(routeOf(withGiven(address, { x: 'ä&=', none: null, empty: '' }))).toEqual({
      view: 'row',
      rest: ['player_game_summary', '2021-11-10', 'a b?c'],
      given: { x: 'ä&=' },
    })
    expect(routeOf('/')).toEqual({ view: 'calendar', rest: [], given: {} })
    expect(routeOf('/player/%E0%A4%A').rest).toEqual(['%E0%A4%A'])
  })
})

describe('statuses', () => {
  it('are told apart without their colour', () => {
    const looks = Object.values(LOOKS)
    expect(new Set(looks.map(({ sign }) => sign)).size).toBe(looks.length)
    expect(new Set(looks.map(({ word: told }) => told)).size).toBe(looks.length)
    expect(lookOf(null)).toMatchObject({ name: 'never', word: 'not built' })
  })

  it('are those of the compared keys, but where a run failed or lacked an input', () => {
    expect(stateOf('done', undefined)).toBe('complete')
    expect(stateOf(null, undefined)).toBe('missing')
    expect(stateOf('done', 'partial')).toBe('partial')
    expect(stateOf('failed', 'complete')).toBe('failed')
    expect(stateOf('blocked', 'missing')).toBe('blocked')
    expect(stateOf('done', 'uncovered')).toBe('blocked')
  })

  it('lead to the command that repairs them', () => {
    expect(repairOf('2021-11-10', ['done', 'failed', null], 1)).toBe('backcourt retry --date 2021-11-10')
    expect(repairOf('2021-11-10', ['done', null], 0)).toBe('backcourt backfill --date 2021-11-10')
    expect(repairOf('2021-11-10', ['done', 'done'], 3)).toBe('backcourt backfill --date 2021-11-10')
    expect(repairOf('2021-11-10', ['blocked', 'done'], 0)).toBe('backcourt import PATH…')
    expect(repairOf('2021-11-10', ['done', 'empty', 'waiting', 'unchanged'], 0)).toBeUndefined()
  })
})
