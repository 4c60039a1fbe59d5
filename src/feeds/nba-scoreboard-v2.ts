import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId, seasonYearOf } from './expression.ts'
import { teamsOfCode } from './game-code.ts'
import { defineFormat, type Format } from './format.ts'

/** The games of a day by team id: when and whether they are over, without scores. */
export const nbaScoreboardV2: Format = defineFormat({
  name: 'NBA scoreboard v2',
  feed: 'nba_scoreboard',
  phase: 'schedule',
  parts: [
    {
      target: nbacSchedule,
      signature: ['GAME_DATE_EST', 'GAME_ID', 'GAME_STATUS_ID', 'GAMECODE', 'HOME_TEAM_ID', 'VISITOR_TEAM_ID'],
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
  ],
})
