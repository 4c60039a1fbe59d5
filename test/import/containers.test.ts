import { formats } from '../../src/feeds/index.ts'
import { readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brefLine, csvText, evening, GAME, line, teamLine, Workspace, type Cells } from './workspace.ts'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(async () => {
  await space.close()
})

const lines = [line([GAME, 'MIL'], [7, 'Ante "The Wall" Novak, Sr.']), line([GAME, 'BKN'], [8, 'Bo Writ'])]

function resultSet(rows: readonly Cells[]): object {
  const headers = Object.keys(rows[0] ?? {})
  return { name: 'LeagueGameLog', headers, rowSet: rows.map(row => headers.map(name => row[name] ?? null)) }
}

describe('a container', () => {
  it.each([
    ['parquet', () => space.parquet('lines.parquet', lines)],
    ['parquet under another name', () => space.parquet('lines.data', lines)],
    ['CSV', () => space.csv('lines.csv', lines)],
    ['CSV of a spreadsheet', () => space.file('lines.csv', `\uFEFF${csvText(lines).replaceAll('\n', '\r\n')}`)],
    ['tabs', () => space.file('lines.tsv', csvText(lines.map(row => ({ ...row, PLAYER_NAME: `${row['PLAYER_ID']} Novak` }))).replaceAll(',', '\t'))],
    ['CSV, zipped', () => space.gzipped('lines.csv.gz', csvText(lines))],
    ['CSV whose name looks like a pattern', () => space.csv('lines [1] *.csv', lines)],
    ['result sets', () => space.file('lines.json', JSON.stringify({ resource: 'leaguegamelog', resultSets: [resultSet(lines)] }))],
    ['a single result set', () => space.file('lines.json', JSON.stringify({ resultSet: resultSet(lines) }))],
    [
      'result sets, zipped, with a byte order mark',
      () => space.gzipped('lines.json.gz', `\uFEFF${JSON.stringify({ resultSets: [resultSet(lines)] })}`),
    ],
    ['an array of records', () => space.file('lines.json', JSON.stringify(lines))],
    ['a record per line', () => space.file('lines.ndjson', lines.map(row => JSON.stringify(row)).join('\n'))],
    [
      'columns in lower case',
      () =>
        space.csv(
          'lines.csv',
          lines.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]))),
        ),
    ],
  ])('%s', async (_, write) => {
    const report = await space.import([space.csv('schedule.csv', evening), await write()])
    expect(report.unrecognised).toEqual([])
    expect(await space.rows('select nba_player_id, nba_game_id, points, source_row from nba_raw.nbac_player_boxscores order by source_row')).toEqual([
      { nba_player_id: 7, nba_game_id: GAME, points: 20, source_row: 1 },
      { nba_player_id: 8, nba_game_id: GAME, points: 20, source_row: 2 },
    ])
  })

  it('records whose first hundred and fifty lack a column that the others have', async () => {
    const without = Array.from({ length: 150 }, (_, index) => {
      const { PLUS_MINUS: _left, ...rest } = line([GAME, 'MIL'], [100 + index, `Early ${index} Novak`])
      return rest
    })
    await space.import([space.csv('schedule.csv', evening), space.file('lines.json', JSON.stringify([...without, ...lines]))])
    const rows = await space.rows(
      'select nba_player_id, plus_minus is null as unknown from nba_raw.nbac_player_boxscores where nba_player_id < 10 order by all',
    )
    expect(rows).toEqual([
      { nba_player_id: 7, unknown: false },
      { nba_player_id: 8, unknown: false },
    ])
  })

  it('zipped parquet', async () => {
    const file = await space.parquet('lines.parquet', lines)
    const report = await space.import([space.csv('schedule.csv', evening), space.gzipped('copy.parquet.gz', readFileSync(file))])
    expect(report.files.map(file => file.format)).toEqual(['NBA schedule table', 'NBA LeagueGameLog, players'])
  })
})

