import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId, seasonYearOf, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** Games beside box scores v2, by team id. */
export const kaggleGames: Format = defineFormat({
  name: 'Games with box scores v2',
  feed: 'nba_box_score_v2',
  phase: 'schedule',
  parts: [
    {
      target: nbacSchedule,
      signature: ['GAME_DATE_EST', 'GAME_ID', 'HOME_TEAM_ID', 'VISITOR_TEAM_ID', 'PTS_home'],
      game: 'own',
      teams: ['home_team_tricode', 'away_team_tricode'],
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        game_date: dayOf('GAME_DATE_EST'),
        season_year: seasonYearOf(nbaGameId('GAME_ID')),
        home_team_tricode: wholeNumber('HOME_TEAM_ID'),
        away_team_tricode: wholeNumber('VISITOR_TEAM_ID'),
        home_team_score: 'PTS_home',
        away_team_score: 'PTS_away',
      },
    },
  ],
})

/** A team id that a program may have made a fraction of. */
function wholeNumber(column: string): Expression {
  return from`regexp_replace(${column}, '\.0*$', '')`
}
