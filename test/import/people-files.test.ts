import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '../../src/calendar.ts'
import { injuryReport } from '../../src/import/read/injury-report.ts'
import { csvText, evening, GAME, NOW, OTHER, Workspace, type Cells } from './workspace.ts'

const DATA = process.env['BACKCOURT_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data')
const SAMPLES = path.join(DATA, 'api_samples')

let workspace: Workspace
beforeEach(async () => {
  workspace = await Workspace.open()
  await workspace.import([workspace.csv('schedule.csv', evening)])
})
afterEach(() => workspace.close())

function rows(table: string, columns: string): Promise<unknown[]> {
  return workspace.store.rows(`select ${columns} from ${table} where ended_by is null order by all`)
}

/** Rows of an injury report as its pages show them: what stands once counts for the rows below. */
const REPORT: readonly Cells[] = [
  {
    'Game Date': '10/19/2021',
    'Game Time': '07:30 (ET)',
    Matchup: 'BKN@MIL',
    Team: 'Brooklyn Nets',
    'Player Name': 'Irving, Kyrie',
    'Current Status': 'Out',
    Reason: 'Not With Team',
  },
  {
    'Game Date': '',
    'Game Time': '',
    Matchup: '',
    Team: 'Milwaukee Bucks',
    'Player Name': 'Duke Jr., David',
    'Current Status': 'Questionable',
    Reason: 'Injury/Illness - Left Ankle; Sprain',
  },
  {
    'Game Date': '',
    'Game Time': '10:00 (ET)',
    Matchup: 'GSW@LAL',
    Team: 'Los Angeles Lakers',
    'Player Name': '',
    'Current Status': '',
    Reason: 'NOT YET SUBMITTED',
  },
]

describe('an injury report', () => {
  it('is read from a table of its text, at the time that the name of its file tells', async () => {
    const report = await workspace.import([workspace.csv('Injury-Report_2021-10-19_12AM.csv', REPORT)])
    expect(report.files[0]).toMatchObject({ format: 'NBA injury report', tables: [{ read: 3, stored: 2, undecided: 1 }] })
    const columns = `cast(snapshot_timestamp as varchar) as report, cast(tip_utc as varchar) as tip, team_abbr, player_full_name, player_lookup, injury_status, reason_category, game_id`
    expect(await rows('nba_raw.nbac_injury_report', columns)).toEqual([
      {
        report: '2021-10-19 04:30:00',
        tip: '2021-10-19 23:30:00',
        team_abbr: 'BKN',
        player_full_name: 'Kyrie Irving',
        player_lookup: 'kyrieirving',
        injury_status: 'out',
        reason_category: 'not_with_team',
        game_id: '20211019_BKN_MIL',
      },
      {
        report: '2021-10-19 04:30:00',
        tip: '2021-10-19 23:30:00',
        team_abbr: 'MIL',
        player_full_name: 'David Duke Jr.',
        player_lookup: 'daviddukejr',
        injury_status: 'questionable',
        reason_category: 'injury_illness',
        game_id: '20211019_BKN_MIL',
      },
    ])
  })

  it('that tells of a team which does not exist says so, and not why the player was out', async () => {
    const [row] = REPORT
    const report = await workspace.import([workspace.csv('Injury-Report_2021-10-19_01PM.csv', [{ ...row, Team: 'Seattle SuperSonics' }])])
    expect(report.files[0]?.tables).toMatchObject([{ read: 1, rejected: 1 }])
    expect(report.warnings.join()).toContain('no game of Seattle SuperSonics on 2021-10-19 is in the schedule')
  })

  it('has rows where words stand on a page, with reasons of several lines and without titles and numbers of pages', () => {
    const at = (top: number, ...words: readonly (readonly [left: number, text: string])[]): { text: string; left: number; top: number }[] =>
      words.map(([left, text]) => ({ text, left, top }))
    const page = [
      ...at(10, [20, 'Injury Report:'], [90, '12/22/25'], [130, '05:30'], [150, 'PM']),
      ...at(
        30,
        [20, 'Game'],
        [40, 'Date'],
        [120, 'Game'],
        [140, 'Time'],
        [200, 'Matchup'],
        [260, 'Team'],
        [420, 'Player'],
        [445, 'Name'],
        [580, 'Current'],
        [610, 'Status'],
        [660, 'Reason'],
      ),
      ...at(
        50,
        [20, '12/22/2025'],
        [120, '07:00'],
        [140, '(ET)'],
        [200, 'CHA@CLE'],
        [260, 'Charlotte'],
        [300, 'Hornets'],
        [420, 'Ball,'],
        [440, 'LaMelo'],
        [580, 'Questionable'],
        [660, 'Injury/Illness'],
      ),
      ...at(66, [660, 'G League - Two-']),
      ...at(72, [420, 'James,'], [440, 'Sion'], [580, 'Out']),
      ...at(78, [660, 'Way']),
      ...at(200, [390, 'Page'], [410, '1'], [415, 'of'], [420, '1']),
    ]
    expect(injuryReport([page])?.rows).toEqual([
      ['12/22/25 05:30 PM', '12/22/2025', '07:00 (ET)', 'CHA@CLE', 'Charlotte Hornets', 'Ball, LaMelo', '', 'Questionable', 'Injury/Illness', ''],
      ['12/22/25 05:30 PM', '', '', '', '', 'James, Sion', '', 'Out', 'G League - Two-Way', ''],
    ])
  })

  it('is no other PDF', () => expect(injuryReport([[{ text: 'Injury Report: soon', left: 1, top: 1 }]])).toBeUndefined())
})

