import type { CompletenessReport, DateWindows, GapGame, WindowEntry, WindowName, WindowState } from '../../check/completeness-report.ts'
import { mondayOf, type Day } from '../../calendar.ts'
import type { Page } from '../outcome.ts'
import { count, counted, percentage } from './amounts.ts'
import { daysText } from './backfill-report.ts'
import { layOut } from './layout.ts'

const GAPS_SHOWN = 10

const TITLES: Readonly<Record<WindowName, string>> = {
  l5: 'last 5 games',
  l10: 'last 10 games',
  l7d: 'last 7 days',
  l14d: 'last 14 days',
  l30d: 'last 30 days',
}

/** What a grid has a line for. */
export const PERIODS = ['date', 'week'] as const

/** What a line of a grid is about. */
export type Period = (typeof PERIODS)[number]

/** What is told: of everybody, or of one player or team; with a grid, or without. */
export interface Told {
  readonly entity?: string | undefined
  readonly by?: Period | undefined
}

/** Are the windows complete: a line for each, and the games behind the gaps; of one player or team a line for each game. */
export function completenessText(report: CompletenessReport, { entity, by }: Told, page: Page): string[] {
  const told = entity === undefined ? totals(report, page) : ownWindows(report, page)
  return [
    `${daysText(report.range)}${entity === undefined ? '' : `, ${entity}`}`,
    ...told,
    ...(by === undefined ? [] : ['', ...grid(report, { entity, by }, page)]),
    ...gapLines(entity === undefined ? report.gaps : [], page),
  ]
}

/** A line for each date or week: which share of its windows is complete, `?` where nobody can say of any. */
function grid({ windows, by_date, entities }: CompletenessReport, { entity, by }: Told, page: Page): string[] {
  const counts = entity === undefined ? by_date : entities.map(countedOnce)
  const periodOf = ({ date }: DateWindows): Day => (by === 'week' ? mondayOf(date) : date)
  const lines = [...new Set(counts.map(periodOf))].map(period => {
    const own = counts.filter(count => periodOf(count) === period)
    return [period, ...windows.map(window => shareOf(own.filter(count => count.window === window)))]
  })
  const titles = windows.map(name => ({ title: TITLES[name], align: 'right' as const }))
  const [heading = '', ...rows] = layOut([{ title: by === 'week' ? 'week of' : 'date' }, ...titles], lines)
  return [page.paint('bold', heading), ...rows]
}

function countedOnce({ date, window, state }: WindowEntry): DateWindows {
  const one = (wanted: WindowState): number => (state === wanted ? 1 : 0)
  return { date, window, complete: one('complete'), incomplete: one('incomplete'), unknown: one('unknown') }
}

function shareOf(counts: readonly DateWindows[]): string {
  const sum = (figure: 'complete' | 'incomplete' | 'unknown'): number => counts.reduce((sum, date) => sum + date[figure], 0)
  const all = sum('complete') + sum('incomplete') + sum('unknown')
  return all > 0 && sum('unknown') === all ? '?' : percentage(all === 0 ? null : sum('complete') / all)
}

function totals({ windows, by_date }: CompletenessReport, page: Page): string[] {
  const figures = ['complete', 'incomplete', 'unknown', ''].map(title => ({ title, align: 'right' as const }))
  const [heading = '', ...lines] = layOut(
    [{ title: 'window' }, ...figures],
    windows.map(window => {
      const own = by_date.filter(date => date.window === window)
      const sum = (figure: 'complete' | 'incomplete' | 'unknown'): number => own.reduce((sum, date) => sum + date[figure], 0)
      const all = sum('complete') + sum('incomplete') + sum('unknown')
      return [
        TITLES[window],
        ...[sum('complete'), sum('incomplete'), sum('unknown')].map(count),
        percentage(all === 0 ? null : sum('complete') / all),
      ]
    }),
  )
  return [page.paint('bold', heading), ...lines]
}

function gapLines(gaps: readonly GapGame[], page: Page): string[] {
  const shown = gaps.slice(0, GAPS_SHOWN).map(({ game, teams, status, windows, repair }) => {
    return `  ${page.paint('red', status)} ${game} ${teams.join(', ')}   missed by ${counted(windows, 'window')}: ${repair}`
  })
  return gaps.length > shown.length ? [...shown, `  and ${count(gaps.length - shown.length)} more games; --json tells them`] : shown
}

/** A line for each game of one player or team: known of expected, `?` where nobody can say. */
function ownWindows({ windows, entities }: CompletenessReport, page: Page): string[] {
  const dates = [...new Set(entities.map(({ date }) => date))]
  const [heading = '', ...lines] = layOut(
    [{ title: 'before' }, ...windows.map(name => ({ title: TITLES[name], align: 'right' as const })), { title: 'missing' }],
    dates.map(date => {
      const own = entities.filter(entry => entry.date === date)
      const cells = windows.map(window => cell(own.find(entry => entry.window === window)))
      return [date, ...cells, [...new Set(own.flatMap(({ missing }) => missing))].toSorted().join(', ')]
    }),
  )
  return dates.length === 0 ? ['no games in these dates'] : [page.paint('bold', heading), ...lines]
}

function cell(entry: WindowEntry | undefined): string {
  if (entry === undefined) return ''
  return entry.state === 'unknown' ? '?' : `${entry.known}/${entry.expected}`
}
