import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportEvent } from '../../src/import/report.ts'
import { settleImports } from '../../src/import/settle/settle.ts'
import { brefLine, countsOf, evening, GAME, game, line, OTHER, teamLine, Workspace, type Cells } from './workspace.ts'

const PLAYERS = 'nba_raw.nbac_player_boxscores'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(async () => {
  await space.close()
})

interface Rejected {
  readonly reason_code: string
  readonly reason: string
  readonly source_row: number
}

async function rejected(): Promise<Rejected[]> {
  return space.rows<Rejected>(
    'select reason_code, reason, source_row from nba_processing.quarantine where ended_by is null order by source_file, source_row',
  )
}

async function reasonOf(row: Cells): Promise<Rejected | undefined> {
  await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', [row])])
  return (await rejected())[0]
}

describe('a row that cannot be stored', () => {
  it.each([
    ['text in a number', { PTS: 'abc' }, { reason_code: 'not_typed', reason: 'PTS: expected a whole number, found "abc"' }],
    ['a broken number', { PTS: '1.5' }, { reason_code: 'not_typed', reason: 'PTS: expected a whole number, found "1.5"' }],
    [
      'a number that is too large',
      { PTS: '99999999999999999999' },
      { reason_code: 'not_typed', reason: 'PTS: expected a whole number, found "99999999999999999999"' },
    ],
    ['a broken person id', { PLAYER_ID: 'x7' }, { reason_code: 'not_typed', reason: 'PLAYER_ID: expected a whole number, found "x7"' }],
    [
      'a broken game id',
      { GAME_ID: 'game one' },
      { reason_code: 'not_typed', reason: 'GAME_ID: expected an NBA game id, 10 digits from 001 to 006 on (is it an id of ESPN?), found "game one"' },
    ],
    [
      'no name',
      { PLAYER_NAME: '' },
      { reason_code: 'no_name', reason: 'player_full_name: expected a name, found nothing that a lookup can be made of' },
    ],
    [
      'a name of no letters',
      { PLAYER_NAME: '---' },
      { reason_code: 'no_name', reason: 'player_lookup: expected a name, found nothing that a lookup can be made of' },
    ],
    ['no person id', { PLAYER_ID: null }, { reason_code: 'key_missing', reason: 'nba_player_id: expected a value, found none' }],
    ['no team', { TEAM_ABBREVIATION: null }, { reason_code: 'value_missing', reason: 'team_abbr: expected a value, found none' }],
    [
      'a code of no team',
      { TEAM_ABBREVIATION: 'XYZ' },
      { reason_code: 'unknown_team', reason: 'team_abbr: expected the code of an NBA team of that season, found "XYZ"' },
    ],
    [
      'a team that does not play',
      { TEAM_ABBREVIATION: 'LAL' },
      { reason_code: 'team_not_in_game', reason: 'team_abbr: LAL does not play in 20211019_BKN_MIL' },
    ],
    [
      'a game that is not scheduled',
      { GAME_ID: '0022109999' },
      { reason_code: 'no_schedule_row', reason: 'nba_game_id: 0022109999 is not in the schedule' },
    ],
  ])('%s', async (_, cells, expected) => {
    expect(await reasonOf(line([GAME, 'MIL'], [7, 'Ante Novak'], cells))).toEqual({ ...expected, source_row: 1 })
    expect(await space.current(PLAYERS)).toEqual([])
  })

  it('waits with its file, key and content, and is reported with an example', async () => {
    const file = space.csv('lines.csv', [
      line([GAME, 'MIL'], [7, 'Ante Novak']),
      line([GAME, 'MIL'], [8, 'Bo Writ'], { PTS: 'abc' }),
      line([GAME, 'MIL'], [9, 'Cy Zed'], { AST: '?' }),
    ])
    const report = await space.import([space.csv('schedule.csv', evening), file])
    expect(countsOf(report, PLAYERS)).toEqual([{ read: 3, stored: 1, rejected: 2 }])
    expect(report.quarantined).toBe(2)
    expect(report.warnings).toEqual([
      `2 rows for ${PLAYERS} in quarantine: a value does not fit its column; the first is row 2 of ${file} (PTS: expected a whole number, found "abc")`,
    ])
    const [row] = await space.rows('select * from nba_processing.quarantine order by source_row')
    expect(row).toMatchObject({
      import_number: 1,
      source_file: file,
      format: 'NBA LeagueGameLog, players',
      feed: 'nba_league_game_log',
      table_name: PLAYERS,
      row_key: `nba_league_game_log/${GAME}/8`,
      nba_game_id: GAME,
      game_date: '2021-10-19',
      ended_by: null,
    })
    expect(JSON.parse(String(row?.['row_json']))).toMatchObject({ PLAYER_ID: '8', PTS: 'abc', MIN: '30' })
  })

  it('leaves quarantine when a later row of its key can be stored', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 'abc' })])])
    await space.import([space.csv('again.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 'xyz' })])])
    expect(await rejected()).toMatchObject([{ reason: 'PTS: expected a whole number, found "xyz"' }])
    const report = await space.import([space.csv('better.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'])])])
    expect(report.quarantined).toBe(0)
    expect(await space.rows('select import_number, ended_by from nba_processing.quarantine order by 1')).toEqual([
      { import_number: 1, ended_by: 2 },
      { import_number: 2, ended_by: 3 },
    ])
  })

  it('never ends the good version that it would have replaced', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'])])])
    await space.import([space.csv('worse.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 'abc' })])])
    expect(await space.rows(`select points from ${PLAYERS} where ended_by is null`)).toEqual([{ points: 20 }])
  })
})

