import { FIRST_DAY } from '../nba/arenas.ts'
import { arenaRows } from '../nba/sources/arenas.ts'
import { nbacInactivePlayers } from '../nba/sources/nbac-inactive-players.ts'
import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { nbacRefereeGameAssignments } from '../nba/sources/nbac-referee-game-assignments.ts'
import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { nbacTeamBoxscore } from '../nba/sources/nbac-team-boxscore.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId, onlyWhere, seasonYearOf, verbatim, type Expression } from './expression.ts'
import { defineFormat, type Format, type JsonRecords, type PartSpec } from './format.ts'
import { minutesOfTeam, secondsIfTold } from './minutes.ts'
import { officialColumns } from './officials-v3.ts'
import { countsOfPlayers, countsOfTeams, statisticsWithin, V3_STATISTICS, type Spellings } from './spelled-statistics.ts'
import { timeZone } from './time-zones.ts'

const ROOT = '$.game.homeTeam.players'
const branches = ['homeTeam', 'awayTeam']

/** A game that is not over counts as a fixture; what its players have done so far is no statistic. */
const final: Expression = from`${'gameStatus'} = '3'`
const played: Expression = from`${'played'} = '1'`

const shared: Readonly<Record<string, string>> = {
  gameId: '$.game.gameId',
  gameStatus: '$.game.gameStatus',
  teamTricode: '$.game.{branch}.teamTricode',
}

const counted = statisticsWithin('$.statistics')

const people: JsonRecords = {
  root: ROOT,
  branches,
  at: '$.game.{branch}.players[*]',
  shared,
  fields: {
    personId: '$.personId',
    name: '$.name',
    status: '$.status',
    played: '$.played',
    starter: '$.starter',
    reason: '$.notPlayingReason',
    description: '$.notPlayingDescription',
    ...counted,
  },
}

const fixture: PartSpec = {
  target: nbacSchedule,
  signature: [],
  records: {
    root: ROOT,
    at: '$.game',
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
  },
}

const players: PartSpec = {
  target: nbacPlayerBoxscores,
  signature: [],
  records: people,
  where: from`${final} and ${'status'} = 'ACTIVE'`,
  game: 'nba_game_id',
  teams: ['team_abbr'],
  lookups: { player_lookup: 'name' },
  columns: {
    nba_game_id: nbaGameId('gameId'),
    nba_player_id: 'personId',
    player_full_name: 'name',
    team_abbr: 'teamTricode',
    player_status: from`case when ${played} then 'active' else 'dnp' end`,
    dnp_reason: from`case when not (${played}) then coalesce(${'description'}, ${'reason'}) end`,
    starter: 'starter',
    minutes: onlyWhere(played, 'minutes'),
    seconds_played: onlyWhere(played, secondsIfTold('minutes')),
    ...countsOfPlayers(V3_STATISTICS, mapping => onlyWhere(played, mapping)),
    plus_minus: onlyWhere(played, 'plusMinusPoints'),
  },
}

const inactive: PartSpec = {
  target: nbacInactivePlayers,
  signature: [],
  records: people,
  where: from`${'status'} = 'INACTIVE'`,
  game: 'nba_game_id',
  teams: ['team_abbr'],
  lookups: { player_lookup: 'name' },
  columns: {
    nba_game_id: nbaGameId('gameId'),
    nba_player_id: 'personId',
    player_full_name: 'name',
    team_abbr: 'teamTricode',
    reason: 'reason',
    description: 'description',
  },
}

/** The total of rebounds counts those of the team in, which are no player’s. */
const ofTeam: Spellings = { ...V3_STATISTICS, total_rebounds: 'reboundsPersonal' }

const teams: PartSpec = {
  target: nbacTeamBoxscore,
  signature: [],
  records: {
    root: ROOT,
    branches,
    at: '$.game.{branch}',
    shared,
    fields: {
      teamId: '$.teamId',
      teamName: '$.teamName',
      reboundsPersonal: '$.statistics.reboundsPersonal',
      turnoversTotal: '$.statistics.turnoversTotal',
      pointsInThePaint: '$.statistics.pointsInThePaint',
      pointsFastBreak: '$.statistics.pointsFastBreak',
      pointsSecondChance: '$.statistics.pointsSecondChance',
      ...counted,
    },
  },
  where: final,
  game: 'nba_game_id',
  teams: ['team_abbr'],
  columns: {
    nba_game_id: nbaGameId('gameId'),
    team_id: 'teamId',
    team_abbr: 'teamTricode',
    team_name: 'teamName',
    minutes: 'minutes',
    player_minutes: minutesOfTeam('minutes'),
    ...countsOfTeams(ofTeam),
    turnovers_with_team: 'turnoversTotal',
    points_in_paint: 'pointsInThePaint',
    fast_break_points: 'pointsFastBreak',
    second_chance_points: 'pointsSecondChance',
  },
}

const officials: PartSpec = {
  target: nbacRefereeGameAssignments,
  signature: [],
  records: {
    root: ROOT,
    at: '$.game.officials[*]',
    shared: { gameId: '$.game.gameId' },
    fields: { personId: '$.personId', name: '$.name', jerseyNum: '$.jerseyNum', assignment: '$.assignment' },
  },
  game: 'nba_game_id',
  columns: officialColumns(nbaGameId('gameId')),
}

/** Where it is played: no coordinates, but a time zone. */
const arena: PartSpec = {
  target: arenaRows,
  signature: [],
  records: {
    root: ROOT,
    at: '$.game.arena',
    fields: { arenaName: '$.arenaName', arenaCity: '$.arenaCity', arenaTimezone: '$.arenaTimezone' },
  },
  where: from`${'arenaName'} is not null and ${'arenaTimezone'} is not null`,
  columns: {
    arena_name: 'arenaName',
    team_abbr: from`''`,
    first_day: verbatim(`'${FIRST_DAY}'`),
    arena_city: 'arenaCity',
    time_zone: timeZone('arenaTimezone'),
  },
}

/** The live box score of the content network: what NBA.com serves of a game, from before the tip on. */
export const nbaLiveBoxScore: Format = defineFormat({
  name: 'NBA live box score',
  feed: 'nba_live',
  phase: 'facts',
  parts: [fixture, players, inactive, officials, teams, arena],
})
