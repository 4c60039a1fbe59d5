import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../src/calendar.ts'
import type { LoggedCause } from '../../../src/ledger/row-history.ts'
import type { PlannedUnit } from '../../../src/change/plan.ts'
import type { PlanDocument } from '../../../src/change/plan-document.ts'
import type { InputChange } from '../../../src/change/read-reach.ts'
import { planMembers } from '../../../src/cli/plan-members.ts'
import { planText } from '../../../src/cli/render/plan-report.ts'
import { runsText, runText } from '../../../src/cli/render/runs-report.ts'
import { whyText } from '../../../src/cli/render/why-report.ts'
import { playerGameSummary } from '../../../src/nba/models/player-game-summary.ts'

const page = { columns: 100, paint: (_: string, text: string) => text }
const day = (text: string) => parseDay(text, 'x')

function change(who: string, more: Partial<InputChange> = {}): InputChange {
  return {
    id: `nba_raw.nbac_player_boxscores f/0022100001/${who}`,
    table: 'nba_raw.nbac_player_boxscores',
    date: '2021-11-10',
    key: `f/0022100001/${who}`,
    kind: 'changed',
    game: '0022100001',
    who,
    fields: [{ field: 'points', before: '33', after: '34' }],
    file: '/a/corrections.csv',
    row: 1,
    cause: 'corrections.csv row 1, import 4',
    ...more,
  }
}

function unit(table: string, date: string, reasons: PlannedUnit['reasons']): PlannedUnit {
  return { table, date: day(date), season: 2021, outlook: { status: 'done', rows: 200, played: true }, reasons, games: null }
}

function plan(more: Partial<PlanDocument>): PlanDocument {
  const { units = [] } = more
  return {
    plan: '7f3a9c1e',
    created_at: '2026-11-23T09:00:00.000Z',
    as_of: null,
    range: { first: day('2021-10-19'), last: day('2021-11-19') },
    tables: ['nba_analytics.player_game_summary'],
    units: [],
    idle: [],
    counts: { build: units.length, unchanged: 10, empty: 1, waiting: 0, blocked: 1 },
    inputs_changed: [],
    change_count: more.inputs_changed?.length ?? 0,
    cites: [],
    fingerprints: {},
    import_number: 4,
    complete: true,
    expected_ms: 200,
    ...more,
  }
}

describe('a plan', () => {
  const line = change('lebronjames')
  const ids = [line.id]
  const units = [
    unit('player_game_summary', '2021-11-10', [{ why: 'its box score', changes: ids, more: 0 }]),
    unit('upcoming_player_game_context', '2021-11-12', [
      { why: 'lebronjames’s last 10 games', changes: ids, more: 0 },
      { why: 'LAL’s last 10 games', changes: ids, more: 0 },
    ]),
    unit('upcoming_player_game_context', '2021-11-14', [
      { why: 'lebronjames’s last 10 games', changes: ids, more: 0 },
      { why: 'anthonydavis’s last 10 games', changes: ids, more: 0 },
      { why: 'austinreaves’s last 10 games', changes: ids, more: 0 },
    ]),
  ]

  it('groups units by table and reason, and counts the names when they are many', () => {
    const idle = [
      {
        table: 'player_game_summary',
        date: day('2021-11-18'),
        status: 'blocked' as const,
        reason: 'no box scores of both teams for 20211118_A_B: import them',
        news: true,
      },
    ]
    expect(planText(plan({ inputs_changed: [line], units, idle }), page)).toEqual([
      '1 input row changed',
      '  nba_raw.nbac_player_boxscores  2021-11-10/lebronjames  points 33 → 34  (corrections.csv row 1, import 4)',
      '3 units to rebuild, about 0.2 s; 12 units stay',
      '  player_game_summary           2021-11-10               its box score              1 day',
      '  upcoming_player_game_context  2021-11-12 … 2021-11-14  3 players’ last 10 games  2 days',
      '  upcoming_player_game_context  2021-11-12               LAL’s last 10 games        1 day',
      '  blocked player_game_summary 2021-11-18  no box scores of both teams for 20211118_A_B: import them',
    ])
  })

  it('shows the first changes and says how many there are', () => {
    const many = Array.from({ length: 14 }, (_, index) => change(`player${index}`, index === 0 ? { kind: 'added', fields: [], date: null } : {}))
    const lines = planText(plan({ inputs_changed: many, change_count: 2000 }), page)
    expect(lines[0]).toBe('2,000 input rows changed')
    expect(lines[1]).toMatch(/ f\/0022100001\/player0 +added /)
    expect(lines[13]).toBe('  and 1,988 more; --json lists the first 14')
    expect(lines[14]).toBe('0 units to rebuild; 12 units stay')
  })

  it('names the rows behind each reason for scripts, the first five, and how many rows can change', () => {
    const many = Array.from({ length: 7 }, (_, index) => change(`player${index}`))
    const told = planMembers(
      plan({
        inputs_changed: [line, ...many],
        units: [
          ...units,
          unit('player_game_summary', '2021-11-10', [{ why: 'its box score', changes: many.map(each => each.id), more: 0 }]),
          unit('player_game_summary', '2021-11-10', [{ why: 'the totals of its teams', changes: ids, more: 0 }]),
          unit('player_game_summary', '2021-11-12', [{ why: 'never built', changes: [], more: 0 }]),
          unit('player_game_summary', '2021-11-13', [{ why: 'its games', changes: ['nba_reference.game_states 0022100001'], more: 0 }]),
          unit('player_game_summary', '2021-11-14', [{ why: 'its games', changes: ['nba_reference.game_states 0022109999'], more: 0 }]),
        ],
      }),
    )
    expect(told.units.map(each => [each.action, each.rows_affected])).toEqual([
      ['rebuild', 1],
      ['rebuild', 18],
      ['rebuild', 3],
      ['rebuild', 7],
      ['rebuild', 22],
      ['build', 200],
      ['rebuild', 200],
      ['rebuild', 200],
    ])
    expect(told.units[3]?.reasons[0]).toMatch(/^its box score: nba_raw.nbac_player_boxscores 2021-11-10\/player0 points 33 → 34 .*; and 2 more$/)
    expect(told.units[6]?.reasons[0]).toMatch(/^its games: nba_raw.nbac_player_boxscores 2021-11-10\/lebronjames points 33 → 34/)
    expect(told.units[7]?.reasons).toEqual(['its games: nba_reference.game_states 0022109999'])
  })
})

