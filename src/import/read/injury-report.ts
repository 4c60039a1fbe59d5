import type { Rows } from './written-table.ts'
import type { Word } from './pdf-words.ts'

/** The columns of the official injury report in any of its layouts. */
const COLUMNS = ['Game Date', 'Game Time', 'Matchup', 'Team', 'Player Name', 'Category', 'Current Status', 'Reason', 'Previous Status'] as const
type ColumnName = (typeof COLUMNS)[number]

const NEEDED: readonly ColumnName[] = ['Game Date', 'Matchup', 'Team', 'Player Name', 'Current Status', 'Reason']

/** Words stand on one line when their places differ by less, in points. */
const LINE = 4
/** A word may begin so far left of its column. */
const SLACK = 4

interface Line {
  readonly top: number
  readonly words: readonly Word[]
}

interface Heading {
  readonly name: ColumnName
  readonly left: number
}

type Cells = Partial<Record<ColumnName, string>>

interface Row extends Line {
  readonly cells: Cells
}

/** The table of an official injury report; undefined for pages of something else. */
export function injuryReport(pages: readonly (readonly Word[])[]): Rows | undefined {
  const lines = pages.map(linesOf)
  const [time] = lines.flat().flatMap(line => /Injury Report: *(.*[AP]M)/i.exec(textOf(line))?.[1] ?? [])
  let headings: Heading[] = []
  const rows: Cells[] = []
  for (const page of lines) {
    const head = page.findIndex(({ words }) => headingsOf(words).length >= NEEDED.length)
    if (head >= 0) headings = headingsOf(page[head]?.words ?? [])
    if (headings.length === 0) continue
    rows.push(...rowsOf(page.slice(head + 1), headings))
  }
  if (time === undefined || !NEEDED.every(name => headings.some(heading => heading.name === name))) return undefined
  return { header: ['Report Time', ...COLUMNS], rows: rows.map(row => [time, ...COLUMNS.map(name => row[name] ?? '')]) }
}

function linesOf(words: readonly Word[]): Line[] {
  const lines: { top: number; words: Word[] }[] = []
  for (const word of words.toSorted((a, b) => a.top - b.top)) {
    const last = lines.at(-1)
    if (last !== undefined && word.top - last.top < LINE) last.words.push(word)
    else lines.push({ top: word.top, words: [word] })
  }
  return lines.map(line => ({ ...line, words: line.words.toSorted((a, b) => a.left - b.left) }))
}

/** The headings on a line, of one or of two words each. */
function headingsOf(words: readonly Word[]): Heading[] {
  return words.flatMap((word, place) => {
    const name = COLUMNS.find(column => column === word.text || column === `${word.text} ${words[place + 1]?.text ?? ''}`)
    return name === undefined ? [] : [{ name, left: word.left }]
  })
}

/** The rows of a page. A reason that takes several lines stands above and below the line of its player. */
function rowsOf(lines: readonly Line[], headings: readonly Heading[]): Cells[] {
  const rows = lines.filter(line => !isMargin(line)).map(line => ({ ...line, cells: cellsOf(line.words, headings) }))
  const whole = rows.filter(({ cells }) => !isRest(cells))
  const rests = rows.filter(({ cells }) => isRest(cells))
  return whole.map(row => {
    const own = rests.filter(rest => nearest(rest, whole) === row)
    const reason = [...own, row]
      .toSorted((a, b) => a.top - b.top)
      .map(({ cells }) => cells.Reason ?? '')
      .join(' ')
    return reason === '' ? row.cells : { ...row.cells, Reason: unbroken(reason) }
  })
}

function cellsOf(words: readonly Word[], headings: readonly Heading[]): Cells {
  const cells: Partial<Record<ColumnName, string>> = {}
  for (const { text, left } of words) {
    const column = headings.findLast(heading => heading.left <= left + SLACK) ?? headings[0]
    if (column === undefined) continue
    const before = cells[column.name]
    cells[column.name] = before === undefined ? text : `${before} ${text}`
  }
  return cells
}

/** The title of the report and the number of the page, which stand above and under each table. */
function isMargin(line: Line): boolean {
  return /^(?:Injury Report:.*|Page *\d+ *of *\d+)$/.test(textOf(line))
}

function textOf({ words }: Line): string {
  return words.map(({ text }) => text).join(' ')
}

/** A reason in one piece: lines break after the hyphen of a word. */
function unbroken(reason: string): string {
  return reason
    .replaceAll(/ +/g, ' ')
    .replaceAll(/(\w)- (?=\w)/g, '$1-')
    .trim()
}

/** Whether a line holds nothing but a part of a reason. */
function isRest(cells: Cells): boolean {
  return Object.keys(cells).every(name => name === 'Reason') && cells.Reason !== 'NOT YET SUBMITTED'
}

function nearest(rest: Line, rows: readonly Row[]): Row | undefined {
  return rows.toSorted((a, b) => Math.abs(a.top - rest.top) - Math.abs(b.top - rest.top))[0]
}
