import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { evening, game, GAME, OTHER, Workspace } from './workspace.ts'

let space: Workspace
beforeEach(async () => {
  space = await Workspace.open()
})
afterEach(() => space.close())

const counts = { assists: 5, blocks: 1, steals: 2, fieldGoalsAttempted: 15, fieldGoalsMade: 8, threePointersAttempted: 4, threePointersMade: 2 }
const counted = { ...counts, freeThrowsAttempted: 2, freeThrowsMade: 2, reboundsDefensive: 6, reboundsOffensive: 1, foulsPersonal: 3, turnovers: 2 }
const ofPlayer = { ...counted, points: 20, reboundsTotal: 7, plusMinusPoints: 4 }

function rows(columns: string, table: string): Promise<readonly unknown[]> {
  return space.rows(`select ${columns} from nba_raw.${table} where ended_by is null order by all`)
}

/** A live box score with a starter, one who stayed on the bench, and one who is hurt. */
function live(gameStatus: number, gameId = GAME): object {
  const team = (teamTricode: string, first: number): object => ({
    teamId: first,
    teamName: teamTricode,
    teamTricode,
    score: 20,
    players: [
      {
        status: 'ACTIVE',
        personId: first,
        starter: '1',
        played: '1',
        name: `Ann ${teamTricode}`,
        statistics: { ...ofPlayer, minutes: 'PT24M56.00S' },
      },
      {
        status: 'ACTIVE',
        personId: first + 1,
        starter: '0',
        played: '0',
        name: `Bo ${teamTricode}`,
        notPlayingReason: 'DNP_COACH',
        statistics: ofPlayer,
      },
      {
        ...{ status: 'INACTIVE', personId: first + 2, starter: '0', played: '0', name: `Cy ${teamTricode}`, statistics: ofPlayer },
        ...{ notPlayingReason: 'INACTIVE_INJURY', notPlayingDescription: 'Right knee' },
      },
    ],
    statistics: {
      ...{ ...counted, points: 20, reboundsTotal: 15, reboundsPersonal: 7, minutes: 'PT240M00.00S', turnoversTeam: 1, turnoversTotal: 3 },
      ...{ pointsInThePaint: 8, pointsFastBreak: 6, pointsSecondChance: 4 },
    },
  })
  const when = { gameTimeUTC: '2021-10-19T23:30:00Z', gameEt: '2021-10-19T19:30:00-04:00' }
  const arena = { arenaName: 'Fiserv Forum', arenaCity: 'Milwaukee', arenaState: 'WI' }
  return { meta: {}, game: { gameId, ...when, gameStatus, arena, homeTeam: team('MIL', 10), awayTeam: team('BKN', 20) } }
}

const jsonFile = (name: string, document: object): string => space.file(name, JSON.stringify(document))

describe('a live box score', () => {
  it('of a game that is over fills the schedule, lines, inactive lists and totals', async () => {
    const report = await space.import([jsonFile('box.json', live(3))])
    expect(report.quarantined).toBe(0)
    expect(await rows('game_id, game_status, home_team_score, game_datetime_utc, arena_name', 'nbac_schedule')).toEqual([
      { game_id: '20211019_BKN_MIL', game_status: 3, home_team_score: 20, game_datetime_utc: '2021-10-19T23:30:00.000Z', arena_name: 'Fiserv Forum' },
    ])
    expect(await rows('player_full_name, player_status, starter, seconds_played, points', 'nbac_player_boxscores')).toEqual([
      { player_full_name: 'Ann BKN', player_status: 'active', starter: true, seconds_played: 1496, points: 20 },
      { player_full_name: 'Ann MIL', player_status: 'active', starter: true, seconds_played: 1496, points: 20 },
      { player_full_name: 'Bo BKN', player_status: 'dnp', starter: false, seconds_played: null, points: null },
      { player_full_name: 'Bo MIL', player_status: 'dnp', starter: false, seconds_played: null, points: null },
    ])
    expect(await rows('player_full_name, team_abbr, reason, description', 'nbac_inactive_players')).toEqual([
      { player_full_name: 'Cy BKN', team_abbr: 'BKN', reason: 'INACTIVE_INJURY', description: 'Right knee' },
      { player_full_name: 'Cy MIL', team_abbr: 'MIL', reason: 'INACTIVE_INJURY', description: 'Right knee' },
    ])
  })

  it('counts rebounds of players alone, and turnovers of the team apart', async () => {
    await space.import([jsonFile('box.json', live(3))])
    expect(await rows('distinct player_minutes, total_rebounds, turnovers, turnovers_with_team, points_in_paint', 'nbac_team_boxscore')).toEqual([
      { player_minutes: 240, total_rebounds: 7, turnovers: 2, turnovers_with_team: 3, points_in_paint: 8 },
    ])
  })

  it.each([1, 2])('of status %i is a fixture without statistics', async status => {
    await space.import([jsonFile('box.json', live(status))])
    expect(await rows('game_status, home_team_score', 'nbac_schedule')).toEqual([{ game_status: status, home_team_score: null }])
    expect(await rows('player_full_name', 'nbac_player_boxscores')).toEqual([])
    expect(await rows('team_abbr', 'nbac_team_boxscore')).toEqual([])
    expect(await rows('count(*) as listed', 'nbac_inactive_players')).toEqual([{ listed: 2 }])
  })
})

