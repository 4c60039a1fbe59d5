import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayOf } from '../../src/feeds/dates.ts'
import { from, nbaGameId } from '../../src/feeds/expression.ts'
import { secondsOf } from '../../src/feeds/minutes.ts'
import { defineFormat, recognisedBy, type PartSpec } from '../../src/feeds/format.ts'
import { formats } from '../../src/feeds/index.ts'
import { nbaLeagueGameLogTeams } from '../../src/feeds/nba-league-game-log-teams.ts'
import { nbaScheduleTable } from '../../src/feeds/nba-schedule-table.ts'
import { nbaScheduleV2 } from '../../src/feeds/nba-schedule-v2.ts'
import { brefOfficials } from '../../src/nba/sources/bref-officials.ts'
import { sources } from '../../src/nba/sources/index.ts'
import { playerAliases } from '../../src/nba/sources/player-aliases.ts'
import { qualifiedName } from '../../src/table/source.ts'
import { brefLine, evening, GAME, game, OTHER, teamLine, Workspace, type Cell, type Cells } from '../import/workspace.ts'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(async () => {
  await space.close()
})

/** Imports the evening's schedule and one file; gives the format it was taken for. */
async function take(file: string): Promise<string | undefined> {
  const report = await space.import([space.csv('schedule.csv', evening), file])
  expect(report.unrecognised).toEqual([])
  return report.files.findLast(taken => taken.path === file)?.format
}

/** Values of the first current row, without those that are NULL. */
async function first(table: string): Promise<Record<string, Cell>> {
  const [row = {}] = await space.current(table)
  const imported = new Set(['import_number', 'source_file', 'source_row', 'ended_by'])
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && !imported.has(name)))
}

describe('NBA schedule table', () => {
  it('has scores when there are any, and the national broadcaster', async () => {
    const seasons = [game('0049800001', '6/25/1999 NYK@SAS', { national_tv: null }), game('22400001', '2024-10-22 NY@BOS')]
    expect(await take(space.csv('seasons.csv', seasons))).toBe('NBA schedule table')
    expect(await first('nba_raw.nbac_schedule')).toEqual({
      feed: 'nba_schedule_table',
      game_id: '19990625_NYK_SAS',
      nba_game_id: '0049800001',
      game_date: '1999-06-25',
      season_year: 1998,
      home_team_tricode: 'SAS',
      away_team_tricode: 'NYK',
    })
    expect(
      await space.rows(
        'select game_id, season_year, home_team_score, has_national_tv, national_broadcasters from nba_raw.nbac_schedule order by 1 offset 1',
      ),
    ).toEqual([
      { game_id: '20211019_BKN_MIL', season_year: 2021, home_team_score: 127, has_national_tv: true, national_broadcasters: 'TNT' },
      { game_id: '20211019_GSW_LAL', season_year: 2021, home_team_score: 114, has_national_tv: false, national_broadcasters: null },
      { game_id: '20241022_NYK_BOS', season_year: 2024, home_team_score: null, has_national_tv: false, national_broadcasters: null },
    ])
  })

  it('refuses a day that is none', async () => {
    await take(space.csv('odd.csv', [game('0022400001', '2024-02-30 NYK@BOS')]))
    expect(await space.rows('select reason from nba_processing.quarantine')).toEqual([
      { reason: 'gcode, date: expected the same day in both, found "20240230/NYKBOS 2024-02-30"' },
    ])
  })
})

