import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { whatIsDue, type Known } from '../../src/fetch/due.ts'
import type { Kept, Version } from '../../src/fetch/kept.ts'
import { injuryReportAt, PUBLIC_BASES } from '../../src/fetch/resources.ts'
import { gameAt, gamesOf } from '../../src/fetch/schedule.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const SCHEDULE = 'https://cdn.nba.com/static/json/staticData/scheduleLeagueV2.json'
const tip = '2025-11-06T00:30:00Z'
const game = gameAt({ id: '0022500165', date: '2025-11-05', tip, over: false })
const file: Version = { file: 'f', fetched_at: tip, etag: null, last_modified: null, sha256: '', bytes: 1, state: 'final' }

interface Case {
  /** Hours after the tip. */
  readonly now: number
  readonly box?: Partial<Kept>
  readonly plays?: Partial<Kept>
  /** Hours after the tip; undefined before the first fetch. */
  readonly last?: number
}

const at = (hours: number): number => game.tip + hours * HOUR
const kept = (some: Partial<Kept> | undefined): Kept | undefined =>
  some && { checkedAt: at(5), changedAt: at(5), failures: 0, state: 'final', newest: file, ...some }

/** The kinds that are due of the game, with their reasons. */
function dueOf({ now, box, plays, last }: Case, day?: string): Record<string, string> {
  const known: Known = {
    ...{ now: at(now), bases: PUBLIC_BASES, games: [game], lastFetch: last === undefined ? undefined : at(last), asked: new Set([SCHEDULE]) },
    kept: ({ kind }) => (kind === 'box score' ? kept(box) : kind === 'play-by-play' ? kept(plays) : kept({})),
  }
  const range = day === undefined ? undefined : { first: day as Day, last: day as Day }
  return Object.fromEntries(whatIsDue(range, known).map(({ resource, reason }) => [resource.kind, reason]))
}

describe('what is due', () => {
  it('is the schedule before anything else', () => {
    const due = whatIsDue(undefined, {
      now: at(5),
      bases: PUBLIC_BASES,
      games: [game],
      kept: () => undefined,
      lastFetch: undefined,
      asked: new Set(),
    })
    expect(due.map(({ resource }) => resource.address)).toEqual([SCHEDULE])
  })

  it.each<[string, Case, Record<string, string>]>([
    ['nothing of a game that is on', { now: 2 }, {}],
    ['the box score of one that should be over', { now: 3 }, { 'box score': 'ended since the last fetch' }],
    ['the plays when the box score says that it is over', { now: 6, box: {} }, { 'play-by-play': 'its game is over' }],
    ['nothing when both are there', { now: 20, box: {}, plays: {} }, {}],
    [
      'the box score again that said that it is on',
      { now: 6, box: { state: 'running' } },
      { 'box score': 'was not over, or not to be had, when it was last asked for' },
    ],
    ['nothing of a game before the last fetch that nobody wanted', { now: 60, last: 59 }, {}],
    ['the box score a day later', { now: 30, box: {}, plays: {} }, { 'box score': '1 day old: statistics may have been corrected' }],
    ['once', { now: 40, box: { checkedAt: at(30) }, plays: {} }, {}],
    ['after two days', { now: 54, box: { checkedAt: at(30) }, plays: {} }, { 'box score': '2 days old: statistics may have been corrected' }],
    [
      'once for all that was missed',
      { now: 24 * 31, box: { checkedAt: at(30) }, plays: {} },
      { 'box score': '30 days old: statistics may have been corrected' },
    ],
    ['nothing of old games', { now: 24 * 90, box: { checkedAt: at(30) }, plays: {} }, {}],
    [
      'the plays of a corrected box score',
      { now: 40, box: { checkedAt: at(30), changedAt: at(30) }, plays: {} },
      { 'play-by-play': 'its box score was corrected' },
    ],
    ['nobody who failed an hour ago', { now: 6, box: { checkedAt: at(5), failures: 1, state: undefined, newest: undefined } }, {}],
    [
      'who failed longer ago',
      { now: 8, box: { checkedAt: at(5), failures: 1, state: undefined, newest: undefined } },
      { 'box score': 'was not over, or not to be had, when it was last asked for' },
    ],
  ])('is %s', (_, known, due) => {
    expect(dueOf(known)).toEqual(due)
  })

  it('is all of a game of the dates that are asked for, first its box score', () => {
    expect(dueOf({ now: 24 * 400 }, '2025-11-05')).toEqual({ 'box score': 'a game of the dates that were asked for' })
    expect(dueOf({ now: 24 * 400, box: {}, plays: {} }, '2025-11-05')).toEqual({ 'box score': 'a game of the dates that were asked for, once more' })
    expect(dueOf({ now: 24 * 400 }, '2025-11-06')).toEqual({})
  })
})

