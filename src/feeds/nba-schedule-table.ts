import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import { dayByCode } from './dates.ts'
import { from, nbaGameId, seasonYearOf } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

export const nbaScheduleTable: Format = defineFormat({
  name: 'NBA schedule table',
  feed: 'nba_schedule_table',
  phase: 'schedule',
  parts: [
    {
      target: nbacSchedule,
      signature: ['gid', 'gcode', 'home', 'away'],
      optional: ['national_tv'],
      game: 'own',
      teams: ['home_team_tricode', 'away_team_tricode'],
      columns: {
        nba_game_id: nbaGameId('gid'),
        game_date: dayByCode('date', 'gcode'),
        season_year: seasonYearOf(nbaGameId('gid')),
        home_team_tricode: 'home',
        away_team_tricode: 'away',
        home_team_score: 'home_score',
        away_team_score: 'away_score',
        has_national_tv: from`cast(lower(${'national_tv'}) <> 'no' as varchar)`,
        national_broadcasters: from`case when lower(${'national_tv'}) <> 'no' then ${'national_tv'} end`,
      },
    },
  ],
})