describe('NBA schedule v2', () => {
  const v2 = {
    gameId: GAME,
    gameStatus: 3,
    gameDateEst: '2021-10-19T00:00:00Z',
    gameDateTimeUTC: '2021-10-19T23:30:00Z',
    gameLabel: 'Opening',
    arenaName: 'Hall',
    arenaCity: 'Town',
    arenaState: 'WI',
    isNeutral: false,
    homeTeam: { teamTricode: 'MIL', score: 127 },
    awayTeam: { teamTricode: 'BKN', score: 104 },
    broadcasters: { nationalTvBroadcasters: [{ broadcasterDisplay: 'TNT' }, { broadcasterDisplay: 'truTV' }] },
  }

  it('has tip, arena, broadcasters, and scores only once the game is over', async () => {
    const running = {
      ...v2,
      gameId: OTHER,
      gameStatus: 2,
      gameLabel: '',
      homeTeam: { teamTricode: 'LAL', score: 50 },
      awayTeam: { teamTricode: 'GSW', score: 48 },
      broadcasters: { nationalTvBroadcasters: [] },
    }
    const undecided = { ...v2, gameId: '0042100401', homeTeam: { teamTricode: null, score: 0 }, broadcasters: {} }
    const document = { leagueSchedule: { seasonYear: '2021-22', gameDates: [{ games: [v2, running] }, { games: [undecided] }] } }
    const report = await space.import([space.gzipped('schedule.json.gz', JSON.stringify(document))])
    expect(report.files).toMatchObject([{ format: 'NBA schedule v2', tables: [{ read: 3, stored: 2, undecided: 1, rejected: 0 }] }])
    expect(await first('nba_raw.nbac_schedule')).toEqual({
      feed: 'nba_schedule_v2',
      game_id: '20211019_BKN_MIL',
      nba_game_id: GAME,
      game_date: '2021-10-19',
      season_year: 2021,
      home_team_tricode: 'MIL',
      away_team_tricode: 'BKN',
      game_status: 3,
      home_team_score: 127,
      away_team_score: 104,
      game_datetime_utc: '2021-10-19T23:30:00.000Z',
      arena_name: 'Hall',
      arena_city: 'Town',
      arena_state: 'WI',
      neutral_site_flag: false,
      has_national_tv: true,
      national_broadcasters: 'TNT, truTV',
      game_label: 'Opening',
    })
    expect(
      await space.rows(`select game_status, home_team_score, has_national_tv, game_label from nba_raw.nbac_schedule where nba_game_id = '${OTHER}'`),
    ).toEqual([{ game_status: 2, home_team_score: null, has_national_tv: false, game_label: null }])
    expect(await space.rows('select source_row, reason_code from nba_processing.quarantine')).toEqual([])
  })
})

describe('NBA LeagueGameLog, teams', () => {
  it('has the minutes of all players and a margin that may be no whole number', async () => {
    expect(await take(space.csv('teams.csv', [teamLine(GAME, 'MIL', { MIN: 241, PLUS_MINUS: 22.6 })]))).toBe('NBA LeagueGameLog, teams')
    expect(await first('nba_raw.nbac_team_boxscore')).toMatchObject({
      feed: 'nba_league_game_log',
      team_id: 1,
      team_abbr: 'MIL',
      minutes: '241',
      player_minutes: 241,
      points: 110,
      plus_minus: 22.6,
    })
  })
})

const STATISTICS = {
  FGM: 4,
  FGA: 9,
  FG_PCT: 0.444,
  FG3M: 0,
  FG3A: 3,
  FTM: 2,
  FTA: 3,
  OREB: 5,
  DREB: 12,
  REB: 17,
  AST: 12,
  STL: 4,
  BLK: 0,
  TO: 3,
  PF: 3,
  PTS: 10,
  PLUS_MINUS: 10,
}

const set = (name: string, rows: readonly Cells[]): object => ({
  name,
  headers: Object.keys(rows[0] ?? {}),
  rowSet: rows.map(row => Object.values(row)),
})

function boxScore(players: readonly Cells[], teams: readonly Cells[]): string {
  const benches = [{ GAME_ID: GAME, TEAM_ID: 1, TEAM_ABBREVIATION: 'MIL', STARTERS_BENCH: 'Bench', ...STATISTICS }]
  return JSON.stringify({
    resource: 'boxscore',
    resultSets: [set('PlayerStats', players), set('TeamStats', teams), set('TeamStarterBenchStats', benches)],
  })
}

function boxLine(player: readonly [number, string], more: Cells): Cells {
  return {
    GAME_ID: GAME,
    TEAM_ID: 1,
    TEAM_ABBREVIATION: 'MIL',
    TEAM_CITY: 'M',
    PLAYER_ID: player[0],
    PLAYER_NAME: player[1],
    START_POSITION: '',
    COMMENT: '',
    MIN: null,
    ...STATISTICS,
    ...more,
  }
}

