import { float, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const nbacTeamBoxscore: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_team_boxscore',
  about: 'Team totals from NBA.com: LeagueGameLog and box score v2. Turnovers are the players’ sum.',
  key: ['feed', 'nba_game_id', 'team_abbr'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    team_id: int('NBA team id'),
    team_abbr: text('Team', { required: true }),
    team_name: text('Name of the team as the feed writes it'),
    minutes: text('Minutes of all players together as the feed writes them: 240 or 265:00', { unit: 'minutes' }),
    player_minutes: int('Minutes of all players together, rounded by the feed', { unit: 'minutes' }),
    points: int('Points', { between: [0, 300], unit: 'points', required: true }),
    fg_made: int('Field goals made', { between: [0, 150], atMost: 'fg_attempted' }),
    fg_attempted: int('Field goals attempted', { between: [0, 250] }),
    three_pt_made: int('Three-pointers made', { between: [0, 80], atMost: 'three_pt_attempted' }),
    three_pt_attempted: int('Three-pointers attempted', { between: [0, 150], atMost: 'fg_attempted' }),
    ft_made: int('Free throws made', { between: [0, 100], atMost: 'ft_attempted' }),
    ft_attempted: int('Free throws attempted', { between: [0, 150] }),
    offensive_rebounds: int('Offensive rebounds of players', { between: [0, 100] }),
    defensive_rebounds: int('Defensive rebounds of players', { between: [0, 120] }),
    total_rebounds: int('Rebounds of players', { between: [0, 180] }),
    assists: int('Assists', { between: [0, 120] }),
    steals: int('Steals', { between: [0, 60] }),
    blocks: int('Blocks', { between: [0, 60] }),
    turnovers: int('Turnovers of players, without team turnovers', { between: [0, 80] }),
    personal_fouls: int('Personal fouls', { between: [0, 100] }),
    plus_minus: float('Score margin as the feed gives it; not reliable, use the points', { unit: 'points' }),
  },
})