describe('runs', () => {
  const run = {
    run: 3,
    command: 'backfill',
    plan: '7f3a9c1e',
    at: '2026-11-23T09:02:00.000Z',
    outcome: 'interrupted' as const,
    units: { done: 1, unchanged: 0, empty: 0, waiting: 0, failed: 22, blocked: 0 },
    rows_written: null,
    duration_ms: null,
    options: { newestFirst: false },
  }

  it('are told in lines, with what is not known of those that were killed', () => {
    expect(runsText([], page)).toEqual(['no run yet'])
    expect(runsText([run], page)).toEqual([
      'run  started (UTC)     command   plan      outcome      units  failed  rows written  time',
      '  3  2026-11-23 09:02  backfill  7f3a9c1e  interrupted     23      22             –     –',
    ])
  })

  it('name their faults, the first twenty', () => {
    const faults = Array.from({ length: 22 }, () => ({
      table: 'nba_analytics.player_game_summary',
      date: '2021-11-03',
      status: 'failed' as const,
      rows: 0,
      reason: 'two rows of one key',
      ...{ attempts: 1, duration_ms: 3, fingerprint: '0123456789abcdef', input_digest: '0123456789abcdef' },
    }))
    const lines = runText(run, faults, page)
    expect(lines.slice(0, 6)).toEqual([
      'run 3 (backcourt backfill, 2026-11-23 09:02 UTC): interrupted, 23 units',
      '  plan 7f3a9c1e',
      '  options {"newestFirst":false}',
      '  units 1 done, 22 failed',
      '  player_game_summary  2021-11-03 … 2021-11-03  22 days',
      '  failed nba_analytics.player_game_summary 2021-11-03  two rows of one key',
    ])
    expect(lines.at(-1)).toBe('  and 2 more; --json has them all')
  })
})

describe('the history of a row', () => {
  it('tells what a row that is gone had, and few of many causes', () => {
    const cause: LoggedCause = { why: 'forced', table: null, key: null, who: null, date: null, file: null, row: null, cause: null, fields: [] }
    const lines = whyText(
      { model: playerGameSummary, date: day('2021-11-10'), who: 'lebronjames' },
      {
        current: undefined,
        entries: [
          {
            run: 4,
            at: '2026-11-23T09:13:00.000Z',
            kind: 'deleted',
            fields: [{ field: 'points', before: 33, after: null }],
            causes: Array.from({ length: 8 }, () => cause),
          },
          { run: null, at: null, kind: 'created', fields: [], causes: [{ ...cause, why: 'never built' }] },
        ],
      },
      page,
    )
    expect(lines).toEqual([
      'player_game_summary 2021-11-10/lebronjames   deleted',
      'run 4  2026-11-23 09:13  deleted',
      ...Array.from({ length: 6 }, () => '                          because   forced'),
      '                          and 2 more; --json has them all',
      'before the ledger  created   because   never built',
    ])
  })
})