describe('a file that is nothing', () => {
  it.each([
    [
      'cut off in the middle',
      async () => space.file('cut.parquet', readFileSync(await space.parquet('whole.parquet', lines)).subarray(0, 900)),
      /^cannot be read: .*(footer|magic|No magic)/i,
    ],
    ['broken JSON', () => space.file('cut.json', '{"resultSets": [{"name": '), /^cannot be read: .*(JSON)/],
    ['broken gzip', () => space.file('cut.csv.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])), /^cannot be read: /],
    ['empty', () => space.file('empty.csv', ''), /^the file is empty$/],
    ['a zip archive cut off', () => space.file('notes.docx', 'PK\u0003\u0004'), /^the zip archive is damaged: .*cut off$/],
    ['binary under the name of text', () => space.file('blob.csv', Buffer.from([1, 0, 2, 0])), /^neither parquet, CSV, JSON, xlsx, zip nor SQLite$/],
    [
      'a CSV of other things',
      () => space.csv('other.csv', [{ a: 1, b: 2 }]),
      new RegExp(`^parquet, CSV or JSON of ${formats.length} known formats \\(backcourt formats lists them\\); its columns are a, b$`),
    ],
    ['JSON of other things', () => space.file('other.json', '{"events": []}'), /its columns are events$/],
    ['JSON of no objects', () => space.file('other.json', '[1, 2]'), /\d known formats/],
  ])('%s', async (_, write, message) => {
    const file = await write()
    const report = await space.import([file, space.csv('schedule.csv', evening)])
    expect(report.unrecognised).toEqual([{ path: file, looked_for: expect.stringMatching(message) as string }])
    expect(report.files.map(taken => taken.format)).toEqual(['NBA schedule table'])
  })

  it('turns out broken only while it is read: nothing of it lands, and the others do', async () => {
    const many = Array.from({ length: 25_000 }, (_, index) => line([GAME, 'MIL'], [index, 'Ante Novak']))
    const bytes = readFileSync(await space.parquet('whole.parquet', many))
    const damaged = space.file('damaged.parquet', bytes.fill(0x55, 40, Math.floor(bytes.length / 2)))
    const report = await space.import([damaged, space.csv('lines.csv', lines), space.csv('schedule.csv', evening)])
    expect(report.unrecognised.map(file => file.path)).toEqual([damaged])
    expect(report.files.map(taken => taken.format)).toEqual(['NBA schedule table', 'NBA LeagueGameLog, players'])
    expect(await space.current('nba_raw.nbac_player_boxscores')).toHaveLength(2)
  })

  it('lacks a column that is read: never silently NULL', async () => {
    const { PLUS_MINUS: _, ...row } = line([GAME, 'MIL'], [7, 'Ante Novak'])
    const { MATCHUP: __, ...team } = teamLine(GAME, 'MIL')
    const { mp: ___, pts: ____, ...box } = brefLine(['202110190MIL', 'MIL'], ['doejo01', 'Jo Doe'])
    const report = await space.import([space.csv('a.csv', [row]), space.csv('b.csv', [team]), space.csv('c.csv', [box])])
    expect(report.unrecognised.map(file => file.looked_for)).toEqual([
      'looks like NBA LeagueGameLog, players, but lacks the column PLUS_MINUS; --suggest FILE writes a mapping in which you say it',
      'looks like NBA LeagueGameLog, teams, but lacks the column MATCHUP; --suggest FILE writes a mapping in which you say it',
      'looks like Basketball-Reference player box scores, but lacks the columns mp, pts; --suggest FILE writes a mapping in which you say it',
    ])
    expect(report.import).toBeNull()
  })
})

describe('paths', () => {
  it('may be files, folders and patterns; what is missing is named, and the rest lands', async () => {
    space.csv('season/schedule.csv', evening)
    space.csv('season/logs/lines.csv', lines)
    space.csv('season/.hidden.csv', lines)
    const empty = path.dirname(space.file('empty/.keep', ''))
    const missing = path.join(space.folder, 'none.csv')
    const pattern = path.join(space.folder, '*.parquet')
    const report = await space.import([path.join(space.folder, 'season', '**', '*.csv'), missing, empty, pattern])
    expect(report.files.map(file => path.relative(space.folder, file.path))).toEqual([
      path.join('season', 'schedule.csv'),
      path.join('season', 'logs', 'lines.csv'),
    ])
    expect(report.unreadable).toEqual([
      { path: missing, reason: 'no such file or folder' },
      { path: empty, reason: 'the folder holds no files' },
      { path: pattern, reason: 'no file matches' },
    ])
  })

  it('may lie in a folder whose name looks like a pattern', async () => {
    const file = space.csv('[2021] *?/a.csv', evening)
    const report = await space.import([path.join(path.dirname(file), '*.csv')])
    expect(report.files.map(taken => taken.path)).toEqual([file])
    expect(report.unreadable).toEqual([])
  })

  it('are followed through links', async () => {
    const file = space.csv('real.csv', evening)
    const folder = path.dirname(space.file('linked/.keep', ''))
    symlinkSync(file, path.join(folder, 'schedule.csv'))
    symlinkSync(path.join(space.folder, 'gone.csv'), path.join(folder, 'gone.csv'))
    const report = await space.import([folder])
    expect(report.files).toMatchObject([{ path: path.join(folder, 'schedule.csv'), skipped: false }])
  })

  it('that are neither file nor folder are named', async () => {
    const report = await space.import(['/dev/null', path.join(space.csv('plain.csv', evening), 'inner'), 's3://bucket/*.csv'])
    expect(report.unreadable).toMatchObject([
      { reason: 'neither a file nor a folder' },
      { reason: 'cannot be read (ENOTDIR)' },
      { path: 's3://bucket/*.csv' },
    ])
  })
})