describe('values', () => {
  it('that spreadsheets and pandas write are understood', async () => {
    const cells = { GAME_ID: '22100001', PLAYER_ID: '7.0', PTS: ' 20 ', MIN: '35.0', PLUS_MINUS: '+7', FGM: 'NaN', FGA: 'None', AST: '6.00' }
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], cells)])])
    expect(await space.current(PLAYERS)).toMatchObject([
      {
        nba_game_id: GAME,
        nba_player_id: 7,
        points: 20,
        minutes: '35',
        minutes_rounded: 35,
        plus_minus: 7,
        field_goals_made: null,
        field_goals_attempted: null,
        assists: 6,
      },
    ])
  })

  it('of teams are translated from other sources, and left alone in games that do not count', async () => {
    const exhibition = '0032100001'
    const schedule = [...evening, game(exhibition, '2022-02-20 DUR@LBN'), game('0022100003', '2021-10-20 CHO@PHO')]
    await space.import([
      space.csv('schedule.csv', schedule),
      space.csv('teams.csv', [teamLine(exhibition, 'DUR', { GAME_DATE: '2022-02-20' }), teamLine('0022100003', 'cha', { GAME_DATE: '2021-10-20' })]),
    ])
    expect(await space.rows(`select game_id, team_abbr from nba_raw.nbac_team_boxscore order by 1`)).toEqual([
      { game_id: '20211020_CHA_PHX', team_abbr: 'CHA' },
      { game_id: '20220220_DUR_LBN', team_abbr: 'DUR' },
    ])
  })
})

describe('a row without a schedule row', () => {
  it('is tried again when games are told, and stored with its own file and row', async () => {
    const file = space.csv('lines.csv', [line([GAME, 'MIL'], [7, 'Ante Novak']), line([OTHER, 'LAL'], [9, 'Cy Zed'])])
    expect((await space.import([file])).quarantined).toBe(2)
    const report = await space.import([space.csv('schedule.csv', [evening[0]!])])
    expect(report.warnings).toEqual([`1 row of ${PLAYERS} that waited for another file stored now`])
    expect(await space.rows(`select nba_player_id, source_file, source_row, import_number from ${PLAYERS}`)).toEqual([
      { nba_player_id: 7, source_file: file, source_row: 1, import_number: 2 },
    ])
    expect(await rejected()).toMatchObject([{ reason_code: 'no_schedule_row', source_row: 2 }])
    await space.import([space.csv('schedule-2.csv', evening)])
    expect(await rejected()).toEqual([])
    expect(await space.current(PLAYERS)).toHaveLength(2)
  })

  it('is tried again by the next import when the one that told its game was stopped, also if others settled it since', async () => {
    const lines = space.csv('lines.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'])])
    await space.import([lines])
    const stopped = (event: ImportEvent): void => {
      if (event.kind === 'file') throw new Error('stopped')
    }
    await expect(space.import([space.csv('schedule.csv', evening)], { listen: stopped })).rejects.toThrow('stopped')
    await settleImports(space.store)
    expect(await rejected()).toHaveLength(1)
    const report = await space.import([lines])
    expect(report.warnings).toEqual([`1 row of ${PLAYERS} that waited for another file stored now`])
    expect(await rejected()).toEqual([])
  })

  it('gives way to newer versions of itself', async () => {
    await space.import([space.csv('one.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 1 })])])
    await space.import([space.csv('two.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 2 })])])
    const three = space.csv('three.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 3 })])
    await space.import([three, space.csv('schedule.csv', evening)])
    expect(await space.rows(`select points, source_file from ${PLAYERS} where ended_by is null`)).toEqual([{ points: 3, source_file: three }])
    expect(await rejected()).toEqual([])
  })

  it('finds its game through a crosswalk that comes later', async () => {
    const row = brefLine(['202110190XXX', 'BRK'], ['doejo01', 'Jo Doe'])
    await space.import([space.csv('schedule.csv', evening), space.csv('box.csv', [row])])
    expect(await rejected()).toMatchObject([{ reason_code: 'no_schedule_row', reason: 'bref_game_id: 202110190XXX is not in the schedule' }])
    await space.import([space.csv('crosswalk.csv', [{ bref_game_id: '202110190XXX', nba_game_id: GAME }])])
    expect(await space.current('nba_raw.bref_player_boxscores')).toMatchObject([{ nba_game_id: GAME, game_id: '20211019_BKN_MIL', team_abbr: 'BKN' }])
  })
})
