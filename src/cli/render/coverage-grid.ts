import type { CoverageGrouping, CoverageReport, CoverageState, GroupCoverage } from '../../check/report.ts'
import type { Page } from '../outcome.ts'
import type { Style } from '../paint.ts'
import { count, percentage } from './amounts.ts'
import { shortName } from './backfill-report.ts'
import { layOut } from './layout.ts'

const SIGNS: Readonly<Record<CoverageState, readonly [sign: string, colour: Style]>> = {
  complete: ['#', 'green'],
  partial: ['+', 'yellow'],
  missing: ['x', 'red'],
  waiting: ['~', 'cyan'],
  empty: ['.', 'dim'],
  uncovered: ['?', 'red'],
}

const NOT_WHOLE: ReadonlySet<CoverageState> = new Set(['partial', 'missing', 'waiting', 'uncovered'])
const DATES_SHOWN = 20

/** How each date, month or team stands in each table. */
export function groupsText({ groups, tables }: CoverageReport, by: CoverageGrouping, page: Page): string[] {
  const names = tables.map(({ table }) => table)
  return by === 'date' ? [...calendar(groups, names, page), ...datesToSee(groups, page)] : shares(groups, names, page)
}

/** A strip of signs for each month and table, a sign for each date. */
function calendar(groups: readonly GroupCoverage[], names: readonly string[], page: Page): string[] {
  const states = new Map(groups.map(({ group, table, state }) => [`${group} ${table}`, state]))
  const months = [...new Set(groups.map(({ group }) => group.slice(0, 7)))]
  const width = Math.max(...names.map(name => shortName(name).length))
  const days = Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, '0'))
  const ruler = days.map(day => day.at(-1)).join('')
  const lines = months.flatMap(month => [
    `${page.paint('bold', month.padEnd(width))}  ${page.paint('dim', ruler)}`,
    ...names.map(name =>
      `${shortName(name).padEnd(width)}  ${days.map(day => sign(states.get(`${month}-${day} ${name}`), page)).join('')}`.trimEnd(),
    ),
  ])
  const legend = Object.entries(SIGNS).map(([state, [sign, colour]]) => `${page.paint(colour, sign)} ${state}`)
  return [...lines, legend.join('   ')]
}

function sign(state: CoverageState | undefined, page: Page): string {
  if (state === undefined) return ' '
  const [sign, colour] = SIGNS[state]
  return page.paint(colour, sign)
}

/** The dates that are not whole, one by one. */
function datesToSee(groups: readonly GroupCoverage[], page: Page): string[] {
  const found = groups.filter(({ state }) => NOT_WHOLE.has(state))
  const shown = found.slice(0, DATES_SHOWN).map(({ group, table, state, expected, missing, extra, duplicates, waiting }) => {
    const [, colour] = SIGNS[state]
    const figures = [
      `${count(expected - missing)} of ${count(expected)}`,
      ...(extra > 0 ? [`${count(extra)} extra`] : []),
      ...(duplicates > 0 ? [`${count(duplicates)} double`] : []),
      ...(waiting > 0 ? [`${count(waiting)} waiting`] : []),
    ]
    return `  ${page.paint(colour, state)} ${group} ${shortName(table)}   ${figures.join(', ')}`
  })
  return found.length > shown.length ? [...shown, `  and ${count(found.length - shown.length)} more; --json tells them`] : shown
}

/** A line for each group, a share for each table. */
function shares(groups: readonly GroupCoverage[], names: readonly string[], page: Page): string[] {
  const found = new Map(groups.map(group => [`${group.group} ${group.table}`, group]))
  const lines = [...new Set(groups.map(({ group }) => group))].map(group => [
    group,
    ...names.map(name => {
      const cell = found.get(`${group} ${name}`)
      return cell === undefined ? '' : cell.coverage === null ? cell.state : percentage(cell.coverage)
    }),
  ])
  const headings = names.map(name => ({ title: shortName(name), align: 'right' as const }))
  const [heading = '', ...rows] = layOut([{ title: '' }, ...headings], lines)
  return [page.paint('bold', heading), ...rows]
}