describe('NBA box score v2', () => {
  const team = { GAME_ID: GAME, TEAM_ID: 1, TEAM_NAME: 'Bucks', TEAM_ABBREVIATION: 'MIL', TEAM_CITY: 'M', MIN: '264:40', ...STATISTICS }

  it('fills two tables: seconds, starters, who did not play and why', async () => {
    const players = [
      boxLine([1, 'Ante Novak'], { START_POSITION: 'F', MIN: '49:25' }),
      boxLine([2, 'Bo Writ'], { MIN: '0:00' }),
      boxLine([3, 'Cy Zed'], { MIN: '7.000000:08' }),
      boxLine([4, 'Dag Ek'], { COMMENT: "DNP - Coach's Decision" }),
      boxLine([5, 'El Fox'], { TEAM_ABBREVIATION: 'BKN', MIN: '12:00' }),
      boxLine([6, 'Flo Gunn'], { MIN: '12:75' }),
    ]
    expect(await take(space.file('box.json', boxScore(players, [team])))).toBe('NBA box score v2')
    const columns = 'player_status, dnp_reason, starter, minutes, seconds_played, points, turnovers'
    expect(await space.rows(`select ${columns} from nba_raw.nbac_player_boxscores order by nba_player_id`)).toEqual([
      { player_status: 'active', dnp_reason: null, starter: true, minutes: '49:25', seconds_played: 2965, points: 10, turnovers: 3 },
      { player_status: 'active', dnp_reason: null, starter: false, minutes: '0:00', seconds_played: 0, points: 10, turnovers: 3 },
      { player_status: 'active', dnp_reason: null, starter: false, minutes: '7.000000:08', seconds_played: 428, points: 10, turnovers: 3 },
      {
        player_status: 'dnp',
        dnp_reason: "DNP - Coach's Decision",
        starter: false,
        minutes: null,
        seconds_played: null,
        points: null,
        turnovers: null,
      },
      { player_status: 'active', dnp_reason: null, starter: null, minutes: '12:00', seconds_played: 720, points: 10, turnovers: 3 },
    ])
    expect(await space.rows('select reason from nba_processing.quarantine')).toEqual([{ reason: 'MIN: expected minutes as 36:33, found "12:75"' }])
    expect(await first('nba_raw.nbac_team_boxscore')).toMatchObject({
      feed: 'nba_box_score_v2',
      team_name: 'Bucks',
      minutes: '264:40',
      player_minutes: 265,
      turnovers: 3,
      points: 10,
    })
  })
})

const page = (id: string, tip: string | null): Cells => ({
  bref_game_id: id,
  title: 'A at B',
  event_label: null,
  tip_text: tip,
  arena_text: 'Hall, Town',
  attendance: '17,341',
})

