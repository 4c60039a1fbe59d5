import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { from, nbaGameId, onlyWhere, seasonYearOf, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** Games that are not over carry zeros or a running score. */
const final: Expression = from`${'gameStatus'} = '3'`

export const nbaScheduleV2: Format = defineFormat({
  name: 'NBA schedule v2',
  feed: 'nba_schedule_v2',
  phase: 'schedule',
  parts: [
    {
      target: nbacSchedule,
      signature: [],
      records: {
        root: '$.leagueSchedule.gameDates',
        at: '$.leagueSchedule.gameDates[*].games[*]',
        fields: {
          gameId: '$.gameId',
          gameStatus: '$.gameStatus',
          gameDateEst: '$.gameDateEst',
          gameDateTimeUTC: '$.gameDateTimeUTC',
          homeTricode: '$.homeTeam.teamTricode',
          awayTricode: '$.awayTeam.teamTricode',
          homeScore: '$.homeTeam.score',
          awayScore: '$.awayTeam.score',
          arenaName: '$.arenaName',
          arenaCity: '$.arenaCity',
          arenaState: '$.arenaState',
          isNeutral: '$.isNeutral',
          gameLabel: '$.gameLabel',
          gameSubLabel: '$.gameSubLabel',
          gameSubtype: '$.gameSubtype',
          nationalTv: '$.broadcasters.nationalTvBroadcasters',
          nationalTvNames: '$.broadcasters.nationalTvBroadcasters[*].broadcasterDisplay',
        },
      },
      undecided: from`${'homeTricode'} is null or ${'awayTricode'} is null`,
      game: 'own',
      teams: ['home_team_tricode', 'away_team_tricode'],
      columns: {
        nba_game_id: nbaGameId('gameId'),
        game_date: 'gameDateEst',
        season_year: seasonYearOf(nbaGameId('gameId')),
        home_team_tricode: 'homeTricode',
        away_team_tricode: 'awayTricode',
        game_status: 'gameStatus',
        home_team_score: onlyWhere(final, 'homeScore'),
        away_team_score: onlyWhere(final, 'awayScore'),
        game_datetime_utc: 'gameDateTimeUTC',
        arena_name: 'arenaName',
        arena_city: 'arenaCity',
        arena_state: 'arenaState',
        neutral_site_flag: 'isNeutral',
        has_national_tv: from`cast(${'nationalTv'} <> '[]' as varchar)`,
        national_broadcasters: 'nationalTvNames',
        game_label: 'gameLabel',
        game_sub_label: 'gameSubLabel',
        game_subtype: 'gameSubtype',
      },
    },
  ],
})
