import { describe, expect, it } from 'vitest'
import type { BackfillReport } from '../../../src/apply/report.ts'
import { parseDay } from '../../../src/calendar.ts'
import { backfillText } from '../../../src/cli/render/backfill-report.ts'
import { coverageText } from '../../../src/cli/render/coverage-report.ts'
import { importText } from '../../../src/cli/render/import-report.ts'
import { rowsText } from '../../../src/cli/render/rows.ts'
import type { ImportedFile, ImportReport } from '../../../src/import/report.ts'

const page = { columns: 120, paint: (_: string, text: string) => text }
const day = parseDay('2021-11-03', 'x')

describe('importText(report, milliseconds, page)', () => {
  const counts = { table: 'nba_raw.nbac_player_boxscores', read: 10, stored: 5, changed: 2, unchanged: 1, duplicate: 1, undecided: 0, rejected: 1 }
  const file = (path: string): ImportedFile => ({ path, format: 'NBA LeagueGameLog, players', skipped: false, tables: [counts] })
  const report: ImportReport = {
    import: 1,
    files: [file('/a/logs.csv'), { ...file('/a/old.csv'), skipped: true }],
    unrecognised: [{ path: 'notes.xlsx', looked_for: 'parquet, CSV or JSON of 14 known formats' }],
    suggestions: [],
    unreadable: [{ path: 'gone.csv', reason: 'no such file or folder' }],
    tables: [],
    quarantined: 1,
    warnings: [],
  }

  it('tells what became of each file and row', () => {
    expect(importText(report, 600, page)).toEqual([
      'file      taken for                                   read  stored  changed  same  double  rejected',
      'logs.csv  NBA LeagueGameLog, players                    10       5        2     1       1         1',
      'old.csv   NBA LeagueGameLog, players (known already)',
      'gone.csv  cannot be read: no such file or folder',
      'notes.xlsx not recognised (parquet, CSV or JSON of 14 known formats)',
      '7 rows from 1 file in 0.6 s; 1 file known already; 1 file not recognised; 1 file cannot be read; 1 row in quarantine',
    ])
  })

  it('sums up by format when there are many files', () => {
    const many = {
      ...report,
      files: Array.from({ length: 600 }, (_, index) => file(`${index}.json`)),
      unrecognised: [],
      unreadable: [],
      quarantined: 0,
    }
    expect(importText(many, 2600, page)).toEqual([
      'file       taken for                    read  stored  changed  same  double  rejected',
      '600 files  NBA LeagueGameLog, players  6,000   3,000    1,200   600     600       600',
      '4,200 rows from 600 files in 2.6 s',
    ])
  })
})

describe('backfillText(report, page)', () => {
  it('names what failed, the first twenty', () => {
    const failures = Array.from({ length: 22 }, () => ({ table: 'nba_analytics.player_game_summary', date: day, error: 'two rows of one key' }))
    const report: BackfillReport = {
      run: 3,
      plan: '7f3a',
      range: { first: day, last: day },
      units: { planned: 24, done: 1, unchanged: 0, empty: 1, waiting: 0, failed: 22, blocked: 0 },
      untried: 0,
      tables: [
        {
          table: 'nba_analytics.player_game_summary',
          units: 24,
          rows_written: 5182,
          inserted: 5000,
          updated: 182,
          deleted: 0,
          unchanged: 7,
          duration_ms: 300,
        },
      ],
      failures,
      warnings: [],
      duration_ms: 900,
    }
    const lines = backfillText(report, page)
    expect(lines.slice(0, 4)).toEqual([
      'table                units  written  inserted  updated  deleted  same   time',
      'player_game_summary     24    5,182     5,000      182        0     7  0.3 s',
      'run 3: 1 done, 1 empty, 22 failed · 5,182 rows written in 0.9 s',
      '  incomplete nba_analytics.player_game_summary 2021-11-03  two rows of one key',
    ])
    expect(lines).toHaveLength(24)
    expect(lines.at(-1)).toBe('  and 2 more; --json has them all')
  })
})

describe('coverageText(report, page)', () => {
  it('shows the first findings under their table', () => {
    const finding = {
      table: 'nba_analytics.player_game_summary',
      key: '2021-11-03/jarenjacksonjr',
      kind: 'missing' as const,
      explanation: 'listed for 20211103_DEN_MEM',
    }
    const table = {
      table: finding.table,
      expected: 200,
      rows: 193,
      keys: 193,
      with_hash: 193,
      missing: 7,
      extra: 0,
      duplicates: 0,
      waiting: 0,
      coverage: 0.965,
    }
    const lines = coverageText(
      {
        range: { first: day, last: day },
        tables: [table],
        groups: [],
        findings: Array.from({ length: 7 }, () => finding),
        doubled: [{ table: 'nba_raw.nbac_team_boxscore', rows: 1428 }],
        warnings: [],
        buildable: true,
      },
      page,
    )
    expect(lines).toEqual([
      '2021-11-03',
      'table                expected  rows  keys  hashed  missing  extra  double  coverage',
      'player_game_summary       200   193   193     193        7      0       0   96.50 %',
      ...Array.from({ length: 5 }, () => '  missing 2021-11-03/jarenjacksonjr   listed for 20211103_DEN_MEM'),
      '  and 2 more; --json tells them',
      'nba_raw.nbac_team_boxscore: 1,428 raw rows came double; each key counts once',
    ])
  })
})

describe('rowsText(columns, rows, page)', () => {
  it('separates thousands of amounts, not of names, and gives fractions equal decimals', () => {
    const columns = [
      { name: 'season_year', type: 'BIGINT' },
      { name: 'points', type: 'BIGINT' },
      { name: 'pace', type: 'DOUBLE' },
      { name: 'teams', type: 'VARCHAR[]' },
      { name: 'won', type: 'BOOLEAN' },
    ]
    const rows = [
      { season_year: 2021, points: 12_345, pace: 99.5, teams: ['LAL', 'GSW'], won: true },
      { season_year: 2022, points: null, pace: 100.25, teams: null, won: false },
    ]
    expect(rowsText(columns, rows, page)).toEqual([
      'season_year  points    pace  teams          won',
      '       2021  12,345   99.50  ["LAL","GSW"]  true',
      '       2022          100.25                 false',
    ])
  })

  it('shows text of several lines as it is', () => {
    expect(rowsText([{ name: 'plan', type: 'VARCHAR' }], [{ plan: 'a\n b\n' }], page)).toEqual(['plan:', 'a', ' b'])
  })
})
