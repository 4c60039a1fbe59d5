import type { ColumnDocument, TableDocument } from '../definition-documents.ts'

/** The data dictionary as Markdown: analytics tables column by column with all that is declared, the others with types and meanings. */
export function tablesMarkdown(tables: readonly TableDocument[]): string[] {
  const parts = [
    ['Tables that are computed', tables.filter(({ kind }) => kind === 'analytics')],
    ['Tables that imports fill', tables.filter(({ kind }) => kind !== 'analytics' && kind !== 'processing')],
    ['The ledger', tables.filter(({ kind }) => kind === 'processing')],
  ] as const
  return [
    '# What every number means',
    '',
    'Written by `backcourt tables --markdown` from the declarations; `backcourt tables TABLE COLUMN` tells the same of one column. NULL means unknown, 0 means zero. ● marks what `data_hash` is made of.',
    ...parts.flatMap(([title, own]) => (own.length === 0 ? [] : ['', `## ${title}`, ...own.flatMap(tableLines)])),
  ]
}

function tableLines(table: TableDocument): string[] {
  const grain = table.grain.map(column => `\`${column}\``).join(', ')
  const isComputed = table.kind === 'analytics'
  const headings = isComputed
    ? ['column', 'type', 'what it says', 'formula', 'NULL', 'told by', 'since']
    : ['column', 'type', 'what it says', 'told by']
  const rows = table.columns.map(column => (isComputed ? computedCells(column) : plainCells(column)))
  return [
    '',
    `### ${table.table}`,
    '',
    `${table.about} One row per ${grain}.`,
    '',
    line(headings),
    line(headings.map(() => '---')),
    ...rows.map(line),
  ]
}

function computedCells(column: ColumnDocument): string[] {
  const { formula, null_when, waiting_for, feeds, since } = column
  const when = null_when === 'never' ? 'never' : waiting_for === null ? `when ${null_when}` : null_when
  return [...plainCells(column).slice(0, 3), formula ?? '', when, feeds.join(', '), since]
}

function plainCells({ name, type, unit, meaning, content, feeds }: ColumnDocument): string[] {
  const of = unit === null ? type : `${type}, ${unit}`
  return [`\`${name}\`${content ? ' ●' : ''}`, of, meaning, feeds.join(', ')]
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
