import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BackcourtError } from '../../src/errors.ts'
import type { ImportEvent } from '../../src/import/report.ts'
import type { Store } from '../../src/store/store.ts'
import { countsOf, csvText, evening, GAME, game, line, OTHER, teamLine, Workspace } from './workspace.ts'

const PLAYERS = 'nba_raw.nbac_player_boxscores'
const TEAMS = 'nba_raw.nbac_team_boxscore'
const SCHEDULE = 'nba_raw.nbac_schedule'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(async () => {
  await space.close()
})

const lines = [line([GAME, 'MIL'], [7, 'Ante Novak']), line([GAME, 'BKN'], [8, 'Bo Writ Jr.']), line([OTHER, 'LAL'], [9, 'Čedo Ljung'])]

describe('an import', () => {
  it('loads schedules first, whatever the order of the arguments, and places each row in its game', async () => {
    const report = await space.import([space.csv('a-lines.csv', lines), space.csv('b-schedule.csv', evening)])
    expect(report.files.map(file => file.format)).toEqual(['NBA schedule table', 'NBA LeagueGameLog, players'])
    expect(countsOf(report, PLAYERS)).toEqual([{ read: 3, stored: 3 }])
    expect(report).toMatchObject({ import: 1, unrecognised: [], unreadable: [], quarantined: 0, warnings: [] })
    expect(report.tables).toEqual([
      { table: SCHEDULE, rows: 2, first_date: '2021-10-19', last_date: '2021-10-19' },
      { table: PLAYERS, rows: 3, first_date: '2021-10-19', last_date: '2021-10-19' },
    ])
    expect(await space.rows(`select game_id, game_date, player_lookup, source_row, import_number from ${PLAYERS} order by source_row`)).toEqual([
      { game_id: '20211019_BKN_MIL', game_date: '2021-10-19', player_lookup: 'antenovak', source_row: 1, import_number: 1 },
      { game_id: '20211019_BKN_MIL', game_date: '2021-10-19', player_lookup: 'bowritjr', source_row: 2, import_number: 1 },
      { game_id: '20211019_GSW_LAL', game_date: '2021-10-19', player_lookup: 'cedoljung', source_row: 3, import_number: 1 },
    ])
  })

  it('tells what it does, resolves people once, and keeps what it was asked', async () => {
    const events: ImportEvent[] = []
    const numbers: number[] = []
    const resolvePeople = (_: Store, importNumber: number): Promise<{ persons: number; apart: number; findings: string[] }> => {
      numbers.push(importNumber)
      return Promise.resolve({ persons: 3, apart: 1, findings: ['1 person stands apart'] })
    }
    const paths = [space.csv('schedule.csv', evening), space.file('notes.xlsx', 'PK\u0003\u0004')]
    const report = await space.import(paths, { listen: event => events.push(event), resolvePeople })
    expect(events.map(event => event.kind)).toEqual(['started', 'unrecognised', 'file', 'people'])
    expect(report.warnings).toEqual(['1 person stands apart'])
    await space.import(paths, { resolvePeople })
    expect(numbers).toEqual([1])
    expect(await space.rows('select import_number, kind, started_at, people_resolved, arguments from nba_processing.imports')).toEqual([
      {
        import_number: 1,
        kind: 'import',
        started_at: '2030-01-02T03:04:05.000Z',
        people_resolved: true,
        arguments: JSON.stringify({ paths, mapping: null, replace: false, force: false }),
      },
    ])
  })

  it('resolves people later when an import was stopped before it could', async () => {
    const file = space.csv('schedule.csv', evening)
    await expect(space.import([file], { resolvePeople: () => Promise.reject(new Error('stopped')) })).rejects.toThrow('stopped')
    const seen: number[] = []
    await space.import([file], { resolvePeople: (_, number) => Promise.resolve({ persons: seen.push(number), apart: 0, findings: [] }) })
    expect(seen).toEqual([1])
  })
})

