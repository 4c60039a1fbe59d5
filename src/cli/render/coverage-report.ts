import type { CoverageReport, DoubledRows, Finding, TableCoverage } from '../../check/report.ts'
import type { Page } from '../outcome.ts'
import { count, percentage } from './amounts.ts'
import { daysText, shortName } from './backfill-report.ts'
import { layOut } from './layout.ts'

const FINDINGS_SHOWN = 5

const FIGURES = ['expected', 'rows', 'keys', 'hashed', 'missing', 'extra', 'double', 'coverage']

/** Is every expected row there, once, with a hash: a line for each table, and what was found under it. */
export function coverageText(report: CoverageReport, page: Page): string[] {
  const [heading = '', ...lines] = layOut([{ title: 'table' }, ...FIGURES.map(title => ({ title, align: 'right' as const }))], report.tables.map(row))
  const told = report.tables.flatMap((table, index) => [lines[index] ?? '', ...findingLines(report.findings, table, page)])
  return [daysText(report.range), page.paint('bold', heading), ...told, ...report.doubled.map(doubledLine)]
}

function doubledLine({ table, rows }: DoubledRows): string {
  return `${table}: ${count(rows)} raw rows came double; each key counts once`
}

function row(table: TableCoverage): string[] {
  const { expected, rows, keys, with_hash, missing, extra, duplicates, coverage } = table
  return [shortName(table.table), ...[expected, rows, keys, with_hash, missing, extra, duplicates].map(count), percentage(coverage)]
}

function findingLines(findings: readonly Finding[], { table, missing, extra, duplicates, keys, with_hash }: TableCoverage, page: Page): string[] {
  const own = findings.filter(finding => finding.table === table)
  const shown = own.slice(0, FINDINGS_SHOWN).map(({ kind, key, explanation }) => `  ${page.paint('red', kind)} ${key}   ${explanation}`)
  const more = missing + extra + duplicates + (keys - with_hash) - shown.length
  return own.length > shown.length ? [...shown, `  and ${count(Math.max(more, own.length - shown.length))} more; --json tells them`] : shown
}
