import { gzipSync } from 'node:zlib'
import { zip } from '../archive.ts'
import { workbook } from '../workbook.ts'
import { csvText, type Cell, type Cells } from '../workspace.ts'
import { changedDocument } from './document-changes.ts'
import type { Original } from './originals.ts'
import { ODD } from './odd.ts'
import { reportPdf } from './pdf.ts'
import type { Random } from './random.ts'
import type { Game } from './stage.ts'

/** A file, as it is or as something made it. */
export interface MadeFile {
  readonly ending: string
  readonly content: Buffer
  /** What has happened to it. */
  readonly what: string
}

/** How rows are written down. */
const WRITTEN: Readonly<Record<string, { readonly ending: string; readonly text: (rows: readonly Cells[]) => string }>> = {
  csv: { ending: 'csv', text: csvText },
  records: { ending: 'json', text: rows => JSON.stringify(rows) },
  lines: { ending: 'ndjson', text: rows => rows.map(row => JSON.stringify(row)).join('\n') },
  sets: { ending: 'json', text: resultSets },
  columns: { ending: 'json', text: columnsOf },
}

function resultSets(rows: readonly Cells[]): string {
  const headers = Object.keys(rows[0] ?? {})
  return JSON.stringify({ resource: 'told', resultSets: [{ name: 'Told', headers, rowSet: rows.map(row => headers.map(name => row[name])) }] })
}

function columnsOf(rows: readonly Cells[]): string {
  const names = Object.keys(rows[0] ?? {})
  return JSON.stringify(Object.fromEntries(names.map(name => [name, Object.fromEntries(rows.map((row, place) => [place, row[name] ?? null]))])))
}

/** What people put tables into. */
const CONTAINERS: readonly ((rows: readonly Cells[]) => Omit<MadeFile, 'what'>)[] = [
  rows => ({ ending: 'zip', content: zip({ 'table.csv': csvText(rows) }) }),
  rows => ({ ending: 'xlsx', content: workbook({ Table: [Object.keys(rows[0] ?? {}), ...rows.map(row => Object.values(row).map(cellOf))] }) }),
]

/** The injury report comes as pages. */
const PDF: (typeof CONTAINERS)[number] = rows => ({ ending: 'pdf', content: reportPdf(rows) })

function containersFor(rows: readonly Cells[]): typeof CONTAINERS {
  return 'Report Time' in (rows[0] ?? {}) ? [PDF] : CONTAINERS
}

function cellOf(value: Cell): string | number | null {
  return typeof value === 'boolean' ? String(value) : value
}

export function intactFile(original: Original, game: Game): MadeFile {
  const ending = 'rows' in original ? 'csv' : 'json'
  const text = 'rows' in original ? csvText(original.rows(game)) : JSON.stringify(original.document(game))
  return { ending, content: Buffer.from(text), what: 'nothing' }
}

/** The file of a game after something has happened to it. */
export function mutatedFile(original: Original, game: Game, random: Random): MadeFile {
  if ('document' in original)
    return random.below(2) === 0 ? changedDocument(original.document(game), random) : changedText(intactFile(original, game), random)
  const kind = random.of(['csv', 'csv', 'csv', ...Object.keys(WRITTEN)])
  const { ending, text } = WRITTEN[kind] ?? { ending: 'csv', text: csvText }
  const rows = original.rows(game)
  if (random.below(12) === 0) return changedText({ ...random.of(containersFor(rows))(rows), what: 'in a container' }, random)
  if (random.below(3) === 0) return changedText({ ending, content: Buffer.from(text(rows)), what: `as ${kind}` }, random)
  const [what, changed] = random.of(ROW_CHANGES)(rows, random)
  return { ending, content: Buffer.from(text(changed)), what: `${what} (${kind})` }
}

type RowChange = (rows: readonly Cells[], random: Random) => readonly [what: string, rows: readonly Cells[]]

const changeCell: RowChange = (rows, random) => {
  const place = random.below(rows.length)
  const name = random.of(Object.keys(rows[place] ?? {}))
  const value = random.of(ODD)
  return [
    `${name} of row ${place} is ${JSON.stringify(value).slice(0, 40)}`,
    rows.map((row, other) => (other === place ? { ...row, [name]: value } : row)),
  ]
}

const swapCells: RowChange = (rows, random) => {
  const place = random.below(rows.length)
  const names = Object.keys(rows[place] ?? {})
  const [one, two] = [random.of(names), random.of(names)]
  return [
    `${one} and ${two} of row ${place} are exchanged`,
    rows.map((row, other) => (other === place ? { ...row, [one]: row[two] ?? null, [two]: row[one] ?? null } : row)),
  ]
}

const dropRow: RowChange = (rows, random) => {
  const place = random.below(rows.length)
  return [`row ${place} is gone`, rows.length === 1 ? rows : rows.filter((_, other) => other !== place)]
}

