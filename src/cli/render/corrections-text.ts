import { fieldsText } from '../../change/explain.ts'
import type { Correction } from '../../ledger/corrections.ts'
import type { Page } from '../outcome.ts'
import { counted } from './amounts.ts'
import { shortName } from './backfill-report.ts'
import { atText } from './why-report.ts'

/** Corrections in the order in which they were noticed, under the import that brought them. */
export function correctionsText(
  corrections: readonly Correction[],
  { page, shown }: { readonly page: Page; readonly shown: (file: string) => string },
): string[] {
  if (corrections.length === 0) return ['no statistic was told differently by a later file']
  const lines = corrections.flatMap((correction, index) => {
    const { noticed_at, date, who, fields, file, row, moved, table } = correction
    const head = page.paint('cyan', `import ${correction.import}  ${atText(noticed_at)}`)
    const rows = moved.map(({ table, rows }) => `${rows} of ${shortName(table)}`)
    return [
      ...(corrections[index - 1]?.import === correction.import ? [] : [head]),
      `  ${date}/${who}  ${fieldsText(fields)}   (${table}, ${shown(file)} row ${row})`,
      `      ${rows.length === 0 ? 'moved no row yet' : `moved ${rows.join(', ')}`}`,
    ]
  })
  return [...lines, counted(corrections.length, 'correction')]
}
