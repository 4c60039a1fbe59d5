import { gzipSync } from 'node:zlib'
import { csvText, GAME, line, teamLine, type Cell, type Cells } from './workspace.ts'

export interface MutatedFile {
  readonly name: string
  readonly content: Buffer
  /** What has happened to it. */
  readonly what: string
  /** Rows to which nothing has happened: the person's id and his points. */
  readonly intact: readonly { readonly id: number; readonly points: number }[]
}

/** A file before anything happens to it: rows, and how they are written down. */
interface Original {
  readonly rows: readonly Cells[]
  readonly ending: string
  readonly text: (rows: readonly Cells[]) => string
  readonly ofPlayers: boolean
}

type Change = (
  original: Original,
  random: Random,
) => { readonly what: string; readonly content: Buffer; readonly touched: ReadonlySet<number> | 'all' }

/** A file with it is no text. */
const BINARY = '\u0000'

const ODD: readonly Cell[] = [
  ...['', 'NA', '-5', '1e99', '99999999999999999999', '12:75', '"', BINARY, 'é', "'; drop table x; --", '=1+1', '10/45/2021', '2021-02-30', '\t'],
  ...['NaN', 'Infinity', '0x10', '1_000', '١٢', '🏀', 'null', '[]', '{"a":1}', 'x'.repeat(20_000), 3.5, -1, true],
]

/** A small generator of numbers that a seed determines. */
class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

const PLAYERS = 5

function players(file: number): Cells[] {
  const pointsOf = (place: number): number => 10 + place
  return Array.from({ length: PLAYERS }, (_, place) =>
    line([GAME, 'MIL'], [1000 + 10 * file + place, `Player ${file} ${'abcde'[place]}`], { PTS: pointsOf(place), GAME_DATE: '2021-10-19' }),
  )
}

function boxScore(file: number): Cells[] {
  return players(file).map(row => {
    const { MATCHUP: _, TOV: turnovers = null, ...counted } = row
    return { ...counted, MIN: '12:30', TO: turnovers, START_POSITION: null, COMMENT: null }
  })
}

function resultSets(rows: readonly Cells[]): string {
  const headers = Object.keys(rows[0] ?? {})
  return JSON.stringify({ resource: 'box', resultSets: [{ name: 'PlayerStats', headers, rowSet: rows.map(row => headers.map(name => row[name])) }] })
}

function columnsOf(rows: readonly Cells[]): string {
  const names = Object.keys(rows[0] ?? {})
  return JSON.stringify(Object.fromEntries(names.map(name => [name, Object.fromEntries(rows.map((row, place) => [place, row[name] ?? null]))])))
}

const ORIGINALS: readonly ((file: number) => Original)[] = [
  file => ({ rows: players(file), ending: 'csv', text: csvText, ofPlayers: true }),
  file => ({ rows: boxScore(file), ending: 'csv', text: csvText, ofPlayers: true }),
  file => ({ rows: players(file), ending: 'json', text: rows => JSON.stringify(rows), ofPlayers: true }),
  file => ({ rows: players(file), ending: 'ndjson', text: rows => rows.map(row => JSON.stringify(row)).join('\n'), ofPlayers: true }),
  file => ({ rows: boxScore(file), ending: 'json', text: resultSets, ofPlayers: true }),
  file => ({ rows: players(file), ending: 'json', text: columnsOf, ofPlayers: true }),
  () => ({ rows: [teamLine(GAME, 'MIL', { MIN: 240 }), teamLine(GAME, 'BKN', { MIN: 240 })], ending: 'csv', text: csvText, ofPlayers: false }),
]

/** A cell of a row that tells neither who nor how many points; what those say may not be lost to anything else. */
const changeCell: Change = ({ rows, text }, random) => {
  const place = random.below(rows.length)
  const name = random.of(Object.keys(rows[place] ?? {}).filter(column => !/^GAME_DATE|TEAM_ABBREVIATION|START_POSITION$/.test(column)))
  const value = random.of(ODD)
  const changed = rows.map((row, other) => (other === place ? { ...row, [name]: value } : row))
  return {
    what: `${name} of row ${place} is ${JSON.stringify(value).slice(0, 40)}`,
    content: Buffer.from(text(changed)),
    touched: value === BINARY ? 'all' : new Set([place]),
  }
}

const dropRow: Change = ({ rows, text }, random) => {
  const place = random.below(rows.length)
  return { what: `row ${place} is gone`, content: Buffer.from(text(rows.filter((_, other) => other !== place))), touched: new Set([place]) }
}

