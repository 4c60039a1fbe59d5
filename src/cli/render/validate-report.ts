import type { LeakReport } from '../../check/leaks/probe.ts'
import type { CheckedTable, ValidateReport } from '../../check/validate/report.ts'
import type { Page } from '../outcome.ts'
import { count, counted } from './amounts.ts'
import { daysText, shortName } from './backfill-report.ts'
import { layOut, wrap } from './layout.ts'

const EXAMPLES_SHOWN = 5

/** Does what is stored agree with itself: a line for each check and table, and what fails under it. */
export function validateText({ range, checks }: ValidateReport, page: Page): string[] {
  const figures = ['checked', 'failing', 'not checkable'].map(title => ({ title, align: 'right' as const }))
  const [heading = '', ...lines] = layOut(
    [{ title: 'check' }, { title: 'table' }, ...figures],
    checks.map(({ check, table, rows_checked, failing, not_checkable }) => [
      check,
      shortName(table),
      ...[rows_checked, failing, not_checkable].map(count),
    ]),
  )
  const failing = checks.filter(check => check.failing > 0)
  const rows = checks.reduce((sum, { rows_checked }) => sum + rows_checked, 0)
  return [
    daysText(range),
    page.paint('bold', heading),
    ...checks.flatMap((check, index) => [lines[index] ?? '', ...failures(check, page)]),
    failing.length === 0
      ? `${counted(checks.length, 'check')}, ${counted(rows, 'judgement')}: nothing fails`
      : `${counted(failing.length, 'check')} of ${count(checks.length)} fail`,
  ]
}

function failures({ meaning, failing, examples }: CheckedTable, page: Page): string[] {
  if (failing === 0) return []
  const shown = examples.slice(0, EXAMPLES_SHOWN).map(({ key, found }) => `  ${page.paint('red', 'fails')} ${key}   ${found}`)
  const more =
    failing > shown.length ? [`  and ${count(failing - shown.length)} more${examples.length > shown.length ? '; --json has more of them' : ''}`] : []
  return [...wrap(meaning, { columns: page.columns, indent: '  ' }), ...shown, ...more]
}

/** Which games were probed for leaks. */
export function probedText({ games, dates, seed }: LeakReport['drawn']): string {
  return `${counted(games, 'game')} of ${counted(dates.length, 'date')} probed for leaks (seed ${seed}): ${dates.join(', ')}`
}
