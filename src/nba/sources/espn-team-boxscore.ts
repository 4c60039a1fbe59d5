import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { teamMinutes, teamPoints, teamStatistics } from '../statistics.ts'

export const espnTeamBoxscore: Source = defineSource({
  dataset: 'nba_raw',
  name: 'espn_team_boxscore',
  about: 'Team totals from ESPN.',
  tells: 'team totals',
  key: ['feed', 'espn_game_id', 'team_abbr'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    espn_game_id: text('ESPN game id', { required: true }),
    team_abbr: text('Team', { required: true }),
    team_minutes: teamMinutes('Minutes of all players together; not told by the site'),
    ...teamStatistics,
    points: teamPoints,
    team_turnovers: int('Turnovers of the team that are no player’s'),
  },
})