describe('officials', () => {
  const assignment: Cells = {
    game_id: GAME,
    game_date: '10/19/2021',
    game_code: '20211019/BKNMIL',
    ...{ official1: 'Ann Early', official1_code: 300, official2: 'Bob Late', official2_code: 100, official3: 'Cy Young', official3_code: 200 },
    ...{ official4: 'Di Other', official4_code: 400 },
  }

  it('are read from tables and pages, with the alternate as the fourth', async () => {
    await workspace.import([workspace.file('page.json', JSON.stringify({ nba: { Table: { rows: [assignment] } } }))])
    const again = await workspace.import([workspace.csv('table.csv', [assignment])])
    expect(again.files[0]?.tables.map(({ unchanged, duplicate }) => unchanged + duplicate)).toEqual([4])
    expect(await rows('nba_raw.nbac_referee_game_assignments', 'official_position as place, official_code as code')).toEqual([
      { place: 1, code: 300 },
      { place: 2, code: 100 },
      { place: 3, code: 200 },
      { place: 4, code: 400 },
    ])
  })

  it('of another day than the schedule has wait', async () => {
    const report = await workspace.import([workspace.csv('table.csv', [{ ...assignment, game_date: '10/20/2021' }])])
    expect(report.quarantined).toBe(4)
  })
})

