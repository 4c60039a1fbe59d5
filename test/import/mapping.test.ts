import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { zip } from './archive.ts'
import { workbook, type SheetCells } from './workbook.ts'
import { countsOf, csvText, evening, GAME, line, Workspace, type Cells } from './workspace.ts'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
  await space.import([space.csv('schedule.csv', evening)])
})
afterEach(async () => {
  await space.close()
})

/** A line under the names of somebody else's columns. */
function renamed(row: Cells): Cells {
  const { PLAYER_ID, PTS, PLAYER_NAME, MATCHUP, ...rest } = row
  return { ...rest, pid: PLAYER_ID ?? null, Points: PTS ?? null, who: PLAYER_NAME ?? null, matchup: MATCHUP ?? null }
}

const MAPPING = 'format: NBA LeagueGameLog, players\ncolumns:\n  PLAYER_ID: pid\n  PTS: points\n  PLAYER_NAME: who\n'

describe('--mapping', () => {
  it('renames columns to those of a format', async () => {
    const file = space.csv('mine.csv', [renamed(line([GAME, 'MIL'], [7, 'Ante Novak']))])
    const plain = await space.import([file])
    expect(plain.unrecognised).toHaveLength(1)
    const mapping = space.file('mine.yaml', MAPPING)
    const report = await space.import([file], { mapping })
    expect(countsOf(report, 'nba_raw.nbac_player_boxscores')).toEqual([{ read: 1, stored: 1 }])
    expect(await space.current('nba_raw.nbac_player_boxscores')).toMatchObject([{ nba_player_id: 7, player_full_name: 'Ante Novak', points: 20 }])
    expect(await space.import([file], { mapping })).toMatchObject({ import: null, files: [{ skipped: true }] })
    const other = space.file('other.yaml', MAPPING.replace('  PLAYER_NAME: who\n', '  PLAYER_NAME: who\n  AST: PF\n'))
    expect((await space.import([file], { mapping: other })).files).toMatchObject([{ skipped: false, tables: [{ changed: 1 }] }])
  })

  it('quarantined rows stand under the names of the format, so that they can be tried again', async () => {
    const file = space.file('mine.csv', csvText([renamed(line(['0022100009', 'MIL'], [7, 'Ante Novak']))]))
    await space.import([file], { mapping: space.file('mine.yaml', MAPPING) })
    const [row] = await space.rows('select row_json from nba_processing.quarantine')
    expect(JSON.parse(String(row?.['row_json']))).toMatchObject({ PLAYER_ID: '7', PTS: '20', PLAYER_NAME: 'Ante Novak' })
  })

  it('names the columns that the file lacks, as the user calls them', async () => {
    const mapping = space.file('mine.yaml', `${MAPPING}  AST: assists_made\n`)
    const { AST: _, ...row } = renamed(line([GAME, 'MIL'], [7, 'Ante Novak']))
    const report = await space.import([space.csv('mine.csv', [row])], { mapping })
    expect(report.unrecognised).toMatchObject([{ looked_for: 'looks like NBA LeagueGameLog, players, but lacks the column assists_made' }])
    const strange = await space.import([space.csv('strange.csv', [{ a: 1, b: 2 }])], { mapping })
    expect(strange.unrecognised[0]?.looked_for).toContain('but lacks the columns pid, who, GAME_ID')
  })

  it('gives what the file does not say the same value in every row', async () => {
    const { MIN: _, TEAM_ABBREVIATION: __, ...row } = line([GAME, 'MIL'], [7, "Ante O'Novak"])
    const two = [space.csv('a.csv', [row]), space.csv('b.csv', [{ ...row, PLAYER_ID: 8 }])]
    const mapping = space.file('mine.yaml', "format: NBA LeagueGameLog, players\nconstants:\n  MIN: 31\n  TEAM_ABBREVIATION: 'MIL'\n  WL: it's won\n")
    const refused = { code: 'unknown_name', message: expect.stringMatching(/reads no column WL/) as string }
    await expect(space.import(two, { mapping })).rejects.toMatchObject(refused)
    const right = space.file('right.yaml', "format: NBA LeagueGameLog, players\nconstants:\n  MIN: 31\n  TEAM_ABBREVIATION: 'MIL'\n")
    expect((await space.import(two, { mapping: right })).unrecognised).toEqual([])
    expect(await space.rows('select nba_player_id as id, minutes, team_abbr as team from nba_raw.nbac_player_boxscores order by id')).toEqual([
      { id: 7, minutes: '31', team: 'MIL' },
      { id: 8, minutes: '31', team: 'MIL' },
    ])
    const other = space.file('other.yaml', 'format: NBA LeagueGameLog, players\nconstants:\n  MIN: 32\n  TEAM_ABBREVIATION: MIL\n')
    expect((await space.import(two, { mapping: other })).files).toMatchObject([{ skipped: false }, { skipped: false }])
  })

  it('means one sheet of a workbook, or one table of an archive', async () => {
    const names = Object.keys(line([GAME, 'MIL'], [7, 'A Novak']))
    const sheet = (id: number): SheetCells => [names, Object.values(line([GAME, 'MIL'], [id, `P${id} Novak`])) as string[]]
    const book = space.file('mine.xlsx', workbook({ old: sheet(1), New: sheet(2) }))
    const archive = space.file(
      'mine.zip',
      zip({ 'a/old.csv': csvText([line([GAME, 'MIL'], [3, 'P3 Novak'])]), 'b/new.csv': csvText([line([GAME, 'MIL'], [4, 'P4 Novak'])]) }),
    )
    const mapping = (more: string): string => space.file('mine.yaml', `format: NBA LeagueGameLog, players\n${more}\n`)
    const paths = async (more: string): Promise<string[]> =>
      (await space.import([book, archive], { mapping: mapping(more) })).files.map(({ path: file }) => path.relative(space.folder, file))
    expect(await paths('sheet: new')).toEqual(['mine.xlsx › New', 'mine.zip › a/old.csv', 'mine.zip › b/new.csv'])
    expect(await paths('table: new')).toEqual(['mine.xlsx › New', 'mine.zip › b/new.csv'])
    expect((await space.import([book], { mapping: mapping('sheet: none') })).unrecognised).toEqual([
      { path: book, looked_for: 'has no sheet none; it has old, New' },
    ])
  })

  it.each([
    [
      'a column that is also a constant',
      'format: NBA LeagueGameLog, players\ncolumns: { MIN: m }\nconstants: { MIN: 31 }',
      { code: 'bad_input', message: expect.stringMatching(/MIN is one of your columns and a constant/) as string },
    ],
    [
      'an unknown format',
      'format: NBA LeagueGamelogs players\ncolumns: {}',
      { code: 'unknown_name', message: expect.stringMatching(/did you mean "NBA LeagueGameLog, players"/) as string },
    ],
    [
      'an unknown column',
      'format: NBA LeagueGameLog, players\ncolumns: { PLAYERID: pid }',
      { code: 'unknown_name', message: expect.stringMatching(/reads no column PLAYERID; did you mean PLAYER_ID/) as string },
    ],
    ['no format', 'columns: {}', { code: 'bad_input', message: expect.stringMatching(/format: Invalid input/) as string }],
    ['no YAML', 'format: [', { code: 'bad_input', message: expect.stringMatching(/is not YAML/) as string }],
  ])('refuses %s', async (_, content, error) => {
    const mapping = space.file('wrong.yaml', content)
    await expect(space.import([], { mapping })).rejects.toMatchObject(error)
  })

  it('refuses a mapping that is not there', async () => {
    await expect(space.import([], { mapping: `${space.folder}/none.yaml` })).rejects.toMatchObject({ code: 'bad_input' })
  })
})
