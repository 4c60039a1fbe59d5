import type { ImportedFile, ImportReport, TableCounts } from '../../import/report.ts'
import type { Page } from '../outcome.ts'
import { count, counted, duration } from './amounts.ts'
import { layOut, wrap } from './layout.ts'

const FILES_SHOWN_ONE_BY_ONE = 24

const HEADINGS = [
  { title: 'file' },
  { title: 'taken for' },
  ...['read', 'stored', 'changed', 'same', 'double', 'rejected'].map(title => ({ title, align: 'right' as const })),
]

/** What an import took each file for, and what became of the rows. */
export function importText(report: ImportReport, milliseconds: number, page: Page): string[] {
  const { files, unrecognised, unreadable } = report
  const rows = files.length > FILES_SHOWN_ONE_BY_ONE ? byFormat(files) : files.flatMap(byFile)
  const [heading = '', ...lines] = layOut(HEADINGS, rows)
  return [
    ...(files.length > 0 ? [page.paint('bold', heading), ...lines] : []),
    ...unreadable.map(path => `${path.path}  cannot be read: ${path.reason}`),
    ...unrecognised.flatMap(file => wrap(`${file.path}  not recognised (${file.looked_for})`, { columns: Math.max(80, page.columns) })),
    summary(report, milliseconds),
  ]
}

function summary({ files, unrecognised, unreadable, quarantined }: ImportReport, milliseconds: number): string {
  const taken = files.filter(file => !file.skipped)
  const rows = taken.flatMap(file => file.tables).reduce((sum, counts) => sum + counts.stored + counts.changed, 0)
  const asides = [
    [files.length - taken.length, 'known already'],
    [unrecognised.length, 'not recognised'],
    [unreadable.length, 'cannot be read'],
  ] as const
  const said = asides.flatMap(([number, what]) => (number > 0 ? [`${counted(number, 'file')} ${what}`] : []))
  const undecided = total(taken).undecided
  if (undecided > 0) said.push(`${counted(undecided, 'row')} undecided yet`)
  if (quarantined > 0) said.push(`${counted(quarantined, 'row')} in quarantine`)
  return [`${counted(rows, 'row')} from ${counted(taken.length, 'file')} in ${duration(milliseconds)}`, ...said].join('; ')
}

function byFile(file: ImportedFile): string[][] {
  if (file.skipped) return [[baseName(file.path), `${file.format} (known already)`]]
  return file.tables.map(counts => [baseName(file.path), file.format, ...figures(counts)])
}

function byFormat(files: readonly ImportedFile[]): string[][] {
  const groups = new Map<string, ImportedFile[]>()
  for (const file of files) groups.set(file.format, [...(groups.get(file.format) ?? []), file])
  return [...groups].map(([format, group]) => [counted(group.length, 'file'), format, ...figures(total(group))])
}

function total(files: readonly ImportedFile[]): Omit<TableCounts, 'table'> {
  const sum = { read: 0, stored: 0, changed: 0, unchanged: 0, duplicate: 0, undecided: 0, rejected: 0 }
  for (const counts of files.flatMap(file => file.tables)) {
    for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += counts[name]
  }
  return sum
}

function figures(counts: Omit<TableCounts, 'table'>): string[] {
  return [counts.read, counts.stored, counts.changed, counts.unchanged, counts.duplicate, counts.rejected].map(count)
}

function baseName(file: string): string {
  const [outermost = '', ...inside] = file.split(' › ')
  return [outermost.split(/[\\/]/).at(-1) ?? outermost, ...inside].join(' › ')
}
