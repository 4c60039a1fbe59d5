/** A column of a table on paper. */
export interface Heading {
  readonly title: string
  readonly align?: 'left' | 'right'
}

const GAP = '  '

/** Rows under headings, aligned; each line without trailing spaces. */
export function layOut(headings: readonly Heading[], rows: readonly (readonly string[])[]): string[] {
  const lines = [headings.map(heading => heading.title), ...rows]
  const widths = headings.map((_, column) => largest(lines.map(line => width(line[column] ?? ''))))
  return lines.map(line =>
    headings
      .map((heading, column) => pad(line[column] ?? '', widths[column] ?? 0, heading.align ?? 'left'))
      .join(GAP)
      .trimEnd(),
  )
}

const NARROWEST_PROSE = 30

/** Like `layOut`, within a width: the last column is prose and goes on below itself, or, where it has no room, on lines of its own. */
export function layOutProse(headings: readonly Heading[], rows: readonly (readonly string[])[], columns: number): string[] {
  const [first = '', ...lines] = layOut(headings.slice(0, -1), rows)
  const start = largest([first, ...lines].map(width)) + GAP.length
  const below = columns - start < NARROWEST_PROSE
  const indent = ' '.repeat(below ? 6 : start)
  const prose = rows.flatMap((row, index) => {
    const [head = '', ...rest] = wrap(row.at(-1) ?? '', { columns, indent })
    const line = lines[index] ?? ''
    return below ? [line, head, ...rest] : [line.padEnd(start) + head.trimStart(), ...rest]
  })
  return [below ? first : first.padEnd(start) + (headings.at(-1)?.title ?? ''), ...prose].map(line => line.trimEnd())
}

/** Text as it fits into a number of characters, `…` where it was cut. */
export function fit(text: string, columns: number): string {
  return width(text) <= columns
    ? text
    : `${Array.from(text)
        .slice(0, Math.max(0, columns - 1))
        .join('')}…`
}

/** Paragraph text in lines of at most that many characters, each behind an indent. */
export function wrap(text: string, { columns, indent = '' }: { readonly columns: number; readonly indent?: string }): string[] {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(/\s+/)) {
    if (line !== indent && width(line) + 1 + width(word) > columns) {
      lines.push(line)
      line = indent
    }
    line += line === indent ? word : ` ${word}`
  }
  return [...lines, line]
}

/** The largest of the numbers, 0 without any; unlike Math.max it takes as many as a table has rows. */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0)
}

function pad(text: string, columns: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, columns - width(text)))
  return align === 'right' ? space + text : text + space
}

function width(text: string): number {
  return Array.from(text).length
}