const mapNames = (rows: readonly Cells[], rename: (name: string) => string): Cells[] =>
  rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [rename(name), value])))

const oneName = (rows: readonly Cells[], random: Random): string => random.of(Object.keys(rows[0] ?? {}))

const dropColumn: RowChange = (rows, random) => {
  const name = oneName(rows, random)
  return [`column ${name} is gone`, rows.map(row => Object.fromEntries(Object.entries(row).filter(([column]) => column !== name)))]
}

const renameColumn: RowChange = (rows, random) => {
  const name = oneName(rows, random)
  const renamed = random.of([`${name}?`, name.toUpperCase(), ` ${name}`, `${name}_x`, ''])
  return [`column ${name} is called ${renamed}`, mapNames(rows, column => (column === name ? renamed : column))]
}

const shiftColumn: RowChange = (rows, random) => {
  const name = oneName(rows, random)
  return [`the cells of ${name} have moved down`, rows.map((row, place) => ({ ...row, [name]: rows[place - 1]?.[name] ?? null }))]
}

const emptyColumn: RowChange = (rows, random) => {
  const name = oneName(rows, random)
  return [`column ${name} is empty`, rows.map(row => ({ ...row, [name]: null }))]
}

const ROW_CHANGES: readonly RowChange[] = [
  ...[changeCell, changeCell, changeCell, changeCell, changeCell, swapCells, dropRow, dropColumn, renameColumn, shiftColumn, emptyColumn],
  (rows, random) => ['a row is repeated', [...rows, random.of(rows)]],
  rows => ['rows stand in another order', rows.toReversed()],
  rows => ['an index column stands first', rows.map((row, place) => ({ 'Unnamed: 0': place, ...row }))],
  rows => ['columns stand in another order', rows.map(row => Object.fromEntries(Object.entries(row).toReversed()))],
  rows => [
    'values are text',
    rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]))),
  ],
]

type TextChange = (content: Buffer, random: Random) => readonly [what: string, content: Buffer, ending?: string]

const onLines =
  (what: string, change: (lines: readonly string[], at: number) => readonly string[]): TextChange =>
  (content, random) => {
    const lines = content.toString().split('\n')
    return [what, Buffer.from(change(lines, random.below(lines.length)).join('\n'))]
  }

const flipped: TextChange = (content, random) => {
  const bytes = Buffer.from(content)
  for (let flips = 1 + random.below(4); flips > 0; flips--) bytes[random.below(bytes.length)] = random.below(256)
  return ['bytes are flipped', bytes]
}

const digit: TextChange = (content, random) => {
  const places = [...content.toString('latin1').matchAll(/\d/g)].map(({ index }) => index)
  const bytes = Buffer.from(content)
  bytes[random.of(places)] = 0x30 + random.below(10)
  return ['a digit is another', bytes]
}

const inserted: TextChange = (content, random) => {
  const at = random.below(content.length)
  const noise = Buffer.from(Array.from({ length: 1 + random.below(64) }, () => random.below(256)))
  return ['bytes are put in', Buffer.concat([content.subarray(0, at), noise, content.subarray(at)])]
}

const TEXT_CHANGES: readonly TextChange[] = [
  ...[flipped, flipped, digit, digit, inserted],
  (content, random) => ['it is cut off', content.subarray(0, random.below(content.length))],
  (content, random) => ['its beginning is gone', content.subarray(random.below(content.length))],
  onLines('two lines are one', (lines, at) => [...lines.slice(0, at), lines.slice(at, at + 2).join(''), ...lines.slice(at + 2)]),
  onLines('a line is broken', (lines, at) =>
    lines.flatMap((line, place) => (place === at ? [line.slice(0, line.length / 2), line.slice(line.length / 2)] : [line])),
  ),
  onLines('a line is gone', (lines, at) => lines.filter((_, place) => place !== at)),
  onLines('lines of a page stand around it', lines => ['Exported by somebody', '', ...lines, 'Total,,,', '']),
  content => ['lines end as on Windows', Buffer.from(content.toString().replaceAll('\n', '\r\n'))],
  content => ['it is UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(content.toString(), 'utf16le')])],
  content => ['it has a byte order mark', Buffer.from(`\uFEFF${content.toString()}`)],
  content => ['it is Latin-1', Buffer.from(content.toString().replaceAll(/[^ -ÿ\s]/gu, '?'), 'latin1')],
  content => ['it is packed', gzipSync(content), 'gz'],
  content => ['it stands deeper', Buffer.from(`{"data": [[${JSON.stringify(content.toString())}]]}`)],
  content => ['it stands there twice', Buffer.concat([content, content])],
]

export function changedText({ content, ending, what: kind }: MadeFile, random: Random): MadeFile {
  const [what, changed, packed] = random.of(TEXT_CHANGES)(content, random)
  return { ending: packed === undefined ? ending : `${ending}.${packed}`, content: changed, what: `${what} (${kind})` }
}
