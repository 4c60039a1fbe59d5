import type { ExplainedRow, StampedTable, VerifiedTable } from '../../hash/report.ts'
import type { Page } from '../outcome.ts'
import { count } from './amounts.ts'
import { shortName } from './backfill-report.ts'
import { fit, layOut } from './layout.ts'

const EXAMPLES_SHOWN = 5

/** Is each stored hash the one that the stored values give: a line for each table and recipe, and what differs under it. */
export function verifiedText(tables: readonly VerifiedTable[], page: Page): string[] {
  const figures = ['rows', 'equal', 'different', 'absent'].map(title => ({ title, align: 'right' as const }))
  const [heading = '', ...lines] = layOut(
    [{ title: 'table' }, { title: 'recipe' }, ...figures],
    tables.map(table => [shortName(table.table), table.recipe, ...[table.rows, table.equal, table.different, table.absent].map(count)]),
  )
  return [page.paint('bold', heading), ...tables.flatMap((table, index) => [lines[index] ?? '', ...detail(table, page)])]
}

function detail({ matched_by_rule, examples, different }: VerifiedTable, page: Page): string[] {
  const rules = matched_by_rule.map(({ rule, rows }) => `  ${count(rows)} of the equal ones by the rule ${rule}`)
  const shown = examples
    .slice(0, EXAMPLES_SHOWN)
    .map(({ key, stored, recomputed }) => `  ${page.paint('red', 'different')} ${key}   stored ${stored}, its values give ${recomputed}`)
  const more =
    different > shown.length
      ? [`  and ${count(different - shown.length)} more${examples.length > shown.length ? '; --json has more of them' : ''}`]
      : []
  return [...rules, ...shown, ...more]
}

/** What was filled, or would be. */
export function stampedText(tables: readonly StampedTable[], { page, dryRun }: { readonly page: Page; readonly dryRun: boolean }): string[] {
  const figures = [dryRun ? 'to stamp' : 'stamped', 'already'].map(title => ({ title, align: 'right' as const }))
  const rows = tables.map(table => [shortName(table.table), table.recipe, count(table.stamped), count(table.already)])
  const [heading = '', ...lines] = layOut([{ title: 'table' }, { title: 'recipe' }, ...figures], rows)
  return [page.paint('bold', heading), ...lines]
}

/** The bytes of a hash, field by field. */
export function explainedText(row: ExplainedRow, page: Page): string[] {
  const { table, key, recipe, rule, hash, stored, text, fields } = row
  const verdict = stored === null ? 'the row has no hash' : stored === hash ? 'as stored' : page.paint('red', `stored ${stored}`)
  const [heading = '', ...lines] = layOut(
    [{ title: 'field' }, { title: 'type' }, { title: 'text' }],
    fields.map(field => [field.name, field.type, field.text]),
  )
  return [
    `${shortName(table)} ${key}   hash ${hash} (${recipe}${rule === null ? '' : `, ${rule}`}), ${verdict}`,
    page.paint('bold', heading),
    ...lines.map(line => fit(line, Math.max(page.columns, 60))),
    text,
  ]
}
