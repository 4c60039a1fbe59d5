import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const brefTeamBoxscores: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bref_team_boxscores',
  about: 'Team totals from Basketball-Reference. Turnovers include team turnovers.',
  key: ['bref_game_id', 'team_abbr'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    bref_game_id: text('Basketball-Reference game id: date and home team', { required: true }),
    team_abbr: text('Team', { required: true }),
    team_minutes: int('Minutes of all players together', { unit: 'minutes' }),
    points: int('Points', { unit: 'points', required: true }),
    fg_made: int('Field goals made'),
    fg_attempted: int('Field goals attempted'),
    three_pt_made: int('Three-pointers made'),
    three_pt_attempted: int('Three-pointers attempted'),
    ft_made: int('Free throws made'),
    ft_attempted: int('Free throws attempted'),
    offensive_rebounds: int('Offensive rebounds of players'),
    defensive_rebounds: int('Defensive rebounds of players'),
    total_rebounds: int('Rebounds of players'),
    assists: int('Assists'),
    steals: int('Steals'),
    blocks: int('Blocks'),
    turnovers_with_team: int('Turnovers, team turnovers included'),
    personal_fouls: int('Personal fouls'),
  },
})
