import type { ColumnDocument, TableDocument } from '../definition-documents.ts'
import type { Page } from '../outcome.ts'
import { counted } from './amounts.ts'
import { shortName } from './backfill-report.ts'
import { layOutProse, wrap } from './layout.ts'

/** The tables there are, a line each. */
export function tableList(tables: readonly TableDocument[], page: Page): string[] {
  const parts = [
    ['computed by backfill', tables.filter(table => table.kind === 'analytics')],
    ['filled by import', tables.filter(table => table.kind !== 'analytics' && table.kind !== 'processing')],
    ['the ledger', tables.filter(table => table.kind === 'processing')],
  ] as const
  return parts.flatMap(([title, own], index) => [...(index === 0 ? [] : ['']), page.paint('bold', title), ...tableLines(own, page)])
}

function tableLines(tables: readonly TableDocument[], page: Page): string[] {
  const rows = tables.map(table => [`  ${table.table}`, counted(table.columns.length, 'column'), table.about])
  return layOutProse([{ title: '' }, { title: '', align: 'right' }, { title: '' }], rows, page.columns).slice(1)
}

/** One table with its columns. */
export function tableText(table: TableDocument, page: Page): string[] {
  const headings = [{ title: '  column' }, { title: 'type' }, { title: 'unit' }, { title: 'what it says' }]
  const rows = table.columns.map(column => [`  ${column.name}`, column.type, column.unit ?? '', meaningOf(column)])
  const [heading = '', ...columns] = layOutProse(headings, rows, page.columns)
  return [
    page.paint('bold', table.table),
    ...wrap(table.about, { columns: page.columns, indent: '  ' }),
    `  one row per ${table.grain.join(', ')}; ${counted(table.columns.length, 'column')}`,
    '',
    page.paint('dim', heading),
    ...columns,
  ]
}

function meaningOf({ meaning, waiting_for }: ColumnDocument): string {
  return waiting_for === null ? meaning : `${meaning} (NULL: waits for ${waiting_for})`
}

/** One column with everything that is known of it. */
export function columnText(table: TableDocument, column: ColumnDocument, page: Page): string[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ['type', column.type],
    ['unit', column.unit],
    ['formula', column.formula],
    ['NULL', column.null_when === 'never' ? 'never' : `when ${column.null_when}`.replace(/^when in every row/, 'in every row')],
    ['in data_hash', column.content ? 'yes' : 'no'],
    ['waits for', column.waiting_for],
    ['read from', column.sources.length === 0 ? null : column.sources.map(shortName).join(', ')],
    ['told by', column.feeds.length === 0 ? null : column.feeds.join(', ')],
    ['since', column.since],
  ]
  const known = facts.flatMap(([name, value]) => (value === null ? [] : [[`  ${name}`, value]]))
  return [
    page.paint('bold', `${table.table}.${column.name}`),
    ...wrap(column.meaning, { columns: page.columns, indent: '  ' }),
    ...layOutProse([{ title: '' }, { title: '' }], known, page.columns).slice(1),
  ]
}

/** The columns that wait for an input, by input and table. */
export function waitingText(tables: readonly TableDocument[], page: Page): string[] {
  const inputs = new Set(tables.flatMap(table => table.columns.flatMap(column => column.waiting_for ?? [])))
  if (inputs.size === 0) return ['no column waits for an input']
  return [...inputs].flatMap(input => {
    const waiting = tables
      .map(table => ({ table, columns: table.columns.filter(column => column.waiting_for === input) }))
      .filter(found => found.columns.length > 0)
    const sum = waiting.reduce((total, found) => total + found.columns.length, 0)
    const lines = waiting.flatMap(({ table, columns }) =>
      wrap(`${shortName(table.table)}: ${columns.map(column => column.name).join(', ')}`, { columns: page.columns, indent: '  ' }),
    )
    return [page.paint('bold', `NULL until ${input} can be imported: ${counted(sum, 'column')}`), ...lines]
  })
}