describe('a box score summary', () => {
  it('tells officials, inactive players and what teams scored how, of the game that was asked for', async () => {
    const set = (name: string, headers: readonly string[], row: readonly unknown[]): object => ({ name, headers, rowSet: [row] })
    const document = {
      resource: 'boxscoresummary',
      parameters: { GameID: GAME },
      resultSets: [
        set(
          'GameSummary',
          ['GAME_DATE_EST', 'GAME_ID', 'GAME_STATUS_ID', 'GAMECODE', 'HOME_TEAM_ID', 'VISITOR_TEAM_ID', 'LIVE_PERIOD'],
          ['2021-10-19T00:00:00', GAME, 3, '20211019/BKNMIL', 1610612749, 1610612751, 4],
        ),
        set(
          'OtherStats',
          ['TEAM_ID', 'TEAM_ABBREVIATION', 'PTS_PAINT', 'PTS_2ND_CHANCE', 'PTS_FB', 'LEAD_CHANGES', 'TEAM_TURNOVERS', 'TOTAL_TURNOVERS'],
          [1610612749, 'MIL', 44, 12, 17, 3, 1, 14],
        ),
        set('Officials', ['OFFICIAL_ID', 'FIRST_NAME', 'LAST_NAME', 'JERSEY_NUM'], [101283, 'Brian', 'Forte', '45  ']),
        set(
          'InactivePlayers',
          ['PLAYER_ID', 'FIRST_NAME', 'LAST_NAME', 'JERSEY_NUM', 'TEAM_ID', 'TEAM_CITY'],
          [202681, 'Kyrie', 'Irving', '11', 1610612751, 'Brooklyn'],
        ),
      ],
    }
    await workspace.import([workspace.file('summary.json', JSON.stringify(document))])
    expect(
      await rows(
        'nba_raw.nbac_team_boxscore',
        'team_abbr, points_in_paint as paint, fast_break_points as fast, turnovers_with_team as turnovers, points',
      ),
    ).toEqual([{ team_abbr: 'MIL', paint: 44, fast: 17, turnovers: 14, points: null }])
    expect(await rows('nba_raw.nbac_inactive_players', 'player_lookup, team_abbr')).toEqual([{ player_lookup: 'kyrieirving', team_abbr: 'BKN' }])
    expect(await rows('nba_raw.nbac_referee_game_assignments', 'official_position as place, official_code as code')).toEqual([
      { place: 1, code: 101283 },
    ])
    expect(await rows('nba_reference.game_states', 'box_teams')).toEqual(evening.map(() => ({ box_teams: 0 })))
  })

  it('says which of its tables is not read because a column has another name', async () => {
    const headers = ['GAME_DATE_EST', 'GAME_ID', 'GAME_STATUS_ID', 'CODE', 'HOME_TEAM_ID', 'VISITOR_TEAM_ID', 'LIVE_PERIOD']
    const game = { name: 'GameSummary', headers, rowSet: [['2021-10-19T00:00:00', GAME, 3, '20211019/BKNMIL', 1610612749, 1610612751, 4]] }
    const officials = {
      name: 'Officials',
      headers: ['OFFICIAL_ID', 'FIRST_NAME', 'LAST_NAME', 'JERSEY_NUM'],
      rowSet: [[101283, 'Brian', 'Forte', '45']],
    }
    const document = { resource: 'boxscoresummary', parameters: { GameID: GAME }, resultSets: [game, officials] }
    const file = workspace.file('summary.json', JSON.stringify(document))
    expect((await workspace.import([file])).warnings).toContain(
      `${file}: what NBA box score summary v2 tells of nba_raw.nbac_schedule is not read: it lacks the column GAMECODE; rename what holds it, and import the file again`,
    )
  })

  it('has officials in the order of their game, also where a file holds several games', async () => {
    const of = (GameID: string, codes: readonly number[]): object => ({
      parameters: { GameID },
      resultSets: [
        {
          name: 'Officials',
          headers: ['OFFICIAL_ID', 'FIRST_NAME', 'LAST_NAME', 'JERSEY_NUM'],
          rowSet: codes.map(code => [code, 'Ann', `Of ${code}`, '1']),
        },
      ],
    })
    const documents = [of(GAME, [30, 10, 20]), of(OTHER, [10, 40, 30])]
    await workspace.import([workspace.file('summaries.jsonl', documents.map(document => JSON.stringify(document)).join('\n'))])
    expect(await rows('nba_raw.nbac_referee_game_assignments', 'nba_game_id as game, official_position as place, official_code as code')).toEqual([
      ...[30, 10, 20].map((code, place) => ({ game: GAME, place: place + 1, code })),
      ...[10, 40, 30].map((code, place) => ({ game: OTHER, place: place + 1, code })),
    ])
  })
})

describe('a roster', () => {
  const athlete = { id: '1', fullName: 'Jaylen Brown', age: 28, dateOfBirth: '1996-10-24T07:00Z', position: { abbreviation: 'SG' }, jersey: '7' }
  const roster = JSON.stringify({ team: { abbreviation: 'GS', athletes: [athlete] } })

  it('is of the day that the import is told, else of the name of its file, else of today', async () => {
    const paths = [workspace.file('roster.json', roster)]
    await workspace.import(paths)
    await workspace.import([workspace.file('roster_2021-10-18.json', roster)])
    await workspace.import(paths, { rosterDate: '2021-10-12' as Day })
    expect(
      await rows(
        'nba_raw.espn_team_rosters',
        'cast(roster_date as varchar) as day, team_abbr, player_lookup, age, cast(birth_date as varchar) as born',
      ),
    ).toEqual(
      ['2021-10-12', '2021-10-18', NOW.slice(0, 10)].map(day => ({
        day,
        team_abbr: 'GSW',
        player_lookup: 'jaylenbrown',
        age: 28,
        born: '1996-10-24',
      })),
    )
  })
})

describe('a list of everybody', () => {
  it('names persons of whom files tell ids only', async () => {
    const log = { SEASON_ID: '22021', Player_ID: 201142, Game_ID: GAME, GAME_DATE: 'OCT 19, 2021', MATCHUP: 'BKN @ MIL', WL: 'L', MIN: 30, PTS: 32 }
    const others = { FGM: 13, FGA: 25, FG3M: 1, FG3A: 7, FTM: 5, FTA: 5, OREB: 0, DREB: 11, REB: 11, AST: 4, STL: 0, BLK: 2, TOV: 3, PF: 1 }
    const waiting = await workspace.import([workspace.csv('log.csv', [{ ...log, ...others }])])
    expect(waiting.quarantined).toBe(1)
    const person = {
      PERSON_ID: 201142,
      DISPLAY_LAST_COMMA_FIRST: 'Durant, Kevin',
      DISPLAY_FIRST_LAST: 'Kevin Durant',
      FROM_YEAR: '2007',
      TO_YEAR: '2025',
      TEAM_ABBREVIATION: 'HOU',
    }
    await workspace.import([workspace.csv('everybody.csv', [person])])
    expect(await rows('nba_raw.nbac_player_boxscores', 'player_lookup, points')).toEqual([{ player_lookup: 'kevindurant', points: 32 }])
  })
})

