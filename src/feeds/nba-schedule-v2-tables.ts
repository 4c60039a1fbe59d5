import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId, onlyWhere, seasonYearOf, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

const final: Expression = from`regexp_full_match(${'gameStatus'}, '3(\.0*)?')`

/** The league schedule flattened into one row a game. */
export const nbaScheduleV2Tables: Format = defineFormat({
  name: 'NBA schedule v2, table',
  feed: 'nba_schedule_v2',
  phase: 'schedule',
  parts: [
    {
      target: nbacSchedule,
      signature: ['gameId', 'gameDateEst', 'gameStatus', 'homeTeam_teamTricode', 'awayTeam_teamTricode'],
      optional: [
        'gameDateTimeUTC',
        'arenaName',
        'arenaCity',
        'arenaState',
        'isNeutral',
        'gameLabel',
        'gameSubLabel',
        'gameSubtype',
        'homeTeam_score',
        'awayTeam_score',
      ],
      game: 'own',
      teams: ['home_team_tricode', 'away_team_tricode'],
      columns: {
        nba_game_id: nbaGameId('gameId'),
        game_date: dayOf(from`left(${'gameDateEst'}, 10)`),
        season_year: seasonYearOf(nbaGameId('gameId')),
        home_team_tricode: 'homeTeam_teamTricode',
        away_team_tricode: 'awayTeam_teamTricode',
        game_status: 'gameStatus',
        home_team_score: onlyWhere(final, 'homeTeam_score'),
        away_team_score: onlyWhere(final, 'awayTeam_score'),
        game_datetime_utc: 'gameDateTimeUTC',
        arena_name: 'arenaName',
        arena_city: 'arenaCity',
        arena_state: 'arenaState',
        neutral_site_flag: 'isNeutral',
        game_label: 'gameLabel',
        game_sub_label: 'gameSubLabel',
        game_subtype: 'gameSubtype',
      },
    },
  ],
})
