import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brefLine, evening, game, GAME, line, OTHER, teamLine, Workspace } from './workspace.ts'

const PLAYERS = 'nba_raw.nbac_player_boxscores'
const TEAMS = 'nba_raw.nbac_team_boxscore'
const SCHEDULE = 'nba_raw.nbac_schedule'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(() => space.close())

/** Imports small files as people have them; without a schedule unless one is named. */
function take(...names: readonly string[]): ReturnType<Workspace['import']> {
  return space.import(names.map(name => path.join(import.meta.dirname, 'cases', name)))
}

function rows(columns: string, table: string): Promise<readonly unknown[]> {
  return space.rows(`select ${columns} from ${table} where ended_by is null order by all`)
}

function reasons(): Promise<readonly unknown[]> {
  return space.rows('select reason_code, reason from nba_processing.quarantine where ended_by is null order by all')
}

describe('minutes as people write them', () => {
  it.each([
    ['minutes-and-seconds.csv', [485, 1831, 1861, 2193]],
    ['player-game-logs.csv', [485, 1831, 1833, 1861]],
  ])('%s tells seconds', async (name, seconds) => {
    await take(name)
    expect(await rows('seconds_played, minutes_rounded', PLAYERS)).toEqual(seconds.map(seconds_played => ({ seconds_played, minutes_rounded: null })))
  })

  it('are whole where the file tells no seconds', async () => {
    await take('logs-alone.csv')
    expect(await rows('distinct seconds_played, minutes_rounded', PLAYERS)).toEqual([{ seconds_played: null, minutes_rounded: 31 }])
  })

  it('of a team are those of its five players', async () => {
    await take('team-game-logs.csv')
    expect(await rows('team_abbr, player_minutes', TEAMS)).toEqual([
      { team_abbr: 'BKN', player_minutes: 240 },
      { team_abbr: 'MIL', player_minutes: 240 },
    ])
  })

  it.each([
    [53, 265],
    [240, 240],
    [262, 262],
    ['PT290M00.00S', 290],
  ])('of a team, %s, are %i', async (MIN, minutes) => {
    await space.import([space.csv('schedule.csv', evening), space.csv('teams.csv', [teamLine(GAME, 'MIL', { MIN })])])
    expect(await rows('player_minutes', TEAMS)).toEqual([{ player_minutes: minutes }])
  })

  it.each([30, 200, 252, 480])('of a team cannot be %i', async MIN => {
    await space.import([space.csv('schedule.csv', evening), space.csv('teams.csv', [teamLine(GAME, 'MIL', { MIN })])])
    expect(await reasons()).toEqual([
      { reason_code: 'impossible', reason: `player_minutes: expected 240, or 25 more for each overtime, found ${MIN}` },
    ])
  })
})

describe('what means nothing', () => {
  it('is told by NA too, so that the bench does not start', async () => {
    await take('games.csv', 'not-available.csv')
    expect(await rows('player_full_name, starter', PLAYERS)).toEqual([
      { player_full_name: 'Bobby Portis', starter: false },
      { player_full_name: 'Giannis Antetokounmpo', starter: true },
      { player_full_name: 'James Harden', starter: true },
      { player_full_name: 'Kevin Durant', starter: true },
      { player_full_name: 'Semi Ojeleye', starter: false },
    ])
  })

  it('may be a name', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('players.csv', [line([GAME, 'MIL'], [7, 'NA'])])])
    expect(await rows('player_full_name', PLAYERS)).toEqual([{ player_full_name: 'NA' }])
  })
})

