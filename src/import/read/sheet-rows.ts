import { BackcourtError } from '../../errors.ts'
import { numberText } from './number-formats.ts'
import { parsed, type Sheet, type Workbook, type WorkbookFile } from './workbook.ts'

const MOST_COLUMNS = 16_384

/** The rows of a sheet as text, empty ones left out. */
export async function* sheetRows(book: WorkbookFile, { strings, formats, from1904 }: Workbook, sheet: Sheet): AsyncGenerator<string[]> {
  const rows: string[][] = []
  let cells: string[] = []
  let cell: Cell = { type: 'n', style: 0, column: 0 }
  let value = ''
  for await (const _ of parsed(book, sheet.entry, {
    opened: (name, attributes) => {
      if (name === 'row') cells = []
      if (name !== 'c') return
      value = ''
      cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), column: columnOf(attributes['r'], cells.length) }
    },
    closed: (name, text) => {
      if (name === 'v' || name === 't') value = name === 't' ? value + text : text
      if (name === 'c') {
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = value === '' ? '' : textOf(cell, value)
      }
      if (name === 'row' && cells.some(text => text !== '')) rows.push(cells)
    },
  })) {
    yield* rows.splice(0)
  }
  yield* rows.splice(0)

  function textOf({ type, style }: Cell, written: string): string {
    if (type === 's') return strings[Number(written)] ?? ''
    if (type === 'b') return written === '1' ? 'true' : 'false'
    if (type === 'd') return written.replace(/T00:00:00(?:\.0+)?$/, '').replace('T', ' ')
    return type === 'n' ? numberText(written, formats[style] ?? 'number', from1904) : written
  }
}

interface Cell {
  readonly type: string
  readonly style: number
  /** From 0. */
  readonly column: number
}

/** The column of a cell by its reference, `C5` is 2; that after the last one where it has none. */
function columnOf(reference: string | undefined, next: number): number {
  if (reference === undefined) return next
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  if (column > MOST_COLUMNS) throw new BackcourtError('bad_input', `the workbook is damaged: there is no column ${reference}`)
  return column === 0 ? next : column - 1
}
