import { dayCount, type DayRange } from '../../calendar.ts'
import type { BackfillEvent, BackfillReport, TableOutcome } from '../../apply/report.ts'
import type { Page } from '../outcome.ts'
import { count, counted, duration } from './amounts.ts'
import { layOut } from './layout.ts'

const FAILURES_SHOWN = 20

/** What a backfill is about to do, in one line. */
export function plannedLine({ range, tables, toBuild, empty, waiting, blocked }: Extract<BackfillEvent, { kind: 'planned' }>): string {
  const rest = [
    [empty, 'empty'],
    [waiting, 'waiting'],
    [blocked, 'blocked'],
  ] as const
  const said = rest.flatMap(([units, what]) => (units > 0 ? [`${count(units)} ${what}`] : []))
  return `${daysText(range)}, ${counted(tables.length, 'table')}: ${[`${counted(toBuild, 'unit')} to build`, ...said].join(', ')}`
}

/** What a backfill did: a line for each table, the units, and what failed. */
export function backfillText(report: BackfillReport, page: Page): string[] {
  const [heading = '', ...lines] = layOut(
    [
      { title: 'table' },
      ...['units', 'written', 'inserted', 'updated', 'deleted', 'same', 'time'].map(title => ({ title, align: 'right' as const })),
    ],
    report.tables.map(row),
  )
  const { units } = report
  const written = report.tables.reduce((sum, table) => sum + table.rows_written, 0)
  const statuses = (['done', 'unchanged', 'empty', 'waiting', 'blocked', 'failed'] as const).filter(
    status => units[status] > 0 || status === 'failed',
  )
  return [
    page.paint('bold', heading),
    ...lines,
    `run ${report.run}: ${statuses.map(status => `${count(units[status])} ${status}`).join(', ')} · ${counted(written, 'row')} written in ${duration(report.duration_ms)}`,
    ...failureLines(report, page),
  ]
}

function failureLines({ failures }: BackfillReport, page: Page): string[] {
  const shown = failures.slice(0, FAILURES_SHOWN).map(({ table, date, error }) => `  ${page.paint('red', 'incomplete')} ${table} ${date}  ${error}`)
  return failures.length > FAILURES_SHOWN ? [...shown, `  and ${count(failures.length - FAILURES_SHOWN)} more; --json has them all`] : shown
}

function row(table: TableOutcome): string[] {
  const { units, rows_written, inserted, updated, deleted, unchanged } = table
  return [shortName(table.table), ...[units, rows_written, inserted, updated, deleted, unchanged].map(count), duration(table.duration_ms)]
}

/** `nba_analytics.player_game_summary` as `player_game_summary`. */
export function shortName(table: string): string {
  return table.slice(table.indexOf('.') + 1)
}

/** `2021-10-19 to 2021-11-19 (32 days)`. */
export function daysText(range: DayRange): string {
  return range.first === range.last ? range.first : `${range.first} to ${range.last} (${counted(dayCount(range), 'day')})`
}