describe('game ids', () => {
  it('of another site are refused', async () => {
    await take('foreign-game-ids.csv')
    expect(await reasons()).toEqual([
      {
        reason_code: 'not_typed',
        reason: 'GAME_ID: expected an NBA game id, 10 digits from 001 to 006 on (is it an id of ESPN?), found "401360152"',
      },
    ])
    expect(await rows('nba_game_id', SCHEDULE)).toEqual([])
  })

  const officials = Object.fromEntries(
    [1, 2, 3, 4].flatMap((place): [string, string | number][] => [
      [`official${place}`, 'Ann'],
      [`official${place}_code`, place],
    ]),
  )
  it.each([
    ['a schedule', game('401360152', '2021-10-19 BKN@MIL'), 'gid'],
    ['a log of a team', teamLine('401360152', 'MIL'), 'GAME_ID'],
    ['a list of officials', { game_id: 401360152, game_date: '2021-10-19', game_code: '20211019/BKNMIL', ...officials }, 'game_id'],
  ])('of another site are refused in %s, too', async (_what, row, column) => {
    await space.import([space.csv('rows.csv', [row])])
    expect(await space.rows('select distinct reason_code, reason from nba_processing.quarantine')).toEqual([
      {
        reason_code: 'not_typed',
        reason: `${column}: expected an NBA game id, 10 digits from 001 to 006 on (is it an id of ESPN?), found "401360152"`,
      },
    ])
  })

  it('that a spreadsheet protects are read, and its days of the week', async () => {
    await take('spreadsheet-ids.csv')
    expect(await rows('distinct nba_game_id, game_date', PLAYERS)).toEqual([{ nba_game_id: '0022100001', game_date: '2021-10-19' }])
  })
})

describe('days', () => {
  it('of two-digit years are of this century', async () => {
    await take('short-dates.csv')
    expect(await rows('game_date, home_team_score', SCHEDULE)).toEqual([{ game_date: '2021-10-19', home_team_score: 127 }])
  })

  it.each(['OCT 19, 2021', 'Tuesday, October 19, 2021', '19 Oct 2021', '20211019', '2021/10/19', '10/19/2021 12:00:00 AM', '19.10.2021'])(
    'are read from %s',
    async GAME_DATE => {
      await space.import([space.csv('players.csv', [line([GAME, 'MIL'], [7, 'Ann Archer'], { GAME_DATE, MATCHUP: 'MIL vs. BKN' })])])
      expect(await rows('game_date', PLAYERS)).toEqual([{ game_date: '2021-10-19' }])
    },
  )

  it('are day first where a row of the file can only be that', async () => {
    const days = { [GAME]: '19/10/2021', '0022100100': '02/11/2021' }
    const lines = Object.entries(days).map(([id, GAME_DATE]) => line([id, 'MIL'], [7, 'Ann Archer'], { GAME_DATE, MATCHUP: 'MIL vs. BKN' }))
    await space.import([space.csv('players.csv', lines)])
    expect(await rows('game_date', PLAYERS)).toEqual([{ game_date: '2021-10-19' }, { game_date: '2021-11-02' }])
  })

  it('are in the order that the game code tells', async () => {
    const game = {
      gid: '0022100150',
      gcode: '20211105/BKNMIL',
      date: '05/11/2021',
      home: 'MIL',
      away: 'BKN',
      home_score: 1,
      away_score: 2,
      national_tv: 'no',
    }
    await space.import([space.csv('schedule.csv', [game])])
    expect(await rows('game_date', SCHEDULE)).toEqual([{ game_date: '2021-11-05' }])
  })
})

describe('teams', () => {
  it('that have moved are known in their seasons', async () => {
    await take('old-team.csv')
    expect(await rows('team_abbr, game_id', PLAYERS)).toEqual([{ team_abbr: 'NJN', game_id: '20071030_NJN_MIL' }])
  })

  it('of other seasons are refused', async () => {
    await space.import([space.csv('schedule.csv', evening), space.csv('players.csv', [line([GAME, 'NJN'], [7, 'Ann Archer'])])])
    expect(await reasons()).toEqual([
      { reason_code: 'unknown_team', reason: 'team_abbr: expected the code of an NBA team of that season, found "NJN"' },
    ])
  })

  it('are known by their ids and names', async () => {
    const game = {
      gid: '0011300001',
      gcode: '20131017/PHICHA',
      date: '2013-10-17',
      home: '1610612766',
      away: 'Philadelphia 76ers',
      national_tv: 'no',
    }
    await space.import([space.csv('schedule.csv', [{ ...game, home_score: null, away_score: null }])])
    expect(await rows('game_id', SCHEDULE)).toEqual([{ game_id: '20131017_PHI_CHA' }])
  })
})

