import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId, onlyWhere, seasonYearOf, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

const final: Expression = from`${'gameStatus'} = '3'`

/** The games of a day with status and scores, as the statistics service and the content network serve them. */
export const nbaScoreboardV3: Format = defineFormat({
  name: 'NBA scoreboard v3',
  feed: 'nba_scoreboard',
  phase: 'schedule',
  parts: [
    {
      target: nbacSchedule,
      signature: [],
      records: {
        root: '$.scoreboard.games',
        at: '$.scoreboard.games[*]',
        fields: {
          gameId: '$.gameId',
          gameStatus: '$.gameStatus',
          gameEt: '$.gameEt',
          gameTimeUTC: '$.gameTimeUTC',
          homeTricode: '$.homeTeam.teamTricode',
          awayTricode: '$.awayTeam.teamTricode',
          homeScore: '$.homeTeam.score',
          awayScore: '$.awayTeam.score',
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
        game_label: 'gameLabel',
        game_sub_label: 'gameSubLabel',
        game_subtype: 'gameSubtype',
      },
    },
  ],
})
