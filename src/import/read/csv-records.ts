const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d

/** Where a record of a CSV file lies, and what it looks like. */
interface CsvRecord {
  /** Line of the file that it begins on, from 1. */
  readonly line: number
  readonly start: number
  /** Behind its last byte, the line break left out. */
  readonly end: number
  readonly cells: number
  /** Whether it is written as RFC 4180 says: quotes around whole cells only, each of them closed. */
  readonly regular: boolean
  readonly lineBreak: 'lf' | 'crlf' | 'cr' | 'none'
}

/** What a CSV file holds, read off its bytes: every record counts, whatever a reader makes of it. */
export interface CsvSurvey {
  readonly header: readonly string[]
  readonly delimiter: string
  /** Records under the header, blank lines left out. */
  readonly records: number
  /** Whether every record has as many cells as the header and is written in one regular way, so that any reader reads the same. */
  readonly regular: boolean
}

/** Reads header and records of a CSV file in one pass. */
export function surveyCsv(content: Buffer): CsvSurvey {
  const delimiter = delimiterOf(firstLine(content))
  let header: string[] = []
  let records = -1
  let regular = true
  const breaks = new Set<string>()
  for (const record of recordsOf(content, delimiter)) {
    if (records === -1) header = cellsOf(textOf(content, record), delimiter)
    else if (isBlank(record)) regular = false
    records += records === -1 || !isBlank(record) ? 1 : 0
    regular &&= record.regular && (isBlank(record) || record.cells === header.length)
    if (record.lineBreak !== 'none') breaks.add(record.lineBreak)
  }
  return { header: uniqueNames(header), delimiter, records: Math.max(0, records), regular: regular && breaks.size < 2 && !breaks.has('cr') }
}

/** Columns that a rewritten file has behind its own: the text of a record that does not fit the header, and what is wrong with it. */
export const DEFECT_COLUMNS = ['#text', '#defect'] as const

/** Rewrites a CSV file so that any reader reads it: cells quoted, a record that does not fit its header as empty cells with its text and its defect behind them. */
export function* rewriteCsv(content: Buffer, { header, delimiter }: CsvSurvey): Generator<string> {
  let lines = [lineOf([...header, ...DEFECT_COLUMNS])]
  let first = true
  for (const record of recordsOf(content, delimiter)) {
    const isHeader = first
    first = false
    if (isHeader || isBlank(record)) continue
    const text = textOf(content, record)
    const cells = cellsOf(text, delimiter)
    const fits = cells.length === header.length
    const defect = `line ${record.line}: expected ${header.length} cells as in the header, found ${cells.length}`
    lines.push(lineOf([...(fits ? cells : header.map(() => '')), ...(fits ? ['', ''] : [text, defect])]))
    if (lines.length < LINES_AT_ONCE) continue
    yield lines.join('')
    lines = []
  }
  yield lines.join('')
}

const LINES_AT_ONCE = 500

function lineOf(cells: readonly string[]): string {
  return `${cells.map(quote).join(',')}\n`
}

function quote(cell: string): string {
  return cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`
}

function isBlank({ start, end }: CsvRecord): boolean {
  return start === end
}

function textOf(content: Buffer, { start, end }: CsvRecord): string {
  return content.toString('utf8', start, end)
}

/** The records of a CSV file, the header first. */
function* recordsOf(content: Buffer, delimiter: string): Generator<CsvRecord> {
  const separator = delimiter.charCodeAt(0)
  let at = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0
  let line = 1
  while (at < content.length) {
    const start = at
    const startLine = line
    let cells = 1
    let regular = true
    let cellStart = at
    let quoted = false
    for (; at < content.length; at++) {
      const byte = content[at]
      if (quoted) {
        if (byte === LF) line++
        if (byte !== QUOTE) continue
        if (content[at + 1] === QUOTE) at++
        else {
          quoted = false
          const after = content[at + 1]
          regular &&= after === undefined || after === separator || after === LF || after === CR
        }
      } else if (byte === separator) {
        cells++
        cellStart = at + 1
      } else if (byte === QUOTE) {
        if (at === cellStart) quoted = true
        else regular = false
      } else if (byte === LF || byte === CR) break
    }
    const lineBreak = at >= content.length ? 'none' : content[at] === LF ? 'lf' : content[at + 1] === LF ? 'crlf' : 'cr'
    yield { line: startLine, start, end: at, cells, regular: regular && !quoted, lineBreak }
    at += lineBreak === 'crlf' ? 2 : 1
    line++
  }
}

/** The cells of one record. */
function cellsOf(text: string, delimiter: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  let atStart = true
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"'
      at++
    } else if (quoted) {
      if (character === '"') quoted = false
      else cell += character
    } else if (character === delimiter) {
      cells.push(cell)
      cell = ''
      atStart = true
      continue
    } else if (character === '"' && atStart) quoted = true
    else cell += character
    atStart = false
  }
  return [...cells, cell]
}

function firstLine(content: Buffer): string {
  const start = content.subarray(0, 65_536).toString('utf8')
  return start.slice(0, /[\r\n]|$/.exec(start)?.index)
}

/** The delimiter that occurs most often outside quotes. */
function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, '')
  const count = (delimiter: string): number => bare.split(delimiter).length
  return [',', '\t', ';', '|'].reduce((best, other) => (count(other) > count(best) ? other : best))
}

/** Names that tell columns apart: one without a name is called by its place, one whose name stands before already gets a number. */
function uniqueNames(header: readonly string[]): string[] {
  const names: string[] = []
  for (const [place, cell] of header.entries()) {
    const name = cell.trim() === '' ? `column${place}` : cell.trim()
    let unique = name
    for (let number = 1; names.some(other => other.toLowerCase() === unique.toLowerCase()); number++) unique = `${name}_${number}`
    names.push(unique)
  }
  return names
}