describe('balldontlie', () => {
  const line = (first: string, min: string, pts: number): object => {
    const counts = Object.fromEntries(
      ['fgm', 'fga', 'fg3m', 'fg3a', 'ftm', 'fta', 'oreb', 'dreb', 'reb', 'ast', 'stl', 'blk', 'turnover', 'pf'].map(name => [name, 0]),
    )
    return { ...counts, min, pts, ftm: pts, fta: pts, player: { id: 70 + pts, first_name: first, last_name: 'Doe' } }
  }

  it('has stat lines of who played, not of the bench', async () => {
    const team = (abbreviation: string, players: readonly object[]): object => ({ abbreviation, players })
    const game = {
      date: '2021-10-19',
      status: 'Final',
      home_team: team('MIL', [line('Joe', '31', 9), line('Jim', '00', 0)]),
      visitor_team: team('BKN', [line('Jon', '12', 4)]),
    }
    await workspace.import([workspace.file('boxes.json', JSON.stringify({ data: [game, { ...game, status: '3rd Qtr', date: '2021-10-19' }] }))])
    expect(await rows('nba_raw.bdl_player_boxscores', 'player_lookup, team_abbr, minutes_rounded as minutes, points, nba_game_id')).toEqual([
      { player_lookup: 'joedoe', team_abbr: 'MIL', minutes: 31, points: 9, nba_game_id: GAME },
      { player_lookup: 'jondoe', team_abbr: 'BKN', minutes: 12, points: 4, nba_game_id: GAME },
    ])
  })
})

describe('injury transactions', () => {
  it('tell who was out and who came back, and equal lines stay apart', async () => {
    const row = (more: Cells): Cells => ({ Date: '2021-10-20', Team: 'Celtics', Acquired: '', Relinquished: '', Notes: 'placed on IL', ...more })
    const out = row({ Relinquished: ' • Josh Richardson / J. Richardson' })
    await workspace.import([
      workspace.file('injuries.csv', csvText([out, out, row({ Acquired: '• Al Horford (a)', Date: '2021-10-22', Notes: 'activated from IL' })])),
    ])
    expect(await rows('nba_raw.injury_transactions', 'player_lookup, status, season_year, turn')).toEqual([
      { player_lookup: 'alhorford', status: 'back', season_year: 2021, turn: 1 },
      { player_lookup: 'joshrichardson', status: 'out', season_year: 2021, turn: 1 },
      { player_lookup: 'joshrichardson', status: 'out', season_year: 2021, turn: 2 },
    ])
  })
})

describe('injury transactions of no day', () => {
  it.each([
    ['epoch', 'Date: expected a day as 2021-10-19, found "epoch"'],
    ['Infinity', 'Date: expected a day as 2021-10-19, found "Infinity"'],
    ['2071-10-20', 'injured_on: expected a day from 1900-01-01 on, and at most forty years ahead, found 2071-10-20'],
  ])('%s wait', async (day, reason) => {
    await workspace.import([
      workspace.file('injuries.csv', csvText([{ Date: day, Team: 'Celtics', Acquired: '', Relinquished: 'Al Horford', Notes: 'rest' }])),
    ])
    expect(await workspace.rows('select reason from nba_processing.quarantine')).toEqual([{ reason }])
  })
})

describe.skipIf(!existsSync(SAMPLES))('samples of feeds', () => {
  const wanted = /box_score_summary|common_all|injury_report|referee|roster_api|boxscore_0022|box_scores/
  it('are all recognised', async () => {
    const paths = ['nba_com', 'nba_cdn', 'espn', 'balldontlie'].flatMap(folder =>
      readdirSync(path.join(SAMPLES, folder))
        .filter(name => wanted.test(name))
        .map(name => path.join(SAMPLES, folder, name)),
    )
    const report = await workspace.import(paths)
    expect(report.unrecognised).toEqual([])
    expect(report.files).toHaveLength(paths.length)
  }, 60_000)
})
