import { FIRST_DAY } from '../nba/arenas.ts'
import { arenaRows } from '../nba/sources/arenas.ts'
import { nbacInactivePlayers } from '../nba/sources/nbac-inactive-players.ts'
import { nbacRefereeGameAssignments } from '../nba/sources/nbac-referee-game-assignments.ts'
import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { nbacTeamBoxscore } from '../nba/sources/nbac-team-boxscore.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId, onlyWhere, seasonYearOf, verbatim, type Expression } from './expression.ts'
import { teamsOfCode } from './game-code.ts'
import { defineFormat, GAME_OF_DOCUMENT, type Format, type JsonRecords, type PartSpec } from './format.ts'
import { officialColumns } from './officials-v3.ts'
import { timeZone } from './time-zones.ts'

const inDocument: Expression = nbaGameId(GAME_OF_DOCUMENT)
const fullName: Expression = from`concat_ws(' ', ${'FIRST_NAME'}, ${'LAST_NAME'})`

/** What the statistics service told of a game beside its box score, until October 2025. Its officials and inactive players name no game: the request did. */
export const nbaBoxScoreSummaryV2: Format = defineFormat({
  name: 'NBA box score summary v2',
  feed: 'nba_box_score_v2',
  phase: 'facts',
  parts: [
    {
      target: nbacSchedule,
      signature: ['GAME_DATE_EST', 'GAME_ID', 'GAME_STATUS_ID', 'GAMECODE', 'HOME_TEAM_ID', 'VISITOR_TEAM_ID', 'LIVE_PERIOD'],
      game: 'own',
      teams: ['home_team_tricode', 'away_team_tricode'],
      agrees: teamsOfCode('GAMECODE'),
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        game_date: dayOf(from`left(${'GAME_DATE_EST'}, 10)`),
        season_year: seasonYearOf(nbaGameId('GAME_ID')),
        home_team_tricode: 'HOME_TEAM_ID',
        away_team_tricode: 'VISITOR_TEAM_ID',
        game_status: 'GAME_STATUS_ID',
      },
    },
    {
      target: nbacTeamBoxscore,
      signature: [
        'TEAM_ID',
        'TEAM_ABBREVIATION',
        'PTS_PAINT',
        'PTS_2ND_CHANCE',
        'PTS_FB',
        'LEAD_CHANGES',
        'TEAM_TURNOVERS',
        'TOTAL_TURNOVERS',
        GAME_OF_DOCUMENT,
      ],
      game: 'nba_game_id',
      teams: ['team_abbr'],
      columns: {
        nba_game_id: inDocument,
        team_id: 'TEAM_ID',
        team_abbr: 'TEAM_ABBREVIATION',
        turnovers_with_team: 'TOTAL_TURNOVERS',
        points_in_paint: 'PTS_PAINT',
        fast_break_points: 'PTS_FB',
        second_chance_points: 'PTS_2ND_CHANCE',
      },
    },
    {
      target: nbacInactivePlayers,
      signature: ['PLAYER_ID', 'FIRST_NAME', 'LAST_NAME', 'TEAM_ID', 'TEAM_CITY', GAME_OF_DOCUMENT],
      game: 'nba_game_id',
      teams: ['team_abbr'],
      lookups: { player_lookup: fullName },
      columns: { nba_game_id: inDocument, nba_player_id: 'PLAYER_ID', player_full_name: fullName, team_abbr: 'TEAM_ID' },
    },
    {
      target: nbacRefereeGameAssignments,
      signature: ['OFFICIAL_ID', 'FIRST_NAME', 'LAST_NAME', 'JERSEY_NUM', GAME_OF_DOCUMENT],
      game: 'nba_game_id',
      columns: {
        nba_game_id: inDocument,
        official_position: from`cast(row_number() over (partition by source_file, ${inDocument} order by arrival) as varchar)`,
        official_code: 'OFFICIAL_ID',
        official_name: fullName,
        jersey_number: 'JERSEY_NUM',
      },
    },
  ],
})

const ROOT = '$.boxScoreSummary.homeTeam'
const branches = ['homeTeam', 'awayTeam']
const final: Expression = from`${'gameStatus'} = '3'`
const shared = {
  gameId: '$.boxScoreSummary.gameId',
  gameStatus: '$.boxScoreSummary.gameStatus',
  teamTricode: '$.boxScoreSummary.{branch}.teamTricode',
}

const arenaIn: JsonRecords = {
  root: ROOT,
  at: '$.boxScoreSummary.arena',
  fields: { arenaName: '$.arenaName', arenaCity: '$.arenaCity', arenaTimezone: '$.arenaTimezone' },
}

