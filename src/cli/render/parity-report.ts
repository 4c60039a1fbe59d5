import type { FieldDifference, TableParity } from '../../check/parity.ts'
import type { WarehouseMember } from '../warehouse-documents.ts'
import type { Page } from '../outcome.ts'
import { bytes, count, counted } from './amounts.ts'
import { layOut } from './layout.ts'

const FIGURES = ['a', 'b', 'equal', 'only a', 'only b', 'different']

/** How the tables of two stores compare, the first differences under each, and what it cost a warehouse. */
export function parityText(tables: readonly TableParity[], warehouse: WarehouseMember | undefined, page: Page): string[] {
  const shown = tables.filter(({ rows_a, rows_b }) => rows_a + rows_b > 0)
  const rows = shown.map(({ table, rows_a, rows_b, equal, only_a, only_b, different }) => [
    table,
    ...[rows_a, rows_b, equal, only_a, only_b, different].map(count),
  ])
  const [heading = '', ...lines] = layOut([{ title: 'table' }, ...FIGURES.map(title => ({ title, align: 'right' as const }))], rows)
  const told = shown.flatMap(({ examples }, place) => [
    lines[place] ?? '',
    ...examples.map(example => `  ${page.paint('red', exampleText(example))}`),
  ])
  const empty = tables.length - shown.length
  return [
    page.paint('bold', heading),
    ...told,
    ...(empty === 0 ? [] : [`${counted(empty, 'table')} without rows in either`]),
    ...warehouseLines(warehouse),
  ]
}

function exampleText({ key, field, a, b }: FieldDifference): string {
  if (field === null) return `${key}   only in ${a === null ? 'b' : 'a'}`
  return `${key}   ${field} ${JSON.stringify(a)} in a, ${JSON.stringify(b)} in b`
}

/** `warehouse: 4 jobs, 2 loads, 12 MB billed, coarse-grained changes`; nothing without a warehouse. */
export function warehouseLines(warehouse: WarehouseMember | undefined): string[] {
  if (warehouse === undefined) return []
  const { jobs, loads, bytes_billed, dml_modes } = warehouse
  const modes = dml_modes.map(mode => `, ${mode.toLowerCase().replaceAll('_', ' ')}`)
  return [`warehouse: ${counted(jobs, 'job')}, ${counted(loads, 'load')}, ${bytes(bytes_billed)} billed${modes.join('')}`]
}
