import type { CompletenessReport, GapGame, WindowEntry, WindowName } from '../../check/completeness-report.ts'
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

/** Are the windows complete: a line for each, and the games behind the gaps; of one player or team a line for each game. */
export function completenessText(report: CompletenessReport, entity: string | undefined, page: Page): string[] {
  const told = entity === undefined ? totals(report, page) : ownWindows(report, page)
  return [
    `${daysText(report.range)}${entity === undefined ? '' : `, ${entity}`}`,
    ...told,
    ...gapLines(entity === undefined ? report.gaps : [], page),
  ]
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
