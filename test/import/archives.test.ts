import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { zip, type Files, type Oddities } from './archive.ts'
import { csvText, evening, GAME, line, teamLine, Workspace } from './workspace.ts'

const CASES = path.join(import.meta.dirname, 'cases')
const TABLE = 'nba_raw.nbac_player_boxscores'

let space: Workspace
beforeAll(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
beforeEach(async () => {
  await space.store.run(`delete from ${TABLE}; delete from nba_processing.import_files where format <> 'NBA schedule table'`)
})
afterAll(async () => {
  await space.close()
})

const lines = csvText([line([GAME, 'MIL'], [7, 'Ante Novak']), line([GAME, 'BKN'], [8, 'Bo Writ'])])
const more = csvText([line([GAME, 'MIL'], [9, 'Cy Dunn'])])

function archive(files: Files, odd: Oddities = {}): string {
  return space.file('logs.zip', zip(files, odd))
}

async function stored(): Promise<unknown[]> {
  const rows = await space.rows<{ id: number; file: string; row: number }>(
    `select nba_player_id as id, source_file as file, source_row as row from ${TABLE} where ended_by is null order by id`,
  )
  return rows.map(({ id, file, row }) => [id, path.relative(space.folder, file), row])
}

describe('a zip archive', () => {
  it('as people keep it', async () => {
    const file = path.join(CASES, 'logs.zip')
    const report = await space.import([file])
    expect(report.files.map(taken => taken.path)).toEqual([`${file} › logs.csv`])
    expect(await space.current(TABLE)).toHaveLength(4)
  })

  it.each<[string, Oddities]>([
    ['packed', {}],
    ['not packed', { stored: true }],
    ['with numbers of 64 bits', { large: true }],
  ])('%s: every file of it is one of its own, hidden ones and those of macOS are left out', async (_, odd) => {
    const file = archive(
      { 'a/lines.csv': lines, 'a/b/more.csv': more, 'a/': '', '.hidden.csv': more, '__MACOSX/a/._lines.csv': 'x', 'LIES MICH.txt': 'Šar' },
      odd,
    )
    const report = await space.import([file])
    expect(report.files.map(taken => taken.path)).toEqual([`${file} › a/lines.csv`, `${file} › a/b/more.csv`])
    expect(report.unrecognised).toEqual([{ path: `${file} › LIES MICH.txt`, looked_for: expect.stringContaining('known formats') as string }])
    expect(await stored()).toEqual([
      [7, 'logs.zip › a/lines.csv', 1],
      [8, 'logs.zip › a/lines.csv', 2],
      [9, 'logs.zip › a/b/more.csv', 1],
    ])
  })

  it('knows a file again by its content, in whatever archive it lies', async () => {
    await space.import([archive({ 'lines.csv': lines })])
    const report = await space.import([archive({ 'other name.csv': lines, 'more.csv': more })])
    expect(report.files.map(({ skipped }) => skipped)).toEqual([true, false])
    expect((await space.import([space.file('plain.csv', lines)])).files).toMatchObject([{ skipped: true }])
  })

  it('may lie in another, and hold files that are packed themselves', async () => {
    const { gzipSync } = await import('node:zlib')
    const file = archive({ 'inner.zip': zip({ 'lines.csv.gz': gzipSync(lines) }) })
    const report = await space.import([file])
    expect(report.files.map(taken => taken.path)).toEqual([`${file} › inner.zip › lines.csv.gz`])
    const deep = archive({ '1.zip': zip({ '2.zip': zip({ '3.zip': zip({ 'lines.csv': lines }) }) }) })
    expect((await space.import([deep])).unrecognised).toEqual([
      { path: `${deep} › 1.zip › 2.zip › 3.zip`, looked_for: 'inside of 3 other files: unpack it by hand' },
    ])
  })

  it('may be packed with gzip', async () => {
    const report = await space.import([space.gzipped('logs.zip.gz', zip({ 'lines.csv': lines }))])
    expect(report.files.map(taken => path.basename(taken.path))).toEqual(['logs.zip.gz › lines.csv'])
  })

  it.each<[string, Oddities, RegExp]>([
    ['encrypted', { encrypted: true }, /^is encrypted/],
    ['packed with LZMA', { method: 14 }, /method 14 of zip/],
    ['whose bytes are not those that were packed', { checksum: 1 }, /^the zip archive is damaged: what was unpacked is not what was packed$/],
  ])('with a file %s: that file is named, nothing of it lands', async (_, odd, message) => {
    const file = archive({ 'lines.csv': lines }, odd)
    const report = await space.import([file])
    expect(report.unrecognised).toEqual([{ path: `${file} › lines.csv`, looked_for: expect.stringMatching(message) as string }])
    expect(await stored()).toEqual([])
  })

  it.each<[string, () => Buffer, RegExp]>([
    ['cut off', () => zip({ 'lines.csv': lines }).subarray(0, 200), /^the zip archive is damaged: .*cut off/],
    ['without files', () => zip({}), /^the zip archive holds no files$/],
    ['that is a Word document', () => zip({ 'word/document.xml': '<w:document/>' }), /^a Word document/],
    ['that is an OpenDocument sheet', () => zip({ 'content.xml': '', 'META-INF/manifest.xml': '' }), /^an OpenDocument file.*libreoffice --headless/],
    ['of arrays', () => zip({ 'a.npy': '\u0093NUMPY' }), /^NumPy arrays/],
  ])('%s is told as such', async (_, write, message) => {
    const report = await space.import([space.file('logs.zip', write())])
    expect(report.unrecognised).toMatchObject([{ looked_for: expect.stringMatching(message) as string }])
  })

  it('that would fill the disk is not unpacked', async () => {
    const bomb = zip({ 'zeros.csv': Buffer.alloc(100 * 1024 * 1024, '0') })
    const report = await space.import([space.file('bomb.zip', bomb), space.file('nested.zip', zip({ 'bomb.zip': bomb, 'lines.csv': lines }))])
    const refused = /^unpacks to more than \d+ MB, 250 times its size: not taken, it may be a zip bomb/
    expect(report.unrecognised.map(({ path: file, looked_for }) => [path.basename(file), refused.test(looked_for)])).toEqual([
      ['bomb.zip › zeros.csv', true],
      ['nested.zip › bomb.zip › zeros.csv', true],
      ['nested.zip › lines.csv', true],
    ])
    const packed = await space.import([space.gzipped('bomb.csv.gz', Buffer.alloc(100 * 1024 * 1024, '0'))])
    expect(packed.unrecognised).toMatchObject([{ looked_for: expect.stringMatching(refused) as string }])
  })

  it('of many files lands them together', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, place) => [`${place}.csv`, csvText([line([GAME, 'MIL'], [place + 1, `P${place} Novak`])])]),
    )
    const report = await space.import([archive({ ...files, 'teams.csv': csvText([teamLine(GAME, 'MIL')]) })])
    expect(report.files).toHaveLength(61)
    expect(await stored()).toHaveLength(60)
  })
})
