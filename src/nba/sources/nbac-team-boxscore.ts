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
    turnovers: int('Turnovers of players, without team turnovers'),
    personal_fouls: int('Personal fouls'),
    plus_minus: float('Score margin as the feed gives it; not reliable, use the points', { unit: 'points' }),
  },
})
