import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { BackcourtError } from '../../src/errors.ts'
import { simulate, type SimulatedFile, type SimulationRequest, writeSimulation } from '../../src/simulate/index.ts'

const request: SimulationRequest = { seasons: 1, seed: 7, teams: 6, games: 20 }
const files = new Map<string, SimulatedFile>()
for (const file of simulate(request)) {
  const name = file.name.replace(/^.*\//, '').replace(/_202\d-\d\d(-\d\d)?\..*/, '')
  const before = files.get(name)
  files.set(name, before === undefined ? file : { ...file, rows: before.rows + file.rows, text: before.text + withoutHeader(file.text) })
}

describe('the files of a season', () => {
  it.each([
    [
      'player_game_logs',
      'SEASON_ID,PLAYER_ID,PLAYER_NAME,TEAM_ID,TEAM_ABBREVIATION,TEAM_NAME,GAME_ID,GAME_DATE,MATCHUP,WL,MIN,PTS,FGM,FGA,FG_PCT,FG3M,FG3A,FG3_PCT,FTM,FTA,FT_PCT,OREB,DREB,REB,AST,STL,BLK,TOV,PF,PLUS_MINUS,SEASON_LABEL',
    ],
    [
      'team_game_logs',
      'SEASON_ID,TEAM_ID,TEAM_ABBREVIATION,TEAM_NAME,GAME_ID,GAME_DATE,MATCHUP,WL,MIN,PTS,FGM,FGA,FG_PCT,FG3M,FG3A,FG3_PCT,FTM,FTA,FT_PCT,OREB,DREB,REB,AST,STL,BLK,TOV,PF,PLUS_MINUS,SEASON',
    ],
    [
      'player_box_basic',
      'bref_game_id,bref_team,bref_player_id,is_starter_section,player,mp,fg,fga,fg_pct,fg3,fg3a,fg3_pct,ft,fta,ft_pct,orb,drb,trb,ast,stl,blk,tov,pf,pts,game_score,plus_minus,reason',
    ],
    [
      'team_totals',
      'bref_game_id,bref_team,table,player,mp,fg,fga,fg_pct,fg3,fg3a,fg3_pct,ft,fta,ft_pct,orb,drb,trb,ast,stl,blk,tov,pf,pts,game_score,plus_minus,ts_pct,efg_pct,fg3a_per_fga_pct,fta_per_fga_pct,orb_pct,drb_pct,trb_pct,ast_pct,stl_pct,blk_pct,tov_pct,usg_pct,off_rtg,def_rtg,bpm',
    ],
    [
      'play_by_play_v2',
      'GAME_ID,EVENTNUM,EVENTMSGTYPE,EVENTMSGACTIONTYPE,PERIOD,PCTIMESTRING,HOMEDESCRIPTION,NEUTRALDESCRIPTION,VISITORDESCRIPTION,SCORE,PLAYER1_ID,PLAYER1_TEAM_ABBREVIATION,PLAYER2_ID,PLAYER3_ID',
    ],
    [
      'shot_chart_detail',
      'GAME_ID,GAME_EVENT_ID,PLAYER_ID,PLAYER_NAME,TEAM_ID,PERIOD,MINUTES_REMAINING,SECONDS_REMAINING,EVENT_TYPE,ACTION_TYPE,SHOT_TYPE,SHOT_ZONE_BASIC,SHOT_DISTANCE,LOC_X,LOC_Y,SHOT_MADE_FLAG,GAME_DATE,HTM,VTM',
    ],
    ['injury_reports', 'Report Time,Game Date,Game Time,Matchup,Team,Player Name,Current Status,Reason'],
    ['arenas', 'team,arena,city,lat,lon,tz,first_day'],
    ['inactives', 'bref_game_id,bref_team,bref_player_id,player'],
    ['officials', 'bref_game_id,bref_referee_id,official'],
    ['games_meta', 'bref_game_id,title,event_label,tip_text,arena_text,attendance,time_of_game'],
  ])('%s has the columns of the real feed in every row', (name, header) => {
    const rows = table(name)
    expect(rows[0]?.join(',')).toBe(header)
    expect(rows.length - 1).toBe(file(name).rows)
    expect(rows.filter(row => row.length !== header.split(',').length)).toEqual([])
  })

  it('tell the schedule as the v2 feed does', () => {
    const { leagueSchedule } = JSON.parse(file('schedule_league_v2').text) as ScheduleDocument
    const games = leagueSchedule.gameDates.flatMap(date => date.games)
    expect([leagueSchedule.seasonYear, leagueSchedule.leagueId]).toEqual(['2021-22', '00'])
    expect(leagueSchedule.gameDates[0]?.gameDate).toBe('10/19/2021 00:00:00')
    expect(games).toHaveLength(file('schedule_league_v2').rows)
    const waiting = games.filter(game => game.gameStatus === 1)
    expect(waiting.map(game => [game.homeTeam.score, game.awayTeam.score, game.ifNecessary])).toEqual([[0, 0, true]])
    expect(
      games.every(
        game => game.gameCode === `${game.gameDateEst.slice(0, 10).replaceAll('-', '')}/${game.awayTeam.teamTricode}${game.homeTeam.teamTricode}`,
      ),
    ).toBe(true)
  })

  it('give tip-off in UTC with the Eastern offset of the day', () => {
    const { leagueSchedule } = JSON.parse([...simulate({ seasons: 1, seed: 1, days: 30 })][0]?.text ?? '') as ScheduleDocument
    for (const game of leagueSchedule.gameDates.flatMap(date => date.games)) {
      const hours = (Date.parse(game.gameDateTimeUTC) - Date.parse(game.gameDateTimeEst)) / 3_600_000
      expect([game.gameDateEst, hours]).toEqual([game.gameDateEst, game.gameDateEst < '2021-11-07' ? 4 : 5])
    }
  })

  it('have lines of two books for every game that was played, which are not all at the end what they were in the morning', () => {
    const responses = file('historical_lines')
      .text.trimEnd()
      .split('\n')
      .map(
        line =>
          JSON.parse(line) as { timestamp: string; data: { id: string; commence_time: string; bookmakers: { key: string; markets: object[] }[] }[] },
      )
    const events = responses.flatMap(({ data }) => data)
    expect(new Set(events.flatMap(({ bookmakers }) => bookmakers.map(({ key }) => key)))).toEqual(new Set(['draftkings', 'fanduel']))
    expect(new Set(events.map(({ id }) => id)).size).toBe(file('games_meta').rows)
    const offers = new Set(events.map(({ id, bookmakers }) => `${id} ${JSON.stringify(bookmakers.map(({ markets }) => markets))}`))
    expect(offers.size).toBeGreaterThan(1.5 * file('games_meta').rows)
  })

  it('chart the shots that the play-by-play tells, from where it tells them', () => {
    const told = records('play_by_play_v2').filter(row => row['EVENTMSGTYPE'] === '1' || row['EVENTMSGTYPE'] === '2')
    const events = told.map(row => {
      const text = `${row['HOMEDESCRIPTION']}${row['VISITORDESCRIPTION']}`
      return [
        row['GAME_ID'],
        row['EVENTNUM'],
        row['PLAYER1_ID'],
        text.includes('3PT'),
        row['EVENTMSGTYPE'] === '1',
        Number(/ (\d+)' /.exec(text)?.[1] ?? 0),
      ].join(' ')
    })
    const shots = records('shot_chart_detail').map(row => {
      const feet = Math.round(Math.hypot(Number(row['LOC_X']), Number(row['LOC_Y'])) / 10)
      return [row['GAME_ID'], row['GAME_EVENT_ID'], row['PLAYER_ID'], row['SHOT_TYPE']?.startsWith('3PT'), row['SHOT_MADE_FLAG'] === '1', feet].join(
        ' ',
      )
    })
    expect(shots).toEqual(events)
  })

  it('summarise each game for both teams', () => {
    const games = file('box_score_summaries')
      .text.trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { resultSets: { headers: string[]; rowSet: number[][] }[] })
    expect(games).toHaveLength(file('games_meta').rows)
    for (const { resultSets } of games) {
      const [{ headers, rowSet } = { headers: [], rowSet: [] }] = resultSets
      const [home = {}, away = {}] = rowSet.map(row => Object.fromEntries(headers.map((name, place) => [name, row[place] ?? 0])))
      expect([home['LEAD_CHANGES'], home['TIMES_TIED']]).toEqual([away['LEAD_CHANGES'], away['TIMES_TIED']])
      expect(Math.max(home['LARGEST_LEAD'] ?? 0, away['LARGEST_LEAD'] ?? 0)).toBeGreaterThan(0)
    }
  })

  it('have rosters of the eve of the season and of each month, which follow the trades', () => {
    const rosters = [...simulate(request)].filter(({ name }) => name.startsWith('rosters/'))
    expect(rosters.map(({ name }) => name).slice(0, 2)).toEqual([
      'rosters/common_team_roster_2021-10-18.csv',
      'rosters/common_team_roster_2021-11-01.csv',
    ])
    const teamsOf = (text: string): string =>
      text
        .split('\n')
        .map(line => line.split(','))
        .map(cells => `${cells.at(-1)} ${cells[0]}`)
        .toSorted()
        .join()
    expect(new Set(rosters.map(({ text }) => teamsOf(text))).size).toBeGreaterThan(1)
    expect(new Set(rosters.map(({ rows }) => rows))).toEqual(new Set([6 * 17]))
  })

  it('name three officials of each game, each with his number', () => {
    expect(
      records('referee_assignments').every(row => [1, 2, 3].every(place => Number(row[`official${place}_code`]) > 0) && row['official4'] === ''),
    ).toBe(true)
  })

  it('tell the same stat lines in both sources', () => {
    const regular = new Set(records('team_game_logs').map(row => brefGameOf(row)))
    const fromNba = records('player_game_logs').map(row =>
      [brefGameOf(row), row['FGA'], row['PTS'], row['REB'], row['AST'], row['PLUS_MINUS']].join(' '),
    )
    const fromBref = records('player_box_basic')
      .filter(row => row['mp'] !== '' && regular.has(row['bref_game_id'] ?? ''))
      .map(row => [row['bref_game_id'], row['fga'], row['pts'], row['trb'], row['ast'], Number(row['plus_minus'])].join(' '))
    expect(fromBref.toSorted()).toEqual(fromNba.toSorted())
  })

  it('have people whom Basketball-Reference lists and the league never logs', () => {
    const logged = new Set(records('player_game_logs').map(row => row['PLAYER_NAME']))
    const played = new Set(records('player_box_basic').map(row => row['bref_player_id']))
    const only = new Set(
      records('inactives')
        .filter(row => !played.has(row['bref_player_id']))
        .map(row => row['player']),
    )
    expect(only.size).toBeGreaterThan(0)
    expect([...only].filter(name => logged.has(name))).toEqual([])
  })

  it('add team turnovers to the totals only', () => {
    const players = new Map<string, number>()
    for (const row of records('player_box_basic')) {
      const key = `${row['bref_game_id']} ${row['bref_team']}`
      players.set(key, (players.get(key) ?? 0) + Number(row['tov']))
    }
    const extra = records('team_totals')
      .filter(row => row['table'] === 'basic')
      .map(row => Number(row['tov']) - (players.get(`${row['bref_game_id']} ${row['bref_team']}`) ?? 0))
    expect(new Set(extra)).toEqual(new Set([0, 1, 2]))
  })
})

describe('a simulation', () => {
  it('gives the same bytes for the same seed and others for another', () => {
    const once = textOf(request)
    expect(textOf(request)).toBe(once)
    expect(textOf({ ...request, seed: 8 })).not.toBe(once)
  })

  it('of the first days is the beginning of the whole season', () => {
    const wholeLog = file('player_game_logs').text
    const shortLog = [...simulate({ ...request, days: 10 })].find(({ name }) => name.includes('player_game_logs'))?.text ?? ''
    expect(shortLog.length).toBeGreaterThan(2000)
    expect(wholeLog.startsWith(shortLog)).toBe(true)
  })

  it('goes on for several seasons', () => {
    const names = [...simulate({ ...request, seasons: 3, firstSeason: 2022 })].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => name.startsWith('play_by_play/'))).toHaveLength(12)
    expect(names.filter(name => name.includes('schedule'))).toEqual([
      'schedule/schedule_league_v2_2022-23.json',
      'schedule/schedule_league_v2_2023-24.json',
      'schedule/schedule_league_v2_2024-25.json',
    ])
  })

  it('is written into a folder, file by file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'simulated-'))
    try {
      const written = await writeSimulation({ ...request, days: 5 }, path.join(folder, 'feeds'))
      for (const { path: target, bytes } of written) expect((await readFile(target)).byteLength).toBe(bytes)
      expect((await readdir(path.join(folder, 'feeds'))).toSorted()).toEqual([
        ...['arenas', 'basketball_reference', 'injuries', 'nba_api', 'odds_api', 'officials', 'play_by_play', 'rosters', 'schedule', 'shots'],
      ])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it.each([{ teams: 5 }, { teams: 32 }, { games: 0 }, { seasons: 0 }, { seed: 1.5 }, { days: 0 }])('refuses %o', wrong => {
    expect(() => [...simulate({ seasons: 1, seed: 1, ...wrong })]).toThrow(BackcourtError)
  })
})

function withoutHeader(text: string): string {
  return text.startsWith('{') ? text : text.slice(text.indexOf('\n') + 1)
}

interface ScheduledTeam {
  readonly teamTricode: string
  readonly score: number
}

interface ScheduledGame {
  readonly gameStatus: number
  readonly gameCode: string
  readonly gameDateEst: string
  readonly gameDateTimeEst: string
  readonly gameDateTimeUTC: string
  readonly ifNecessary: boolean
  readonly homeTeam: ScheduledTeam
  readonly awayTeam: ScheduledTeam
}

interface ScheduleDocument {
  readonly leagueSchedule: {
    readonly seasonYear: string
    readonly leagueId: string
    readonly gameDates: readonly { readonly gameDate: string; readonly games: readonly ScheduledGame[] }[]
  }
}

function file(name: string): SimulatedFile {
  const found = files.get(name)
  if (!found) throw new Error(`no file ${name}`)
  return found
}

function table(name: string): string[][] {
  return file(name)
    .text.trimEnd()
    .split('\n')
    .map(line => [...`,${line}`.matchAll(/,(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''))
}

function records(name: string): Record<string, string>[] {
  const [header = [], ...rows] = table(name)
  return rows.map(row => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])))
}

function textOf(wanted: SimulationRequest): string {
  return [...simulate(wanted)].map(({ text }) => text).join('')
}

function brefGameOf(row: Record<string, string>): string {
  const [team = '', opponent = ''] = (row['MATCHUP'] ?? '').split(/ @ | vs\. /)
  const home = (row['MATCHUP'] ?? '').includes('@') ? opponent : team
  const codes: Record<string, string> = { BKN: 'BRK', CHA: 'CHO', PHX: 'PHO' }
  return `${(row['GAME_DATE'] ?? '').replaceAll('-', '')}0${codes[home] ?? home}`
}
