import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fromWindows1252, toWindows1252 } from '../../src/import/read/windows-1252.ts'
import { csvText, evening, GAME, line, Workspace } from './workspace.ts'

const CASES = path.join(import.meta.dirname, 'cases')
const NAMES = ['Dennis Schröder', 'Luka Dončić', 'Nikola Jokić', 'Ömer Aşık', 'Dāvis Bertāns', 'José "Pepe" Calderón', 'Bo O’Writ']

let space: Workspace
beforeAll(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
beforeEach(async () => {
  await space.store.run('delete from nba_raw.nbac_player_boxscores')
})
afterAll(async () => {
  await space.close()
})

const lines = NAMES.map((name, place) => line([GAME, place % 2 === 0 ? 'MIL' : 'BKN'], [place + 1, name]))
const TEXTS = { csv: csvText(lines), json: JSON.stringify(lines), ndjson: lines.map(row => JSON.stringify(row)).join('\n') }

async function namesFrom(file: string): Promise<{ names: string[]; warnings: readonly string[] }> {
  const report = await space.import([file])
  expect(report.unrecognised).toEqual([])
  expect(report.quarantined).toBe(0)
  const rows = await space.rows<{ name: string }>('select player_full_name as name from nba_raw.nbac_player_boxscores order by nba_player_id')
  return { names: rows.map(({ name }) => name), warnings: report.warnings }
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const swapped = (text: string): Buffer => utf16(text).swap16()

/** UTF-8 read as another encoding and written again. */
function misread(text: string, read: (bytes: Buffer) => string): string {
  return read(Buffer.from(text))
}

const latin1 = (bytes: Buffer): string => bytes.toString('latin1')

describe.each(['csv', 'json', 'ndjson'] as const)('%s', kind => {
  const text = TEXTS[kind]

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE with a mark', utf16(`\uFEFF${text}`)],
    ['UTF-16 LE', utf16(text)],
    ['UTF-16 BE with a mark', swapped(`\uFEFF${text}`)],
    ['UTF-16 BE', swapped(text)],
  ])('in %s', async (_, content) => {
    expect(await namesFrom(space.file(`lines.${kind}`, content))).toEqual({ names: NAMES, warnings: [] })
  })

  it.each([
    ['Latin-1', latin1],
    ['Windows-1252', fromWindows1252],
  ])('of UTF-8 that was taken for %s', async (_, read) => {
    const { names, warnings } = await namesFrom(space.file(`lines.${kind}`, misread(text, read)))
    expect(names).toEqual(NAMES)
    expect(warnings).toEqual([
      expect.stringMatching(
        /lines\.\w+: 7 values had been UTF-8 read as Windows-1252 and written again, and were repaired: the first is "Dennis Schröder"$/,
      ),
    ])
  })

  it('of UTF-8 that was taken for Latin-1 twice', async () => {
    const { names } = await namesFrom(space.file(`lines.${kind}`, misread(misread(text, latin1), latin1)))
    expect(names).toEqual(NAMES)
  })
})

describe('Windows-1252', () => {
  const western = NAMES.filter(name => toWindows1252(name) !== undefined)
  const rows = western.map((name, place) => line([GAME, 'MIL'], [place + 1, name]))

  it.each([
    ['CSV', 'lines.csv', csvText(rows)],
    ['JSON', 'lines.json', JSON.stringify(rows)],
  ])('is taken for what it is in %s, and said', async (_, name, text) => {
    const { names, warnings } = await namesFrom(space.file(name, toWindows1252(text) ?? ''))
    expect(western).toEqual(['Dennis Schröder', 'José "Pepe" Calderón', 'Bo O’Writ'])
    expect(names).toEqual(western)
    expect(warnings).toEqual([expect.stringMatching(/: read as Windows-1252, since it is no UTF-8$/)])
  })

  it('is said once: not again when the file is known already', async () => {
    const file = path.join(space.folder, 'latin-1.csv')
    copyFileSync(path.join(CASES, 'latin-1.csv'), file)
    expect(await namesFrom(file)).toMatchObject({ names: ['Dennis Schröder'], warnings: [expect.stringContaining('Windows-1252')] })
    expect((await space.import([file])).warnings).toEqual([])
  })

  it('beside UTF-8, in files that were joined: each line for itself', async () => {
    const [header = '', first = '', second = ''] = csvText(lines.slice(0, 2)).split('\n')
    const joined = Buffer.concat([Buffer.from(`${header}\n${second}\n`), toWindows1252(`${first}\n`) ?? Buffer.alloc(0)])
    expect((await namesFrom(space.file('lines.csv', joined))).names).toEqual(['Dennis Schröder', 'Luka Dončić'])
  })

  it('has what differs from Latin-1, and gives its bytes back', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    expect(fromWindows1252(bytes).slice(0x80, 0x8c)).toBe('€\u0081‚ƒ„…†‡ˆ‰Š‹')
    expect(toWindows1252(fromWindows1252(bytes))).toEqual(bytes)
    expect(toWindows1252('č')).toBeUndefined()
  })
})

describe('repair of what was read wrongly', () => {
  it('happens in the file of the wild', async () => {
    const { names, warnings } = await namesFrom(path.join(CASES, 'mojibake.csv'))
    expect(names).toEqual(['Luka Dončić'])
    expect(warnings).toEqual([expect.stringMatching(/1 value had been UTF-8 .* was repaired: "Luka Dončić"$/)])
  })

  it.each([
    ['a name that has such a letter', 'Ângelo Ã Ünal'],
    ['a value of which one part could not be so', 'Luka DonÄ\u008diÄ\u0087 Jokić'],
    ['a value that lost a byte', 'Luka DonÄiÄ'],
  ])('leaves %s', async (_, name) => {
    expect(await namesFrom(space.csv('lines.csv', [line([GAME, 'MIL'], [1, name])]))).toEqual({ names: [name], warnings: [] })
  })

  it('reaches strings that JSON writes with escapes', async () => {
    const text = JSON.stringify([line([GAME, 'MIL'], [1, 'Luka DonÄ\u008diÄ\u0087'])])
    const escaped = text.replaceAll(/[^\0-\u007F]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    expect((await namesFrom(space.file('lines.json', escaped))).names).toEqual(['Luka Dončić'])
  })
})

describe('a large file', () => {
  it('is rewritten in pieces, without losing what lies between them', async () => {
    const filler = Array.from({ length: 30_000 }, (_, place) => line([GAME, 'MIL'], [place + 100, `Šar${place} Ünal`]))
    const text = csvText([...lines, ...filler])
    await space.import([space.file('utf-16.csv', utf16(text))])
    const read = (): Promise<unknown> =>
      space.rows(`select count(*) as rows, count(*) filter (where player_full_name = 'Šar' || (nba_player_id - 100) || ' Ünal') as right
        from nba_raw.nbac_player_boxscores where nba_player_id >= 100 and ended_by is null`)
    expect(await read()).toEqual([{ rows: 30_000, right: 30_000 }])
    const report = await space.import([space.file('misread.csv', misread(text, latin1))])
    expect(report.files.flatMap(file => file.tables.map(table => table.unchanged))).toEqual([30_007])
  })
})