describe('a store that turns out not to be writable', () => {
  it.each(['store_full', 'store_unreadable'] as const)('ends the import with %s: no file is at fault', async code => {
    const refusal = new BackcourtError(code, 'nothing can be written')
    const transaction = vi.spyOn(space.store, 'transaction').mockRejectedValue(refusal)
    await expect(space.import([space.csv('schedule.csv', evening)])).rejects.toBe(refusal)
    transaction.mockRestore()
  })
})

describe('versions', () => {
  it('writes only what differs, and keeps what it was', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', lines)])
    const corrected = lines.map(row => (row['PLAYER_ID'] === 7 ? { ...row, PTS: 21 } : row))
    const report = await space.import([space.csv('corrected.csv', [...corrected, line([OTHER, 'GSW'], [10, 'Dag Ek'])])])
    expect(countsOf(report, PLAYERS)).toEqual([{ read: 4, stored: 1, changed: 1, unchanged: 2 }])
    expect(await space.rows(`select points, import_number, ended_by from ${PLAYERS} where nba_player_id = 7 order by import_number`)).toEqual([
      { points: 20, import_number: 1, ended_by: 2 },
      { points: 21, import_number: 2, ended_by: null },
    ])
    expect(await space.current(PLAYERS)).toHaveLength(4)
  })

  it('tells NULL from zero', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PLUS_MINUS: null })])])
    const report = await space.import([space.csv('zero.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PLUS_MINUS: 0 })])])
    expect(countsOf(report, PLAYERS)).toEqual([{ read: 1, changed: 1 }])
  })

  it('lets the last of equal keys win: in a file, and among the files of an import', async () => {
    const twice = [...lines, { ...lines[0]!, PTS: 33 }]
    const report = await space.import([
      space.csv('schedule.csv', evening),
      space.csv('b.csv', twice),
      space.csv('a.csv', [{ ...lines[1]!, PTS: 44 }]),
    ])
    expect(countsOf(report, PLAYERS)).toEqual([
      { read: 4, stored: 2, duplicate: 2 },
      { read: 1, stored: 1 },
    ])
    expect(await space.rows(`select nba_player_id, points, source_row from ${PLAYERS} where ended_by is null order by 1`)).toEqual([
      { nba_player_id: 7, points: 33, source_row: 4 },
      { nba_player_id: 8, points: 44, source_row: 1 },
      { nba_player_id: 9, points: 20, source_row: 3 },
    ])
  })

  it('keeps feeds apart', async () => {
    const v2 = {
      leagueSchedule: {
        gameDates: [
          {
            games: [
              {
                gameId: GAME,
                gameStatus: 1,
                gameDateEst: '2021-10-19T00:00:00Z',
                homeTeam: { teamTricode: 'MIL' },
                awayTeam: { teamTricode: 'BKN' },
              },
            ],
          },
        ],
      },
    }
    await space.import([space.csv('schedule.csv', evening), space.file('schedule.json', JSON.stringify(v2))])
    expect(await space.rows(`select feed, home_team_score from ${SCHEDULE} where nba_game_id = '${GAME}' order by feed`)).toEqual([
      { feed: 'nba_schedule_table', home_team_score: 127 },
      { feed: 'nba_schedule_v2', home_team_score: null },
    ])
  })
})

