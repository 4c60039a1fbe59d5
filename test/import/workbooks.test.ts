import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { zip } from './archive.ts'
import { workbook, type BookOptions, type SheetCells, type XmlCell } from './workbook.ts'
import { evening, GAME, line, teamLine, Workspace, type Cells } from './workspace.ts'

const CASES = path.join(import.meta.dirname, 'cases')
const TABLE = 'nba_raw.nbac_player_boxscores'

let space: Workspace
beforeAll(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
beforeEach(async () => {
  await space.store.run(
    `delete from ${TABLE}; delete from nba_processing.import_files where format <> 'NBA schedule table'; delete from nba_processing.quarantine`,
  )
})
afterAll(async () => {
  await space.close()
})

type Row = Readonly<Record<string, XmlCell | string | number | null>>

function cellsOf(rows: readonly Row[]): SheetCells {
  const names = Object.keys(rows[0] ?? {})
  return [names, ...rows.map(row => names.map(name => row[name] ?? null))]
}

const asCells = (row: Cells): Row => row as Row
const lines = [line([GAME, 'MIL'], [7, 'Ante <The Wall> & Novak']), line([GAME, 'BKN'], [8, 'Bo Writ'])].map(asCells)

function book(sheets: Readonly<Record<string, SheetCells>>, options?: BookOptions): string {
  return space.file('logs.xlsx', workbook(sheets, options))
}

/** The cells of one row as they arrive at a format; GAME_DATE is compared with the schedule, so what is no day is read off quarantine. */
async function readBack(more: Row, options: BookOptions): Promise<Record<string, string>> {
  await space.import([
    book({ logs: cellsOf([{ ...asCells(line(['0022109999', 'MIL'], [7, 'Ante Novak'])), MATCHUP: 'no match-up', ...more }]) }, options),
  ])
  const [row] = await space.rows<{ text: string }>('select row_json as text from nba_processing.quarantine where ended_by is null')
  return JSON.parse(row?.text ?? '{}') as Record<string, string>
}

describe('an xlsx workbook', () => {
  it('as a library writes it', async () => {
    const file = path.join(CASES, 'logs.xlsx')
    const report = await space.import([file])
    expect(report).toMatchObject({ unrecognised: [], quarantined: 0, files: [{ path: `${file} › logs`, tables: [{}, { stored: 4 }] }] })
    expect((await space.current(TABLE)).map(row => row['player_full_name'])).toContain('Giannis Antetokounmpo')
  })

  it('gives each sheet as a table; hidden ones are left out and named, empty ones are no tables', async () => {
    const other = cellsOf([asCells(line([GAME, 'MIL'], [9, 'Cy Dunn']))])
    const sheets = {
      'a & b': cellsOf(lines),
      notes: [['what'], ['nothing']],
      teams: cellsOf([asCells(teamLine(GAME, 'MIL'))]),
      old: other,
      blank: [],
    }
    const file = book(sheets, { hidden: ['old'] })
    const report = await space.import([file])
    expect(report.files.map(taken => [taken.path, taken.format])).toEqual([
      [`${file} › a & b`, 'NBA LeagueGameLog, players'],
      [`${file} › teams`, 'NBA LeagueGameLog, teams'],
    ])
    expect(report.unrecognised.map(({ path: name, looked_for }) => [name, looked_for])).toEqual([
      [`${file} › notes`, expect.stringContaining('its columns are what')],
      [`${file} › blank`, 'the sheet is empty'],
    ])
    expect(report.warnings).toContain(`${file}: the sheet old is hidden and was left out`)
    expect(await space.rows(`select player_full_name as name, source_row as row from ${TABLE} order by row`)).toEqual([
      { name: 'Ante <The Wall> & Novak', row: 1 },
      { name: 'Bo Writ', row: 2 },
    ])
  })

  it('is known again, whatever else in it has changed', async () => {
    await space.import([book({ logs: cellsOf(lines) })])
    const report = await space.import([book({ logs: cellsOf(lines), notes: [['what']] }, { styles: [14] })])
    expect(report.files).toMatchObject([{ skipped: true }])
  })

  it('keeps the zeros of ids that are text and the digits of numbers', async () => {
    const read = await readBack(
      { TEAM_ID: 1_610_612_749, PTS: { v: '20.000000000000004' }, PLUS_MINUS: { v: '-7' }, FGM: { v: '8E0' }, REB: { t: 'str', v: '005' } },
      {},
    )
    expect(read).toMatchObject({ GAME_ID: '0022109999', PLAYER_ID: '7', PTS: '20.000000000000004', PLUS_MINUS: '-7', FGM: '8', REB: '005' })
  })

  it.each<[string, string, XmlCell, BookOptions?]>([
    ['a day', '2021-10-19', { s: 1, v: 44488 }, { styles: [14] }],
    ['a day in a format of its own', '2021-10-19', { s: 1, v: 44488 }, { styles: ['[$-409]ddd, mmm d, yyyy;@'] }],
    ['an instant', '2021-10-19 19:30:00', { s: 1, v: 44488.8125 }, { styles: ['yyyy-mm-dd hh:mm:ss'] }],
    ['an instant at midnight', '2021-10-19', { s: 1, v: 44488 }, { styles: [22] }],
    ['a day counted from 1904', '2021-10-19', { s: 1, v: 44488 - 1462 }, { styles: [14], from1904: true }],
    ['a day before March 1900', '1900-01-01', { s: 1, v: 1 }, { styles: [14] }],
    ['a day in ISO text', '2021-10-19', { t: 'd', v: '2021-10-19T00:00:00' }],
    ['minutes that became hours', '31:01:00', { s: 1, v: (31 * 60 + 1) / 1440 }, { styles: [46] }],
    ['hours and minutes', '7:14', { s: 1, v: (7 * 60 + 14) / 1440 }, { styles: [20] }],
    ['minutes and seconds', '31:04', { s: 1, v: (31 * 60 + 4) / 86_400 }, { styles: ['mm:ss.0'] }],
    ['a number in a format with a word', '31', { s: 1, v: 31 }, { styles: ['0.0" days"'] }],
    ['a number in General', '31', { s: 1, v: 31 }, { styles: ['General'] }],
    ['a truth', 'true', { t: 'b', v: 1 }],
    ['text in the cell', '31', { t: 'inlineStr', xml: '<is><r><t>3</t></r><r><t>1</t></r></is>' }],
    ['the result of a formula', '31', { xml: '<f>A1+1</f><v>31</v>' }],
  ])('reads %s', async (...[, text, cell, options]) => {
    expect((await readBack({ GAME_DATE: cell }, options ?? {}))['GAME_DATE']).toBe(text)
  })

  it('sends a row with cells beyond the header to quarantine', async () => {
    const [header = [], first = [], second = []] = cellsOf(lines)
    const report = await space.import([book({ logs: [header, [], first, [...second, null, 'a remark']] })])
    expect(report.quarantined).toBe(1)
    expect(report.warnings[0]).toContain(`expected ${header.length} cells as in the header, found ${header.length + 2}`)
    expect(await space.current(TABLE)).toHaveLength(1)
  })

  it('of many rows loses none', async () => {
    const many = Array.from({ length: 5000 }, (_, place) => asCells(line([GAME, 'MIL'], [place + 1, `P${place} Novak`])))
    expect((await space.import([book({ logs: cellsOf(many) })])).files[0]?.tables.at(-1)).toMatchObject({ read: 5000, stored: 5000 })
  })

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['whose XML is broken', { 'xl/workbook.xml': '<workbook><sheets>' }, /^the workbook is damaged: xl\/workbook\.xml: .*unclosed/],
    ['without sheets', { 'xl/workbook.xml': '<workbook/>' }, /^the workbook has no sheets of cells$/],
    ['with macros of old, binary', { 'xl/workbook.bin': '' }, /^a binary Excel workbook \(xlsb\), which is not read; convert it: libreoffice/],
  ])('%s is told as such', async (_, files, message) => {
    const report = await space.import([space.file('logs.xlsx', zip(files))])
    expect(report.unrecognised).toMatchObject([{ looked_for: expect.stringMatching(message) as string }])
  })

  it('with a sheet that is broken names that one, and takes the others', async () => {
    const file = book(
      { a: cellsOf(lines), b: cellsOf(lines) },
      { more: { 'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row><c r="AAAA1"><v>1</v></row>' } },
    )
    const report = await space.import([file])
    expect(report.files.map(taken => taken.path)).toEqual([`${file} › a`])
    expect(report.unrecognised).toMatchObject([{ path: `${file} › b`, looked_for: expect.stringMatching(/^the workbook is damaged/) as string }])
  })
})