describe('live files of a folder', () => {
  const actions = (gameId: string, texts: readonly string[]): object => ({
    game: { gameId, actions: texts.map((description, place) => ({ ...actionAt(place), description })) },
  })
  const actionAt = (place: number): object => ({
    ...{ actionNumber: place + 1, orderNumber: place + 1, clock: 'PT12M00.00S', period: 1, timeActual: '2021-10-19T23:30:00Z' },
    ...{ actionType: 'period', subType: 'start', qualifiers: [] },
  })

  it('are read together, however they are written, each row with its own file and place', async () => {
    const compact = jsonFile('live/compact.json', actions(GAME, ['one', 'two']))
    const indented = space.file('live/indented.json', JSON.stringify(actions(OTHER, ['three']), undefined, 2))
    const several = ['0022100003', '0022100004'].map((game, place) => actions(game, [`four ${place}`, `five ${place}`]))
    const list = jsonFile('live/list.json', several)
    const packed = space.gzipped('live/packed.json.gz', JSON.stringify(actions('0022100005', ['six'])))
    const games = ['0022100003', '0022100004', '0022100005'].map((gid, place) => game(gid, `2021-10-2${place} BKN@MIL`))
    const report = await space.import([space.csv('schedule.csv', [...evening, ...games]), compact, indented, list, packed])
    expect(report).toMatchObject({ quarantined: 0, unrecognised: [] })
    expect(await rows('source_file, source_row, nba_game_id, event_description as told', 'nbac_play_by_play')).toEqual([
      { source_file: compact, source_row: 1, nba_game_id: GAME, told: 'one' },
      { source_file: compact, source_row: 2, nba_game_id: GAME, told: 'two' },
      { source_file: indented, source_row: 1, nba_game_id: OTHER, told: 'three' },
      ...['four 0', 'five 0', 'four 1', 'five 1'].map((told, place) => ({
        ...{ source_file: list, source_row: place + 1, nba_game_id: place < 2 ? '0022100003' : '0022100004', told },
      })),
      { source_file: packed, source_row: 1, nba_game_id: '0022100005', told: 'six' },
    ])
  })

  it('of which one breaks off land without that one', async () => {
    const whole = [jsonFile('a.json', live(3)), jsonFile('c.json', live(3, OTHER))]
    const half = space.file('b.json', JSON.stringify(live(3, '0022100003')).slice(0, 1500))
    const report = await space.import([...whole, half].toSorted())
    expect(report.unrecognised.map(({ path }) => path)).toEqual([half])
    expect(await rows('distinct nba_game_id', 'nbac_player_boxscores')).toEqual([{ nba_game_id: GAME }, { nba_game_id: OTHER }])
  })
})

describe('a box score v3', () => {
  it('tells seconds, starters by their position, and why others did not play', async () => {
    const player = (id: number, more: object): object => ({ personId: id, firstName: 'Ann', familyName: `Archer ${id}`, comment: '', ...more })
    const homeTeam = {
      teamId: 1,
      teamName: 'Bucks',
      teamTricode: 'MIL',
      players: [
        player(1, { position: 'F', statistics: { ...ofPlayer, minutes: '30:49' } }),
        player(2, { position: '', comment: "DNP - Coach's Decision", statistics: { ...ofPlayer, minutes: '' } }),
      ],
      statistics: { ...ofPlayer, minutes: '240:00' },
    }
    const awayTeam = { ...homeTeam, teamTricode: 'BKN', players: [] }
    const box = jsonFile('v3.json', { meta: {}, boxScoreTraditional: { gameId: GAME, homeTeam, awayTeam } })
    await space.import([space.csv('schedule.csv', evening), box])
    expect(await rows('player_full_name, seconds_played, starter, points, dnp_reason', 'nbac_player_boxscores')).toEqual([
      { player_full_name: 'Ann Archer 1', seconds_played: 1849, starter: true, points: 20, dnp_reason: null },
      { player_full_name: 'Ann Archer 2', seconds_played: null, starter: false, points: null, dnp_reason: "DNP - Coach's Decision" },
    ])
    expect(await rows('team_abbr, player_minutes', 'nbac_team_boxscore')).toEqual([
      { team_abbr: 'BKN', player_minutes: 240 },
      { team_abbr: 'MIL', player_minutes: 240 },
    ])
  })
})

describe('a league schedule', () => {
  it('counts games whose teams are not known yet as undecided', async () => {
    const scheduled = (gameId: string, home: string, away: string): object => ({
      ...{ gameId, gameStatus: 1, gameDateEst: '2022-04-16T00:00:00Z', gameDateTimeUTC: '2022-04-16T17:00:00Z' },
      ...{ homeTeam: { teamTricode: home, score: 0 }, awayTeam: { teamTricode: away, score: 0 }, broadcasters: { nationalTvBroadcasters: [] } },
    })
    const games = [scheduled('0042100101', 'MIL', 'CHI'), scheduled('0042100102', '', '')]
    const report = await space.import([jsonFile('schedule.json', { leagueSchedule: { gameDates: [{ games }] } })])
    expect(report.files[0]?.tables).toMatchObject([{ read: 2, stored: 1, undecided: 1, rejected: 0 }])
    expect(report.quarantined).toBe(0)
    expect(report.warnings.filter(warning => warning.includes('quarantine'))).toEqual([])
  })
})