describe('Basketball-Reference', () => {
  it('player box scores: seconds, starters, dressed and not', async () => {
    const nothing = Object.fromEntries(
      Object.keys(brefLine(['', ''], ['', '']))
        .slice(5, -1)
        .map(name => [name, null]),
    )
    const rows = [
      brefLine(['202110190MIL', 'BRK'], ['doejo01', 'Jo Doe']),
      brefLine(['202110190MIL', 'MIL'], ['roeja01', 'Ja Roe'], { ...nothing, is_starter_section: false, reason: 'Did Not Dress' }),
    ]
    expect(await take(await space.parquet('box.parquet', rows))).toBe('Basketball-Reference player box scores')
    expect(await first('nba_raw.bref_player_boxscores')).toMatchObject({
      feed: 'basketball_reference',
      game_id: '20211019_BKN_MIL',
      nba_game_id: GAME,
      bref_game_id: '202110190MIL',
      team_abbr: 'BKN',
      player_lookup: 'jodoe',
      player_status: 'active',
      starter: true,
      seconds_played: 1874,
      points: 13,
      plus_minus: 5,
    })
    expect(
      await space.rows(
        `select player_status, dnp_reason, starter, seconds_played, points from nba_raw.bref_player_boxscores where bref_player_id = 'roeja01'`,
      ),
    ).toEqual([{ player_status: 'dnp', dnp_reason: 'Did Not Dress', starter: false, seconds_played: null, points: null }])
  })

  it('team totals: the basic table only', async () => {
    const {
      bref_player_id: _,
      is_starter_section: __,
      reason: ___,
      ...totals
    } = brefLine(['202110190MIL', 'MIL'], ['', 'Team Totals'], { mp: 240, pts: 127 })
    const rows = [
      { ...totals, table: 'basic' },
      { ...totals, table: 'advanced', pts: null },
    ]
    expect(await take(space.csv('totals.csv', rows))).toBe('Basketball-Reference team totals')
    expect(await space.current('nba_raw.bref_team_boxscores')).toMatchObject([
      { team_abbr: 'MIL', team_minutes: 240, points: 127, turnovers_with_team: 4 },
    ])
  })

  it('inactive lists, and who has no name', async () => {
    const rows = [
      { bref_game_id: '202110190LAL', bref_team: 'GSW', bref_player_id: 'doejo01', player: 'Jo Doe' },
      { bref_game_id: '202110190LAL', bref_team: 'GSW', bref_player_id: 'tmp-1', player: '' },
    ]
    expect(await take(space.csv('inactive.csv', rows))).toBe('Basketball-Reference inactive lists')
    expect(await first('nba_raw.bref_inactives')).toMatchObject({ game_id: '20211019_GSW_LAL', player_lookup: 'jodoe' })
    expect(await space.rows('select reason_code, row_key from nba_processing.quarantine')).toEqual([
      { reason_code: 'no_name', row_key: '202110190LAL/tmp-1' },
    ])
  })

  it('officials', async () => {
    expect(await take(space.csv('officials.csv', [{ bref_game_id: '202110190LAL', bref_referee_id: 'ref1r', official: 'Ref One' }]))).toBe(
      'Basketball-Reference officials',
    )
    expect(await first('nba_raw.bref_officials')).toMatchObject({ bref_referee_id: 'ref1r', official_name: 'Ref One' })
  })

  it('games: Eastern tips, in summer and in winter time', async () => {
    const winter = game('0022100900', '2022-02-01 MIA@TOR')
    const rows = [page('202110190LAL', '10:00 PM, October 19, 2021'), page('202202010TOR', '7:30 PM, February 1, 2022'), page('202110190MIL', 'soon')]
    expect(await take(space.csv('games.csv', rows))).toBe('Basketball-Reference games')
    expect(await first('nba_raw.bref_games')).toMatchObject({
      tip_text: '10:00 PM, October 19, 2021',
      tip_utc: '2021-10-20T02:00:00.000Z',
      attendance: 17341,
    })
    await space.import([space.csv('winter.csv', [winter])])
    expect(await space.rows(`select tip_utc from nba_raw.bref_games where bref_game_id = '202202010TOR'`)).toEqual([
      { tip_utc: '2022-02-02T00:30:00.000Z' },
    ])
    expect(await space.rows('select reason from nba_processing.quarantine where ended_by is null')).toEqual([
      { reason: 'tip_text: expected a tip-off as 7:30 PM, October 19, 2021, found "soon"' },
    ])
  })

  it('crosswalks: the game of a crosswalk wins over the day and home team, also for rows that are there', async () => {
    await take(space.csv('box.csv', [brefLine(['202110190MIL', 'MIL'], ['doejo01', 'Jo Doe'])]))
    const other = game('0022100009', '2021-12-01 BKN@MIL')
    const report = await space.import([
      space.csv('more.csv', [other]),
      space.csv('crosswalk.csv', [{ bref_game_id: '202110190MIL', nba_game_id: '22100009' }]),
    ])
    expect(report.files.map(file => file.format)).toEqual(['NBA schedule table', 'Basketball-Reference game crosswalk'])
    expect(await first('nba_raw.bref_player_boxscores')).toMatchObject({ nba_game_id: '0022100009', game_id: '20211201_BKN_MIL' })
    expect(await first('nba_reference.game_crosswalk')).toEqual({
      feed: 'basketball_reference',
      source: 'bref',
      source_game_id: '202110190MIL',
      nba_game_id: '0022100009',
    })
  })

  it('player crosswalk', async () => {
    const rows = [
      { bref_player_id: 'doejo01', bref_name: 'Jo Doe', nba_player_id: '77', nba_name: 'Jo Doe Jr.', same_name: 'false' },
      { bref_player_id: 'roeja01', bref_name: 'Ja Roe', nba_player_id: '78', nba_name: null, same_name: null },
    ]
    expect(await take(space.csv('players.csv', rows))).toBe('Basketball-Reference player crosswalk')
    expect(await first('nba_reference.player_crosswalk')).toEqual({
      feed: 'basketball_reference',
      source: 'bref',
      source_player_id: 'doejo01',
      source_name: 'Jo Doe',
      nba_player_id: 77,
      nba_name: 'Jo Doe Jr.',
      nba_lookup: 'jodoejr',
    })
    expect(await space.current('nba_reference.player_crosswalk')).toHaveLength(2)
  })
})