describe('starters', () => {
  it('of a team are five', async () => {
    const players = Array.from({ length: 6 }, (_, id) => {
      const { MATCHUP: _log, TOV: turnovers = 0, ...counted } = line([GAME, 'MIL'], [id + 1, `Player ${id}`], { MIN: '12:00' })
      return { ...counted, TO: turnovers, START_POSITION: 'F', COMMENT: null }
    })
    await space.import([space.csv('schedule.csv', evening), space.csv('box.csv', players)])
    expect(await reasons()).toEqual(
      players.map(() => ({ reason_code: 'impossible', reason: `starter: expected at most 5 of MIL in ${GAME}, found 6` })),
    )
  })

  it('of a team are five for Basketball-Reference, too, and those of the other team are stored', async () => {
    const six = Array.from({ length: 6 }, (_, id) => brefLine(['202110190MIL', 'MIL'], [`six${id}`, `Player ${id}`]))
    const five = Array.from({ length: 5 }, (_, id) => brefLine(['202110190MIL', 'BKN'], [`five${id}`, `Guest ${id}`]))
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', [...six, ...five])])
    expect(await reasons()).toEqual(six.map(() => ({ reason_code: 'impossible', reason: `starter: expected at most 5 of MIL in ${GAME}, found 6` })))
    expect(await rows('distinct team_abbr, starter', 'nba_raw.bref_player_boxscores')).toEqual([{ team_abbr: 'BKN', starter: true }])
  })
})

describe('logs of other names', () => {
  it('of one team have its code in the match-up', async () => {
    await take('team-game-log.csv')
    expect(await rows('team_abbr, points, game_id', TEAMS)).toEqual([{ team_abbr: 'MIL', points: 127, game_id: '20211019_BKN_MIL' }])
  })

  it('of one player wait for his name, and are stored once a file tells it', async () => {
    await take('player-game-log.csv')
    expect(await reasons()).toEqual([{ reason_code: 'name_unknown', reason: 'Player_ID: 203507 is named in no file yet' }])
    const before = line([OTHER, 'LAL'], [203507, 'Giannis Antetokounmpo'])
    await space.import([space.csv('schedule.csv', evening), space.csv('other.csv', [before])])
    await space.import([space.csv('again.csv', [before])])
    expect(await rows('player_full_name, nba_game_id, team_abbr', PLAYERS)).toContainEqual({
      player_full_name: 'Giannis Antetokounmpo',
      nba_game_id: GAME,
      team_abbr: 'MIL',
    })
  })

  it('of one player find his name in a file of the same import', async () => {
    const named = space.csv('other.csv', [line([OTHER, 'LAL'], [203507, 'Giannis Antetokounmpo'])])
    await space.import([path.join(import.meta.dirname, 'cases', 'player-game-log.csv'), space.csv('schedule.csv', evening), named])
    expect(await reasons()).toEqual([])
  })
})

describe('box scores that spreadsheets have been through', () => {
  it('know their games by team ids, and minutes as 31:01:00', async () => {
    await take('games.csv', 'games_details.csv')
    expect(await rows('home_team_tricode, away_team_tricode, home_team_score', SCHEDULE)).toEqual([
      { home_team_tricode: 'MIL', away_team_tricode: 'BKN', home_team_score: 127 },
    ])
    expect(await rows('seconds_played', PLAYERS)).toEqual([724, 1821, 1838, 1861, null].map(seconds_played => ({ seconds_played })))
  })
})

const count = {
  points: 20,
  assists: 5,
  blocks: 1,
  steals: 2,
  fieldGoalsAttempted: 15,
  fieldGoalsMade: 8,
  threePointersAttempted: 4,
  threePointersMade: 2,
}
const counted = {
  ...count,
  freeThrowsAttempted: 2,
  freeThrowsMade: 2,
  reboundsDefensive: 6,
  reboundsOffensive: 1,
  reboundsTotal: 7,
  foulsPersonal: 3,
  turnovers: 2,
}

