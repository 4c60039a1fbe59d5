import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { backfillProgress } from '../../../src/cli/render/backfill-progress.ts'
import { importProgress } from '../../../src/cli/render/import-progress.ts'
import { Progress } from '../../../src/cli/render/progress.ts'
import { parseDay } from '../../../src/calendar.ts'

function recorded({
  isTerminal,
  quiet = false,
  columns = 80,
}: {
  readonly isTerminal: boolean
  readonly quiet?: boolean
  readonly columns?: number
}) {
  const state = { text: '', seconds: 0 }
  const stream = { isTerminal, columns, write: (text: string) => void (state.text += text) }
  return { state, progress: new Progress({ stream, quiet, now: () => new Date(state.seconds * 1000) }) }
}

describe('Progress on a terminal', () => {
  it('rewrites a line for each thing in place', () => {
    const { state, progress } = recorded({ isTerminal: true })
    progress.live('a', 'a 1')
    progress.live('b', 'b 1')
    progress.live('a', 'a 2')
    expect(state.text.split('\u001B[2A\u001B[0J')[1]).toBe('a 2\nb 1\n')
    progress.done()
    expect(state.text.endsWith('\u001B[2A\u001B[0J')).toBe(true)
  })

  it('keeps notes above the live lines, and cuts lines to the width', () => {
    const { state, progress } = recorded({ isTerminal: true, columns: 10 })
    progress.live('a', 'a line that is too long')
    progress.note('note')
    expect(state.text.endsWith('\u001B[1A\u001B[0Jnote\na line t…\n')).toBe(true)
  })
})

describe('Progress in a pipe', () => {
  it('writes a plain line now and then', () => {
    const { state, progress } = recorded({ isTerminal: false })
    for (state.seconds = 0; state.seconds < 12; state.seconds++) progress.live('a', `at ${state.seconds}`)
    expect(state.text).toBe('at 5\nat 10\n')
    progress.done()
    expect(state.text).toBe('at 5\nat 10\n')
  })

  it('says nothing when nobody wants it', () => {
    const { state, progress } = recorded({ isTerminal: false, quiet: true })
    progress.note('a')
    progress.live('a', 'b')
    expect(state.text).toBe('')
  })
})

describe('backfillProgress(progress)', () => {
  it('shows a line per table with days, rows, bar, rate and time left', () => {
    const { state, progress } = recorded({ isTerminal: true, columns: 140 })
    const show = backfillProgress(progress)
    const range = { first: parseDay('2021-10-19', 'x'), last: parseDay('2021-11-19', 'x') }
    show({ kind: 'planned', range, tables: ['nba_analytics.player_game_summary'], toBuild: 31, empty: 1, waiting: 0, blocked: 0 })
    show({
      kind: 'chunk',
      table: 'nba_analytics.player_game_summary',
      unitsDone: 16,
      unitsPlanned: 32,
      rows: 2591,
      rowsPerSecond: 21_400,
      millisecondsLeft: 200,
    })
    expect(state.text).toContain('2021-10-19 to 2021-11-19 (32 days), 1 table: 31 units to build, 1 empty\n')
    expect(state.text).toContain('player_game_summary             16/32 days     2,591 rows   ██████████░░░░░░░░░░   21,400 rows/s, 0.2 s left\n')
    const outcome = {
      table: 'nba_analytics.player_game_summary',
      units: 32,
      rows_written: 5182,
      inserted: 5182,
      updated: 0,
      deleted: 0,
      unchanged: 0,
      duration_ms: 300,
    }
    show({ kind: 'table', outcome })
    expect(state.text).toContain('32/32 days     5,182 rows   ████████████████████   0.3 s\n')
  })
})

describe('importProgress(progress)', () => {
  it('counts the files', () => {
    const { state, progress } = recorded({ isTerminal: true })
    const show = importProgress(progress, file => path.basename(file))
    show({ kind: 'started', files: 2 })
    show({ kind: 'file', file: { path: '/nba/a.csv', format: 'x', skipped: false, tables: [] } })
    show({ kind: 'unrecognised', file: { path: '/nba/b.txt', looked_for: 'x' } })
    show({ kind: 'people', persons: 620, apart: 3 })
    expect(state.text).toContain('1/2 files  a.csv\n')
    expect(state.text).toContain('2/2 files  b.txt\n')
    expect(state.text).toContain('620 people known, 3 apart\n')
  })

  it('counts what an archive holds in its place', () => {
    const { state, progress } = recorded({ isTerminal: true })
    const show = importProgress(progress, file => path.basename(file))
    show({ kind: 'started', files: 2 })
    show({ kind: 'container', members: 3 })
    show({ kind: 'file', file: { path: '/nba/a.csv', format: 'x', skipped: false, tables: [] } })
    expect(state.text).toContain('1/4 files  a.csv\n')
  })
})
