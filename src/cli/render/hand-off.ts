import type { Figure, HandOff } from '../../check/hand-off-report.ts'
import { count } from './amounts.ts'

/** The note as Markdown: each section with its text and its figures, and under these, by number, the query that gives each. */
export function handOffText({ range, sections }: HandOff, next: string): string[] {
  const numbers = new Map<string, number>()
  for (const { query } of sections.flatMap(({ figures }) => figures)) if (!numbers.has(query)) numbers.set(query, numbers.size + 1)
  return [
    `# Hand-off: ${range.first} to ${range.last}`,
    '',
    ...sections.flatMap(({ title, text, figures }) => [`## ${title}`, '', ...text.split('\n'), '', ...figureTable(figures, numbers)]),
    `The next note begins where this one ends: \`${next}\``,
  ]
}

function figureTable(figures: readonly Figure[], numbers: ReadonlyMap<string, number>): string[] {
  if (figures.length === 0) return []
  const lines = figures.map(
    ({ name, value, unit, query }) => `| ${name} | ${valueText(value)}${unit === null ? '' : ` ${unit}`} | [${numbers.get(query) ?? ''}] |`,
  )
  const queries = new Set(figures.map(({ query }) => query))
  const written = [...queries].map(query => `[${numbers.get(query) ?? ''}] ${query}`)
  return ['| figure | value | from |', '|---|--:|---|', ...lines, '', '```', ...written, '```', '']
}

function valueText(value: Figure['value']): string {
  if (value === null) return '–'
  return typeof value === 'number' ? (Number.isInteger(value) ? count(value) : String(value)) : value
}
