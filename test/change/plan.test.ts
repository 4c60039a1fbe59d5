import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import type { GameDay, Known } from '../../src/change/calendar.ts'
import { parsePlan } from '../../src/change/plan-document.ts'
import { makePlan, type PlanInput } from '../../src/change/plan.ts'
import { unitKey, type UnitState } from '../../src/ledger/units.ts'
import { models } from '../../src/nba/models/index.ts'

const summary = models.filter(model => model.name === 'player_game_summary')
const context = models.filter(model => model.name === 'upcoming_team_game_context')
const options = { force: false, onlyMissing: false, onlyFailed: false }

function day(date: string, { complete = 0, blocked = [], ...open }: Partial<Known & Pick<GameDay, 'waiting' | 'upcoming'>> = {}): GameDay {
  const known = { complete, blocked }
  return { date: date as Day, season: 2021, teams: known, players: known, waiting: 0, upcoming: 0, ...open }
}

function state(date: string, changes: Partial<UnitState> = {}): UnitState {
  const built = { status: 'done' as const, rows: 20, storedRows: 20, reason: null, fingerprint: 'f', importNumber: 1, run: 1, asOf: null }
  return { table: 'player_game_summary', date: date as Day, ...built, ...changes }
}

function plan(input: Partial<PlanInput>): ReturnType<typeof makePlan> {
  return makePlan({
    range: { first: '2021-11-01' as Day, last: '2021-11-03' as Day },
    models: summary,
    days: [day('2021-11-01', { complete: 5 }), day('2021-11-03', { complete: 5 })],
    uncovered: [],
    states: [],
    fingerprints: new Map([['player_game_summary', 'f']]),
    reached: new Map(),
    options,
    ...input,
  })
}

function reasons(input: Partial<PlanInput>): [string, string][] {
  return plan(input).units.map(unit => [unit.date, unit.reasons.map(reason => reason.why).join('; ')])
}

