import type { Scratch } from './scratch.ts'
import type { Bytes } from './member.ts'

/** Rows of a table that is no text where it lies. */
export interface Rows {
  readonly header: readonly string[]
  readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>
}

/** Writes a table as CSV, so that it is read as any other. Of a table that nobody wants only the header: no format could take it. */
export async function writeTable(scratch: Scratch, { header, rows }: Rows, wanted: boolean): Promise<Bytes> {
  const width = header.findLastIndex(name => name !== '') + 1
  return scratch.write('csv', pieces())

  async function* pieces(): AsyncGenerator<string> {
    yield lineOf(header.slice(0, width))
    if (!wanted) return
    let lines: string[] = []
    for await (const cells of rows) {
      const padded = Array.from({ length: Math.max(width, cells.findLastIndex(cell => cell !== '') + 1) }, (_, place) => cells[place] ?? '')
      lines.push(lineOf(padded))
      if (lines.length < LINES_AT_ONCE) continue
      yield lines.join('')
      lines = []
    }
    yield lines.join('')
  }
}

const LINES_AT_ONCE = 500

/** A line of CSV; its first cell is quoted always, so that nothing takes the file for something else. */
function lineOf(cells: readonly string[]): string {
  return `${cells.map((cell, place) => (place > 0 && /^[\w.:/-]*$/.test(cell) ? cell : `"${cell.replaceAll('"', '""')}"`)).join(',')}\n`
}