describe('tables of box score v3', () => {
  it('tell seconds, starters and who did not play', async () => {
    const of = { gameId: GAME, teamId: 1610612749, teamTricode: 'MIL', teamName: 'Bucks' }
    const players = [
      { ...of, personId: 1, firstName: 'Ann', familyName: 'Archer', position: 'F', comment: null, minutes: '30:49', ...counted, plusMinusPoints: 4 },
      {
        ...of,
        personId: 2,
        firstName: 'Bo',
        familyName: 'Writ',
        position: null,
        comment: "DNP - Coach's Decision",
        minutes: null,
        ...counted,
        plusMinusPoints: 0,
      },
    ]
    const team = { ...of, minutes: '240:00', ...counted, plusMinusPoints: 4 }
    await space.import([space.csv('schedule.csv', evening), space.csv('players.csv', players), space.csv('teams.csv', [team])])
    expect(await rows('player_full_name, seconds_played, starter, points, dnp_reason', PLAYERS)).toEqual([
      { player_full_name: 'Ann Archer', seconds_played: 1849, starter: true, points: 20, dnp_reason: null },
      { player_full_name: 'Bo Writ', seconds_played: null, starter: false, points: null, dnp_reason: "DNP - Coach's Decision" },
    ])
    expect(await rows('team_abbr, player_minutes, points', TEAMS)).toEqual([{ team_abbr: 'MIL', player_minutes: 240, points: 20 }])
  })
})

describe('tables that name teams by city and name', () => {
  const teams = { playerteamCity: 'Milwaukee', playerteamName: 'Bucks', opponentteamCity: 'Brooklyn', opponentteamName: 'Nets' }
  const player = { firstName: 'Ann', lastName: 'Archer', personId: 7, gameId: 22100001, gameDate: '2021-10-19 19:30:00', ...teams, home: 1 }

  it('build their games themselves', async () => {
    await space.import([space.csv('PlayerStatistics.csv', [{ ...player, numMinutes: 30.52, ...counted, plusMinusPoints: 3 }])])
    expect(await rows('game_id, team_abbr, seconds_played', PLAYERS)).toEqual([
      { game_id: '20211019_BKN_MIL', team_abbr: 'MIL', seconds_played: 1831 },
    ])
    expect(await rows('home_team_tricode, season_year', SCHEDULE)).toEqual([{ home_team_tricode: 'MIL', season_year: 2021 }])
  })

  it('take where a game was from the row that tells it, and from none where none does', async () => {
    const silent = { ...player, home: null, numMinutes: 30, ...counted, plusMinusPoints: 3 }
    const others = { playerteamCity: 'Brooklyn', playerteamName: 'Nets', opponentteamCity: 'Milwaukee', opponentteamName: 'Bucks', home: 0 }
    await space.import([
      space.csv('PlayerStatistics.csv', [silent, { ...silent, personId: 8, lastName: 'Baker', ...others }, { ...silent, gameId: 22100002 }]),
    ])
    expect(await rows('game_id', SCHEDULE)).toEqual([{ game_id: '20211019_BKN_MIL' }])
    expect(await rows('game_id, team_abbr', PLAYERS)).toEqual([
      { game_id: '20211019_BKN_MIL', team_abbr: 'BKN' },
      { game_id: '20211019_BKN_MIL', team_abbr: 'MIL' },
    ])
    expect(await reasons()).toEqual([{ reason_code: 'no_schedule_row', reason: 'nba_game_id: 0022100002 is not in the schedule' }])
  })

  it('know their games by the first row that has a day', async () => {
    const lines = [
      { ...player, gameDate: null },
      { ...player, personId: 8, lastName: 'Baker' },
    ]
    await space.import([
      space.csv(
        'PlayerStatistics.csv',
        lines.map(row => ({ ...row, numMinutes: 30.52, ...counted, plusMinusPoints: 3 })),
      ),
    ])
    expect(await rows('game_id, player_lookup', PLAYERS)).toEqual([
      { game_id: '20211019_BKN_MIL', player_lookup: 'annarcher' },
      { game_id: '20211019_BKN_MIL', player_lookup: 'annbaker' },
    ])
  })

  it('list who did not play with zeros', async () => {
    await space.import([space.csv('PlayerStatistics.csv', [{ ...player, numMinutes: null, ...counted, plusMinusPoints: 0 }])])
    expect(await rows('player_status, points', PLAYERS)).toEqual([{ player_status: 'dnp', points: null }])
  })

  it('tell totals and games', async () => {
    const of = { gameId: 22100001, gameDate: '2021-10-19', teamCity: 'LA', teamName: 'Clippers', teamId: 1610612746 }
    const against = { opponentTeamCity: 'Brooklyn', opponentTeamName: 'Nets', opponentTeamId: 1610612751, home: 0, win: 1 }
    const game = {
      gameId: 22100001,
      gameDate: '2021-10-19',
      hometeamCity: 'Brooklyn',
      hometeamName: 'Nets',
      awayteamCity: 'Los Angeles',
      awayteamName: 'Clippers',
    }
    await space.import([
      space.csv('Games.csv', [{ ...game, homeScore: 104, awayScore: 127, gameLabel: null }]),
      space.csv('TeamStatistics.csv', [{ ...of, ...against, teamScore: 127, opponentScore: 104, numMinutes: 240, ...counted, plusMinusPoints: 23 }]),
    ])
    expect(await rows('game_id, team_abbr, points', TEAMS)).toEqual([{ game_id: '20211019_LAC_BKN', team_abbr: 'LAC', points: 127 }])
    expect(await reasons()).toEqual([])
  })
})