const game: PartSpec = {
  target: nbacSchedule,
  signature: [],
  records: {
    root: ROOT,
    at: '$.boxScoreSummary',
    fields: {
      gameId: '$.gameId',
      gameStatus: '$.gameStatus',
      gameTimeUTC: '$.gameTimeUTC',
      gameEt: '$.gameEt',
      homeTricode: '$.homeTeam.teamTricode',
      awayTricode: '$.awayTeam.teamTricode',
      homeScore: '$.homeTeam.score',
      awayScore: '$.awayTeam.score',
      arenaName: '$.arena.arenaName',
      arenaCity: '$.arena.arenaCity',
      arenaState: '$.arena.arenaState',
      isNeutral: '$.isNeutral',
      gameLabel: '$.gameLabel',
      gameSubLabel: '$.gameSubLabel',
      gameSubtype: '$.gameSubtype',
    },
  },
  game: 'own',
  teams: ['home_team_tricode', 'away_team_tricode'],
  columns: {
    nba_game_id: nbaGameId('gameId'),
    game_date: dayOf(from`left(${'gameEt'}, 10)`),
    season_year: seasonYearOf(nbaGameId('gameId')),
    home_team_tricode: 'homeTricode',
    away_team_tricode: 'awayTricode',
    game_status: 'gameStatus',
    home_team_score: onlyWhere(final, 'homeScore'),
    away_team_score: onlyWhere(final, 'awayScore'),
    game_datetime_utc: 'gameTimeUTC',
    arena_name: 'arenaName',
    arena_city: 'arenaCity',
    arena_state: 'arenaState',
    neutral_site_flag: 'isNeutral',
    game_label: 'gameLabel',
    game_sub_label: 'gameSubLabel',
    game_subtype: 'gameSubtype',
  },
}

const totals: PartSpec = {
  target: nbacTeamBoxscore,
  signature: [],
  records: {
    root: ROOT,
    branches,
    at: '$.boxScoreSummary.postgameCharts.{branch}',
    shared,
    fields: {
      teamId: '$.teamId',
      turnoversTotal: '$.statistics.turnoversTotal',
      pointsInThePaint: '$.statistics.pointsInThePaint',
      pointsFastBreak: '$.statistics.pointsFastBreak',
      pointsSecondChance: '$.statistics.pointsSecondChance',
    },
  },
  where: final,
  game: 'nba_game_id',
  teams: ['team_abbr'],
  columns: {
    nba_game_id: nbaGameId('gameId'),
    team_id: 'teamId',
    team_abbr: 'teamTricode',
    turnovers_with_team: 'turnoversTotal',
    points_in_paint: 'pointsInThePaint',
    fast_break_points: 'pointsFastBreak',
    second_chance_points: 'pointsSecondChance',
  },
}

const name: Expression = from`concat_ws(' ', ${'firstName'}, ${'familyName'})`

/** The same as it is told now. */
export const nbaBoxScoreSummaryV3: Format = defineFormat({
  name: 'NBA box score summary v3',
  feed: 'nba_box_score_v3',
  phase: 'facts',
  parts: [
    game,
    totals,
    {
      target: nbacInactivePlayers,
      signature: [],
      records: {
        root: ROOT,
        branches,
        at: '$.boxScoreSummary.{branch}.inactives[*]',
        shared,
        fields: { personId: '$.personId', firstName: '$.firstName', familyName: '$.familyName' },
      },
      game: 'nba_game_id',
      teams: ['team_abbr'],
      lookups: { player_lookup: name },
      columns: { nba_game_id: nbaGameId('gameId'), nba_player_id: 'personId', player_full_name: name, team_abbr: 'teamTricode' },
    },
    {
      target: nbacRefereeGameAssignments,
      signature: [],
      records: {
        root: ROOT,
        at: '$.boxScoreSummary.officials[*]',
        shared: { gameId: '$.boxScoreSummary.gameId' },
        fields: { personId: '$.personId', name: '$.name', jerseyNum: '$.jerseyNum', assignment: '$.assignment' },
      },
      game: 'nba_game_id',
      columns: officialColumns(nbaGameId('gameId')),
    },
    {
      target: arenaRows,
      signature: [],
      records: arenaIn,
      where: from`${'arenaName'} is not null`,
      columns: {
        arena_name: 'arenaName',
        team_abbr: from`''`,
        first_day: verbatim(`'${FIRST_DAY}'`),
        arena_city: 'arenaCity',
        time_zone: timeZone('arenaTimezone'),
      },
    },
  ],
})