describe('injury reports', () => {
  it.each([
    ['2025-11-05', 19 * 60, '2025-11-05_06PM'],
    ['2025-11-05', 19 * 60 + 30, '2025-11-05_07PM'],
    ['2025-12-19', 12 * 60 + 45, '2025-12-19_12PM'],
    ['2025-12-19', 40, '2025-12-19_12AM'],
    ['2025-12-20', 19 * 60, '2025-12-20_07_00PM'],
    ['2026-01-05', 17 * 60 + 44, '2026-01-05_05_30PM'],
    ['2026-01-05', 5, '2026-01-05_12_00AM'],
  ])('of %s, %i minutes after midnight, are called by their hour, and since December 2025 by their quarter', (day, minutes, name) => {
    expect(injuryReportAt(PUBLIC_BASES, { day: day as Day, minutes })?.address).toBe(
      `https://ak-static.cms.nba.com/referee/injury/Injury-Report_${name}.pdf`,
    )
  })

  it('of the first half hour of a day are none', () => {
    expect(injuryReportAt(PUBLIC_BASES, { day: '2025-11-05' as Day, minutes: 20 })).toBeUndefined()
  })

  it('are asked for before each tip, and before the games of today', () => {
    const games = [game, gameAt({ id: '0022500166', date: '2025-11-05', tip: '2025-11-06T03:00:00Z', over: false })]
    const known = { bases: PUBLIC_BASES, games, kept: () => undefined, lastFetch: undefined, asked: new Set([SCHEDULE]) }
    const names = (now: number): string[] =>
      whatIsDue(undefined, { ...known, now }).flatMap(({ resource }) => (resource.kind === 'injury report' ? [resource.stem.slice(-4)] : []))
    expect(names(at(-8.5))).toEqual(['10AM'])
    expect(names(at(12))).toEqual(['07PM', '09PM'])
  })
})

describe('games of a schedule', () => {
  it('are the counted ones; without a tip they begin in the evening', () => {
    const games = [
      { gameId: '0012500001', gameDateEst: '2025-10-05T00:00:00Z' },
      { gameId: '0022500165', gameDateEst: '2025-11-05T00:00:00Z', gameDateTimeUTC: tip, gameStatus: 3 },
      { gameId: '0042500401', gameDateEst: '2026-06-01T00:00:00Z', gameDateTimeUTC: '1900-01-01T00:00:00Z', gameStatus: 1 },
    ]
    expect(gamesOf(JSON.stringify({ leagueSchedule: { gameDates: [{ games }] } }))).toEqual([
      { id: '0022500165', date: '2025-11-05', tip: Date.parse(tip), over: true },
      { id: '0042500401', date: '2026-06-01', tip: Date.parse('2026-06-01T23:00:00Z'), over: false },
    ])
  })
})

describe('kept for a long time', () => {
  it('asks who always fails no more than once a week', () => {
    const box = { checkedAt: at(0), failures: 12, state: undefined, newest: undefined }
    expect(dueOf({ now: 6 * 24, box })).toEqual({})
    expect(dueOf({ now: (7 * DAY) / HOUR, box })).toHaveProperty('box score')
  })
})