describe('a plan', () => {
  it('builds every date with games when nothing was ever built', () => {
    const { units, counts } = plan({})
    expect(units.map(unit => unit.date)).toEqual(['2021-11-01', '2021-11-03'])
    expect(counts).toEqual({ build: 2, unchanged: 0, empty: 1, waiting: 0, blocked: 0 })
  })

  it('leaves alone what is built and reached by nothing', () => {
    expect(plan({ states: [state('2021-11-01'), state('2021-11-03')] }).counts).toMatchObject({ build: 0, unchanged: 2 })
  })

  it('rebuilds what a changed input reaches, and says which', () => {
    const reached = new Map([
      [
        unitKey('player_game_summary', '2021-11-03'),
        { reasons: [{ why: 'its box score', changes: ['nba_raw.x a/b'], more: 0 }], games: ['0022100001'] },
      ],
    ])
    expect(reasons({ states: [state('2021-11-01'), state('2021-11-03')], reached })).toEqual([['2021-11-03', 'its box score']])
  })

  it('rebuilds what an older definition built', () => {
    expect(reasons({ states: [state('2021-11-01', { fingerprint: 'older' }), state('2021-11-03')] })).toEqual([['2021-11-01', 'definition changed']])
  })

  it('rebuilds what failed, and what another program has touched', () => {
    const states = [state('2021-11-01', { status: 'failed', run: 7 }), state('2021-11-03', { storedRows: 21 })]
    expect(reasons({ states })).toEqual([
      ['2021-11-01', 'failed in run 7'],
      ['2021-11-03', '20 rows were written, 21 are stored'],
    ])
  })

  it('takes only what failed, only what has no rows, or everything, when told so', () => {
    const states = [state('2021-11-01', { status: 'failed', run: 7 }), state('2021-11-03')]
    expect(reasons({ states, options: { ...options, onlyFailed: true } })).toEqual([['2021-11-01', 'failed in run 7']])
    expect(reasons({ states: [state('2021-11-03')], options: { ...options, onlyMissing: true } })).toEqual([['2021-11-01', 'never built']])
    expect(reasons({ states: [state('2021-11-01'), state('2021-11-03')], options: { ...options, force: true } })).toEqual([
      ['2021-11-01', 'forced'],
      ['2021-11-03', 'forced'],
    ])
  })

  it('has summaries wait for results that contexts do not need', () => {
    const days = [day('2021-11-01', { upcoming: 3 }), day('2021-11-03', { waiting: 1 })]
    expect(plan({ days }).counts).toEqual({ build: 0, unchanged: 0, empty: 1, waiting: 2, blocked: 0 })
    expect(plan({ days, models: context }).counts).toEqual({ build: 1, unchanged: 0, empty: 1, waiting: 1, blocked: 0 })
  })

  it('names the games that block a date, and builds the others of that date', () => {
    const { units, idle, counts } = plan({
      days: [
        day('2021-11-01', { blocked: [{ game: '20211101_BKN_MIL', lacks: ['BKN', 'MIL'], what: 'box score' }] }),
        day('2021-11-03', { complete: 2, blocked: [{ game: '20211103_BKN_MIL', lacks: ['MIL'], what: 'box score' }] }),
      ],
    })
    expect(counts).toEqual({ build: 1, unchanged: 0, empty: 1, waiting: 0, blocked: 1 })
    expect(units[0]?.outlook).toMatchObject({ status: 'blocked', reason: '20211103_BKN_MIL lacks the box score of MIL: import it' })
    expect(idle.find(unit => unit.status === 'blocked')).toMatchObject({
      ...{ date: '2021-11-01', news: true, reason: '20211101_BKN_MIL lacks the box scores of BKN and MIL: import them' },
    })
  })

  it('says of games without stat lines, whose team totals are there, that player box scores were not imported, and builds the team tables', () => {
    const unlisted = { game: '20211101_BKN_MIL', lacks: ['BKN', 'MIL'], what: 'player box score' as const }
    const days = [{ ...day('2021-11-01', { complete: 1 }), players: { complete: 0, blocked: [unlisted] } }]
    expect(plan({ days }).idle.find(unit => unit.status === 'blocked')).toMatchObject({
      reason: 'player box scores were not imported: import them (20211101_BKN_MIL)',
    })
    expect(plan({ days, models: context }).counts).toMatchObject({ build: 1, blocked: 0 })
  })

  it('builds a date of whose only game one team has a box score: its players have rows', () => {
    const { units, counts } = plan({ days: [day('2021-11-01', { blocked: [{ game: '20211101_BKN_MIL', lacks: ['MIL'], what: 'box score' }] })] })
    expect(counts).toMatchObject({ build: 1, blocked: 0 })
    expect(units[0]?.outlook).toMatchObject({ status: 'blocked', reason: '20211101_BKN_MIL lacks the box score of MIL: import it' })
  })

  it('of failed units alone does not take others for looked at: a date with games ahead has rows to build all the same', () => {
    const days = [day('2021-11-01', { complete: 2, upcoming: 1 }), day('2021-11-03', { upcoming: 1 })]
    const { idle } = plan({ days, options: { ...options, onlyFailed: true } })
    expect(idle.filter(unit => unit.news).map(unit => [unit.date, unit.status])).toEqual([['2021-11-03', 'waiting']])
  })

  it('counts a date that no game touches, and tells the ledger only of one that lost its games', () => {
    const { idle, counts } = plan({ days: [day('2021-11-01', { complete: 5 }), day('2021-11-03')] })
    expect(counts).toMatchObject({ build: 1, empty: 2 })
    expect(idle).toEqual([{ table: 'player_game_summary', date: '2021-11-03', status: 'empty', reason: 'no games', news: true }])
  })

  it('clears the rows of a date whose games have gone', () => {
    const reached = new Map([[unitKey('player_game_summary', '2021-11-02'), { reasons: [{ why: 'its games', changes: [], more: 0 }], games: null }]])
    expect(reasons({ states: [state('2021-11-01'), state('2021-11-02'), state('2021-11-03')], reached })).toEqual([['2021-11-02', 'its games']])
  })
})

describe('a plan that an older Backcourt saved', () => {
  it('rebuilds whole dates', () => {
    const older = { units: [{ table: 'player_game_summary', date: '2021-11-01', season: 2021, reasons: [{ why: 'its box score', changes: [] }] }] }
    expect(parsePlan(JSON.stringify(older))).toMatchObject({ as_of: null, units: [{ games: null, reasons: [{ why: 'its box score', more: 0 }] }] })
  })
})