describe('what users tell about people', () => {
  it('registry: season and team may be missing', async () => {
    expect(await take(space.csv('registry.csv', [{ player_lookup: 'Jo Doe Jr.', universal_player_id: 'jodoejr_001' }]))).toBe('Player registry')
    expect(await first('nba_reference.nba_players_registry')).toEqual({
      feed: 'user',
      player_lookup: 'jodoejr',
      universal_player_id: 'jodoejr_001',
      season: '',
      team_abbr: '',
    })
  })

  it('aliases: in force unless said otherwise', async () => {
    expect(await take(space.csv('aliases.csv', [{ alias_lookup: 'Joe Doe', nba_canonical_lookup: 'Jo Doe' }]))).toBe('Player aliases')
    expect(await first('nba_reference.player_aliases')).toEqual({
      feed: 'user',
      alias_lookup: 'joedoe',
      nba_canonical_lookup: 'jodoe',
      is_active: true,
    })
  })
})

describe('the list of formats', () => {
  it('has names of its own, and each raw table has a format', () => {
    expect(new Set(formats.map(format => format.name)).size).toBe(formats.length)
    expect(new Set(formats.flatMap(format => format.parts.map(part => qualifiedName(part.target)))).size).toBe(sources.length)
  })

  it('says by what each is recognised', () => {
    expect([nbaScheduleV2, nbaScheduleTable, nbaLeagueGameLogTeams].map(recognisedBy)).toEqual([
      'JSON with leagueSchedule.gameDates',
      'columns gid, gcode, home, away',
      'columns TEAM_ID, GAME_ID, MATCHUP, without PLAYER_ID, PLAYER_NAME, Player_ID',
    ])
    expect(formats.every(format => recognisedBy(format).length > 10)).toBe(true)
  })
})

describe('defineFormat', () => {
  const part: PartSpec = {
    target: playerAliases,
    signature: ['a'],
    columns: { alias_lookup: 'a', nba_canonical_lookup: 'b', is_active: from`'true'` },
  }
  const define = (changed: Partial<PartSpec>) => () => defineFormat({ name: 'Odd', feed: 'user', phase: 'facts', parts: [{ ...part, ...changed }] })

  it('knows the columns of the file that are read', () => {
    expect(define({})().parts[0]?.reads).toEqual(['a', 'b'])
    expect(secondsOf('MIN')).toMatchObject({ reads: ['MIN'], expects: 'minutes as 36:33' })
    expect(from`${nbaGameId('x"y')} || ${'z'}`.reads).toEqual(['x"y', 'z'])
  })

  it('refuses what contradicts itself', () => {
    expect(define({ columns: { ...part.columns, shoe_size: 'c' } })).toThrow(
      'Odd: feeds shoe_size, which is not a column of nba_reference.player_aliases',
    )
    expect(define({ columns: { alias_lookup: 'a' } })).toThrow('Odd: leaves nba_reference.player_aliases.nba_canonical_lookup empty')
    expect(define({ game: 'bref_game_id' })).toThrow('Odd: must say how rows of nba_reference.player_aliases find their game, and only then')
    expect(define({ target: brefOfficials, columns: { bref_game_id: 'g', bref_referee_id: 'r', official_name: 'o' } })).toThrow('only then')
    expect(define({ agrees: { alias_lookup: dayOf('c') } })).toThrow(
      'Odd: compares nba_reference.player_aliases.alias_lookup, which no game gives it',
    )
  })
})