const repeatRow: Change = ({ rows, text }, random) => ({
  what: 'a row is repeated',
  content: Buffer.from(text([...rows, random.of(rows)])),
  touched: new Set(),
})

const dropColumn: Change = ({ rows, text }, random) => {
  const name = random.of(Object.keys(rows[0] ?? {}))
  const without = rows.map(row => Object.fromEntries(Object.entries(row).filter(([column]) => column !== name)))
  return { what: `column ${name} is gone`, content: Buffer.from(text(without)), touched: 'all' }
}

const renameColumn: Change = ({ rows, text }, random) => {
  const name = random.of(Object.keys(rows[0] ?? {}))
  const renamed = rows.map(row => Object.fromEntries(Object.entries(row).map(([column, value]) => [column === name ? `${column}?` : column, value])))
  return { what: `column ${name} is renamed`, content: Buffer.from(text(renamed)), touched: 'all' }
}

const addColumn: Change = ({ rows, text }) => ({
  what: 'an index column stands first',
  content: Buffer.from(text(rows.map((row, place) => ({ 'Unnamed: 0': place, ...row })))),
  touched: new Set(),
})

const reorderColumns: Change = ({ rows, text }) => ({
  what: 'columns stand in another order',
  content: Buffer.from(text(rows.map(row => Object.fromEntries(Object.entries(row).toReversed())))),
  touched: new Set(),
})

const asText: Change = ({ rows, text }) => ({
  what: 'numbers are text',
  content: Buffer.from(
    text(rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])))),
  ),
  touched: new Set(),
})

const inUtf16: Change = ({ rows, text }) => ({
  what: 'it is UTF-16',
  content: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text(rows), 'utf16le')]),
  touched: 'all',
})

const withMark: Change = ({ rows, text }) => ({ what: 'it has a byte order mark', content: Buffer.from(`\ufeff${text(rows)}`), touched: new Set() })

const packed: Change = ({ rows, text }) => ({ what: 'it is packed', content: gzipSync(text(rows)), touched: new Set() })

const cut: Change = ({ rows, text }, random) => {
  const whole = Buffer.from(text(rows))
  return { what: 'it is cut off', content: whole.subarray(0, random.below(whole.length)), touched: 'all' }
}

const flipBytes: Change = ({ rows, text }, random) => {
  const content = Buffer.from(text(rows))
  for (let flips = 1 + random.below(4); flips > 0; flips--) content[random.below(content.length)] = random.below(256)
  return { what: 'bytes are flipped', content, touched: 'all' }
}

const insertBytes: Change = ({ rows, text }, random) => {
  const whole = Buffer.from(text(rows))
  const at = random.below(whole.length)
  const noise = Buffer.from(Array.from({ length: 1 + random.below(64) }, () => random.below(256)))
  return { what: 'bytes are put in', content: Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at)]), touched: 'all' }
}

const joinLines: Change = ({ rows, text }, random) => {
  const lines = text(rows).split('\n')
  const at = random.below(lines.length)
  return {
    what: 'two lines are one',
    content: Buffer.from([...lines.slice(0, at), lines.slice(at, at + 2).join(''), ...lines.slice(at + 2)].join('\n')),
    touched: 'all',
  }
}

const nested: Change = ({ rows, text }) => ({
  what: 'it stands deeper',
  content: Buffer.from(`{"data": [[${JSON.stringify(text(rows))}]]}`),
  touched: 'all',
})

const CHANGES: readonly Change[] = [
  ...[changeCell, changeCell, changeCell, changeCell, dropRow, repeatRow, dropColumn, renameColumn, addColumn, reorderColumns, asText],
  ...[inUtf16, withMark, packed, cut, flipBytes, flipBytes, insertBytes, joinLines, nested],
]

/** Makes files to which something has happened, the same ones for a seed. */
export class Mutator {
  readonly #random: Random

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  file(number: number): MutatedFile {
    const original = this.#random.of(ORIGINALS)(number)
    const { what, content, touched } = this.#random.of(CHANGES)(original, this.#random)
    const intact = touched === 'all' || !original.ofPlayers ? [] : original.rows.filter((_, place) => !touched.has(place))
    return {
      name: `${number}.${original.ending}${what === 'it is packed' ? '.gz' : ''}`,
      content,
      what: `${what} (${original.ending})`,
      intact: intact.map(row => ({ id: Number(row['PLAYER_ID']), points: Number(row['PTS']) })),
    }
  }
}