describe('tables of ESPN', () => {
  it('find their games by day and team', async () => {
    const player = {
      game_id: 401360152,
      game_date: '2021-10-19',
      athlete_id: 11,
      athlete_display_name: 'Ann Archer',
      team_abbreviation: 'MIL',
      minutes: 31,
    }
    const counts = {
      field_goals_made: 8,
      field_goals_attempted: 15,
      three_point_field_goals_made: 2,
      three_point_field_goals_attempted: 4,
      free_throws_made: 2,
    }
    const more = {
      free_throws_attempted: 2,
      offensive_rebounds: 1,
      defensive_rebounds: 6,
      rebounds: 7,
      assists: 5,
      steals: 2,
      blocks: 1,
      turnovers: 2,
    }
    const rest = { fouls: 3, plus_minus: '+5', points: 20, starter: 'true', did_not_play: 'false', reason: null }
    await space.import([space.csv('schedule.csv', evening), space.csv('player_box.csv', [{ ...player, ...counts, ...more, ...rest }])])
    expect(await rows('nba_game_id, team_abbr, minutes_rounded, plus_minus, starter', 'nba_raw.espn_player_boxscores')).toEqual([
      { nba_game_id: GAME, team_abbr: 'MIL', minutes_rounded: 31, plus_minus: 5, starter: true },
    ])
  })

  it('wait for a schedule that knows the game', async () => {
    const line = { game_id: 1, game_date: '2021-10-19', team_abbreviation: 'GS', team_score: 9, team_home_away: 'home', field_goals_made: 1 }
    const counts = {
      field_goals_attempted: 1,
      three_point_field_goals_made: 1,
      three_point_field_goals_attempted: 1,
      free_throws_made: 0,
      free_throws_attempted: 0,
    }
    const rest = { offensive_rebounds: 0, defensive_rebounds: 0, assists: 0, steals: 0, blocks: 0, fouls: 0 }
    await space.import([space.csv('team_box.csv', [{ ...line, ...counts, ...rest }])])
    expect(await reasons()).toEqual([{ reason_code: 'no_schedule_row', reason: 'no game of GS on 2021-10-19 is in the schedule' }])
  })
})

