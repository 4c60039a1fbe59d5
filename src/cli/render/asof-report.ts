import type { AsOfReport } from '../../check/asof.ts'
import type { Page } from '../outcome.ts'
import { count } from './amounts.ts'

const DIFFERENCES_SHOWN = 40

/** How many rows were known then, and where the stored rows differ, row by row. */
export function asOfText({ table, known_at, rows, differs }: AsOfReport, page: Page): string[] {
  const head = `${page.paint('bold', table)}   ${count(rows.length)} ${rows.length === 1 ? 'row' : 'rows'} known at ${known_at}`
  if (differs.length === 0) return [head, 'the stored rows are the same']
  const keys = [...new Set(differs.map(difference => difference.key))]
  const lines = keys.map(key => {
    const fields = differs.filter(difference => difference.key === key).map(({ field, then, now }) => `${field} ${text(then)} → ${text(now)}`)
    return `  ${key}   ${fields.join(', ')}`
  })
  const more = lines.length > DIFFERENCES_SHOWN ? [`  and ${count(lines.length - DIFFERENCES_SHOWN)} more rows; --json has them all`] : []
  return [
    head,
    `${count(keys.length)} ${keys.length === 1 ? 'row differs' : 'rows differ'} (then → now)`,
    ...lines.slice(0, DIFFERENCES_SHOWN),
    ...more,
  ]
}

function text(value: unknown): string {
  return value === null ? 'NULL' : typeof value === 'string' ? value : JSON.stringify(value)
}
