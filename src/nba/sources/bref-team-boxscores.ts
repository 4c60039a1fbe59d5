import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { teamMinutes, teamPoints, teamStatistics } from '../statistics.ts'

const { turnovers: _, ...withoutTurnovers } = teamStatistics

export const brefTeamBoxscores: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bref_team_boxscores',
  about: 'Team totals from Basketball-Reference. Turnovers include team turnovers.',
  tells: 'team totals',
  key: ['bref_game_id', 'team_abbr'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    bref_game_id: text('Basketball-Reference game id: date and home team', { required: true }),
    team_abbr: text('Team', { required: true }),
    team_minutes: teamMinutes('Minutes of all players together'),
    ...withoutTurnovers,
    points: teamPoints,
    turnovers_with_team: int('Turnovers, team turnovers included', { between: [0, 80] }),
  },
})
