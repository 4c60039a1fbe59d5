import type { Figure, HandOff, Section } from '../../../check/hand-off-report.ts'
import type { GroupCoverage } from '../../../check/report.ts'
import { count } from '../amounts.ts'
import { coveragePictures } from './coverage-picture.ts'
import { escaped, htmlPage, htmlTable } from './page.ts'

/** The note as one page, with the coverage as a picture. */
export function handOffHtml(
  { range, sections }: HandOff,
  { groups, next }: { readonly groups: readonly GroupCoverage[]; readonly next: string },
): string {
  const [first, ...others] = sections
  return htmlPage({
    title: `Hand-off: ${range.first} to ${range.last}`,
    body: [
      ...(first === undefined ? [] : sectionLines(first)),
      '<h2>Coverage by day</h2>',
      ...coveragePictures(groups),
      ...others.flatMap(sectionLines),
      `<p>The next note begins where this one ends: <code>${escaped(next)}</code></p>`,
    ],
  })
}

function sectionLines({ title, text, figures }: Section): string[] {
  return [`<h2>${escaped(title)}</h2>`, proseHtml(text), ...(figures.length === 0 ? [] : [figureTable(figures)])]
}

function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, query }) => [
    escaped(name),
    `${escaped(valueText(value))}${unit === null ? '' : ` ${escaped(unit)}`}`,
    `<details><summary class="dim">query</summary><code>${escaped(query)}</code></details>`,
  ])
  return htmlTable(['figure', '#value', 'from'], rows)
}

function valueText(value: Figure['value']): string {
  if (value === null) return '–'
  return typeof value === 'number' ? (Number.isInteger(value) ? count(value) : String(value)) : value
}

/** Paragraphs and lists of the note, as HTML. */
function proseHtml(text: string): string {
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      const item = /^( *)- (.*)$/.exec(line)
      return item === null
        ? `<p>${inline(line)}</p>`
        : `<p style="margin:.2rem 0 .2rem ${1 + (item[1] ?? '').length}rem">• ${inline(item[2] ?? '')}</p>`
    })
    .join('\n')
}

function inline(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}
