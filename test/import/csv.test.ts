import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rewriteCsv, surveyCsv } from '../../src/import/read/csv-records.ts'
import type { TableCounts } from '../../src/import/report.ts'
import { countsOf, csvText, evening, GAME, line, Workspace } from './workspace.ts'

const TABLE = 'nba_raw.nbac_player_boxscores'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(async () => {
  await space.close()
})

/** The lines of a file of player logs, the header first. */
const [HEADER = '', ...ROWS] = csvText(
  Array.from({ length: 40 }, (_, index) => line([GAME, index % 2 === 0 ? 'MIL' : 'BKN'], [index + 1, `P${index} Novak`])),
)
  .trimEnd()
  .split('\n')

/** Imports a CSV file, and tells its counts, what is stored, and what waits with its reason. */
async function imported(
  content: string,
): Promise<{ counts: Partial<TableCounts> | undefined; stored: number[]; waiting: [number, string, string][] }> {
  const report = await space.import([space.csv('schedule.csv', evening), space.file('lines.csv', content)])
  const stored = await space.rows<{ row: number }>(`select source_row as row from ${TABLE} order by row`)
  const waiting = await space.rows<{ row: number; reason: string; text: string }>(
    `select source_row as row, reason, json_extract_string(row_json, '$.text') as text from nba_processing.quarantine order by row`,
  )
  return {
    counts: countsOf(report, TABLE)[0],
    stored: stored.map(({ row }) => row),
    waiting: waiting.map(({ row, reason, text }) => [row, reason, text]),
  }
}

describe('a CSV file', () => {
  it('of two joined ones, the second a column wider, loses no row of the first', async () => {
    const wider = ROWS.slice(1, 2).map((row, index) => `${index + 1},${row}`)
    const { counts, stored, waiting } = await imported([HEADER, ROWS[0], `,${HEADER}`, ...wider].join('\n'))
    expect(counts).toMatchObject({ read: 3, stored: 1, rejected: 2 })
    expect(stored).toEqual([1])
    const cells = HEADER.split(',').length
    expect(waiting).toEqual([
      [2, `line 3: expected ${cells} cells as in the header, found ${cells + 1}`, `,${HEADER}`],
      [3, `line 4: expected ${cells} cells as in the header, found ${cells + 1}`, wider[0]],
    ])
  })

  it.each([1, 20, 39])('with a line three cells short sends line %i to quarantine, and stores the others', async place => {
    const short = (ROWS[place] ?? '').split(',').slice(0, -3).join(',')
    const { counts, stored, waiting } = await imported([HEADER, ...ROWS.with(place, short)].join('\n'))
    expect(counts).toMatchObject({ read: 40, stored: 39, rejected: 1 })
    expect(stored).not.toContain(place + 1)
    expect(waiting).toMatchObject([[place + 1, expect.stringMatching(`^line ${place + 2}: expected`) as unknown, short]])
  })

  it.each([
    ['blank lines', [HEADER, '', ROWS[0], '', ROWS[1], ''].join('\n')],
    ['lines ended in two ways', `${HEADER}\r\n${ROWS[0]}\n${ROWS[1]}\r\n`],
    ['lines ended as on an old Macintosh', [HEADER, ROWS[0], ROWS[1]].join('\r')],
    ['a quote inside a cell', [HEADER, ROWS[0]?.replace('P0 Novak', 'P0 "The Wall" Novak'), ROWS[1]].join('\n')],
    ['a line break inside a cell', [HEADER, ROWS[0]?.replace('P0 Novak', '"P0\nNovak"'), ROWS[1]].join('\n')],
    ['a column without a name', [`,${HEADER}`, `0,${ROWS[0]}`, `1,${ROWS[1]}`].join('\n')],
    ['a column twice', [`PTS,${HEADER.replace('PTS', 'points')},PTS`, `20,${ROWS[0]},x`, `20,${ROWS[1]},x`].join('\n')],
  ])('with %s gives all its rows', async (_, content) => {
    const { counts, waiting } = await imported(content)
    expect(waiting).toEqual([])
    expect(counts).toMatchObject({ read: 2, stored: 2 })
  })

  it('whose quote never closes says on which line it opens', async () => {
    const { counts, waiting } = await imported([HEADER, ROWS[0], ROWS[1]?.replace('P1 Novak', '"P1 Novak'), ROWS[2]].join('\n'))
    expect(counts).toMatchObject({ read: 2, stored: 1, rejected: 1 })
    expect(waiting[0]?.[1]).toMatch(/^line 3: /)
  })
})

describe('surveyCsv(content)', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', ';', '"', '\n', '\r', '\t') })
  const table = fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.nat({ max: 8 }))
    .chain(([columns, rows]) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }))

  it('counts the records that were written, whatever stands in their cells, and rewriting keeps them', () => {
    fc.assert(
      fc.property(table, rows => {
        const header = (rows[0] ?? ['x', 'y']).map((_, index) => `c${index}`)
        const text = [header, ...rows].map(cells => cells.map(value => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n')
        const survey = surveyCsv(Buffer.from(text))
        expect(survey).toEqual({ header, delimiter: ',', records: rows.length, regular: true })
        const again = surveyCsv(Buffer.from([...rewriteCsv(Buffer.from(text), survey)].join('')))
        expect(again.records).toBe(rows.length)
        expect(again.regular).toBe(true)
      }),
    )
  })
})