describe('lines of Basketball-Reference without its page', () => {
  const counts = {
    FG: 8,
    FGA: 15,
    'FG%': 0.533,
    '3P': 2,
    '3PA': 4,
    '3P%': 0.5,
    FT: 2,
    FTA: 2,
    'FT%': 1,
    ORB: 1,
    DRB: 6,
    TRB: 7,
    AST: 5,
    STL: 2,
    BLK: 1,
  }

  it('are those of name and team on a day', async () => {
    const exported = {
      Player: 'Ann Archer',
      Tm: 'MIL',
      Opp: 'BRK',
      Res: 'W',
      MP: 30.52,
      ...counts,
      TOV: 2,
      PF: 3,
      PTS: 20,
      GmSc: 18.1,
      Data: '2021-10-19',
    }
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', [exported])])
    expect(await rows('bref_game_id, bref_player_id, nba_game_id, team_abbr, seconds_played, points', 'nba_raw.bref_player_boxscores')).toEqual([
      { bref_game_id: '202110190MIL', bref_player_id: 'Ann Archer / MIL', nba_game_id: GAME, team_abbr: 'MIL', seconds_played: 1831, points: 20 },
    ])
  })

  const page = { Rk: 1, G: 1, Date: '2021-10-19', Age: '30-100', Tm: 'MIL', '': '', Opp: 'BRK', GS: 1, MP: '30:31', ...counts }
  const figures = { TOV: 2, PF: 3, PTS: 20, GmSc: 18.1, '+/-': '+5' }
  const hisPage = (): string => space.csv('page.csv', [{ ...page, ...figures }])

  it('of one player’s page are his whom a mapping names', async () => {
    const mapping = space.file('ann.yaml', 'format: Basketball-Reference player page\nconstants:\n  Player: Ann Archer\n')
    await space.import([space.csv('schedule.csv', evening)])
    await space.import([hisPage()], { mapping })
    expect(await rows('player_full_name, starter, seconds_played, points, plus_minus', 'nba_raw.bref_player_boxscores')).toEqual([
      { player_full_name: 'Ann Archer', starter: true, seconds_played: 1831, points: 20, plus_minus: 5 },
    ])
  })

  it('of one player’s page say of a game that he was not active for', async () => {
    const mapping = space.file('ann.yaml', 'format: Basketball-Reference player page\nconstants:\n  Player: Ann Archer\n')
    const absent = Object.fromEntries(['GS', 'MP', ...Object.keys(counts), ...Object.keys(figures)].map(name => [name, 'Inactive']))
    await space.import([space.csv('schedule.csv', evening)])
    await space.import([space.csv('page.csv', [{ ...page, G: '', ...absent }])], { mapping })
    expect(await rows('player_full_name, team_abbr', 'nba_raw.bref_inactives')).toEqual([{ player_full_name: 'Ann Archer', team_abbr: 'MIL' }])
    expect(await rows('points', 'nba_raw.bref_player_boxscores')).toEqual([])
  })

  it('of one player’s page ask for his name', async () => {
    const report = await space.import([hisPage()])
    expect(report.unrecognised[0]?.looked_for).toBe(
      'looks like Basketball-Reference player page, but lacks the column Player; --suggest FILE writes a mapping in which you say it',
    )
    expect(report.suggestions).toMatchObject([{ format: 'Basketball-Reference player page', columns: {}, missing: ['Player'] }])
  })

  it('have the points that their shots make', async () => {
    const shots = { made_field_goals: 8, attempted_field_goals: 15, made_three_point_field_goals: 2, attempted_three_point_field_goals: 4 }
    const rest = { made_free_throws: 2, attempted_free_throws: 2, offensive_rebounds: 1, defensive_rebounds: 6, assists: 5, steals: 2, blocks: 1 }
    const scraped = {
      slug: 'archean01',
      name: 'Ann Archer',
      team: 'MILWAUKEE_BUCKS',
      seconds_played: 1831,
      ...shots,
      ...rest,
      turnovers: 2,
      personal_fouls: 3,
    }
    await space.import([space.csv('schedule.csv', evening), space.csv('lines.csv', [{ ...scraped, date: '2021-10-19' }])])
    expect(await rows('bref_game_id, team_abbr, seconds_played, points', 'nba_raw.bref_player_boxscores')).toEqual([
      { bref_game_id: '202110190MIL', team_abbr: 'MIL', seconds_played: 1831, points: 20 },
    ])
  })
})

describe('the schedule of Basketball-Reference', () => {
  it('tells tips and venues of games that are known', async () => {
    const row = {
      Date: 'Tue, Oct 19, 2021',
      'Start (ET)': '7:30p',
      'Visitor/Neutral': 'Brooklyn Nets',
      PTS: 104,
      'Home/Neutral': 'Milwaukee Bucks',
      'PTS.1': 127,
    }
    await space.import([space.csv('schedule.csv', evening), space.csv('bref.csv', [{ ...row, 'Attend.': '17,341', Arena: 'Fiserv Forum' }])])
    expect(await rows('bref_game_id, nba_game_id, tip_utc, attendance', 'nba_raw.bref_games')).toEqual([
      { bref_game_id: '202110190MIL', nba_game_id: GAME, tip_utc: '2021-10-19T23:30:00.000Z', attendance: 17341 },
    ])
  })
})