describe('the same file again', () => {
  const teams = [teamLine(GAME, 'MIL'), teamLine(GAME, 'BKN')]

  it('counts a copy in the same import as duplicates', async () => {
    const text = csvText(teams)
    const report = await space.import([space.csv('schedule.csv', evening), space.file('one.csv', text), space.file('two.csv', text)])
    expect(countsOf(report, TEAMS)).toEqual([
      { read: 2, duplicate: 2 },
      { read: 2, stored: 2 },
    ])
    expect(await space.current(TEAMS)).toHaveLength(2)
  })

  it('skips the same bytes later, and says what they came to', async () => {
    const text = csvText(teams)
    await space.import([space.csv('schedule.csv', evening), space.file('one.csv', text)])
    const report = await space.import([space.file('two.csv', text)])
    expect(report).toMatchObject({
      import: null,
      files: [{ skipped: true, format: 'NBA LeagueGameLog, teams' }],
      tables: [{ table: TEAMS, rows: 2 }],
    })
    expect(countsOf(report, TEAMS)).toEqual([{ read: 2, unchanged: 2 }])
  })

  it('reads them again with --force and finds them unchanged', async () => {
    const text = csvText(teams)
    await space.import([space.csv('schedule.csv', evening), space.file('one.csv', text)])
    const report = await space.import([space.file('two.csv', text)], { force: true })
    expect(report).toMatchObject({ import: 2, files: [{ skipped: false }] })
    expect(countsOf(report, TEAMS)).toEqual([{ read: 2, unchanged: 2 }])
    expect(await space.rows(`select distinct import_number from ${TEAMS}`)).toEqual([{ import_number: 1 }])
  })

  it('counts equal rows in other bytes as unchanged', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('one.csv', teams)])
    const report = await space.import([await space.parquet('two.parquet', teams)])
    expect(countsOf(report, TEAMS)).toEqual([{ read: 2, unchanged: 2 }])
  })

  it('reads a file once that is named twice, where it was named last', async () => {
    const first = space.csv('lines/a.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 1 })])
    space.csv('lines/b.csv', [line([GAME, 'MIL'], [7, 'Ante Novak'], { PTS: 2 })])
    const report = await space.import([space.csv('schedule.csv', evening), `${space.folder}/lines`, first])
    expect(report.files).toHaveLength(3)
    expect(await space.rows(`select points from ${PLAYERS} where ended_by is null`)).toEqual([{ points: 1 }])
  })
})

describe('a game that moves', () => {
  const moved = [game(GAME, '2021-12-24 BKN@MIL', { home_score: 127, away_score: 104, national_tv: 'TNT' })]

  it('takes its rows along, without new versions', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', lines)])
    const report = await space.import([space.csv('moved.csv', moved)])
    expect(countsOf(report, SCHEDULE)).toEqual([{ read: 1, changed: 1 }])
    expect(await space.rows(`select game_id, game_date, import_number, ended_by from ${PLAYERS} where nba_game_id = '${GAME}'`)).toEqual([
      { game_id: '20211224_BKN_MIL', game_date: '2021-12-24', import_number: 1, ended_by: null },
      { game_id: '20211224_BKN_MIL', game_date: '2021-12-24', import_number: 1, ended_by: null },
    ])
    expect(await space.rows(`select distinct game_date from ${PLAYERS} where nba_game_id = '${OTHER}'`)).toEqual([{ game_date: '2021-10-19' }])
  })

  it('follows the newest import when feeds disagree', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', lines)])
    const v2 = {
      leagueSchedule: {
        gameDates: [
          {
            games: [
              {
                gameId: GAME,
                gameStatus: 1,
                gameDateEst: '2021-10-20T00:00:00Z',
                homeTeam: { teamTricode: 'BKN' },
                awayTeam: { teamTricode: 'MIL' },
              },
            ],
          },
        ],
      },
    }
    await space.import([space.file('schedule.json', JSON.stringify(v2))])
    expect(await space.rows(`select distinct game_id from ${PLAYERS} where nba_game_id = '${GAME}'`)).toEqual([{ game_id: '20211020_MIL_BKN' }])
    expect(await space.rows(`select feed, game_id from ${SCHEDULE} where nba_game_id = '${GAME}' order by feed`)).toEqual([
      { feed: 'nba_schedule_table', game_id: '20211019_BKN_MIL' },
      { feed: 'nba_schedule_v2', game_id: '20211020_MIL_BKN' },
    ])
  })
})
