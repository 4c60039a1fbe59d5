import { float, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { teamMinutes, teamPoints, teamStatistics } from '../statistics.ts'

export const nbacTeamBoxscore: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_team_boxscore',
  about: 'Team totals from NBA.com: LeagueGameLog and box score v2. Turnovers are the players’ sum.',
  tells: 'team totals',
  key: ['feed', 'nba_game_id', 'team_abbr'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    team_id: int('NBA team id'),
    team_abbr: text('Team', { required: true }),
    team_name: text('Name of the team as the feed writes it'),
    minutes: text('Minutes of all players together as the feed writes them: 240 or 265:00', { unit: 'minutes' }),
    player_minutes: teamMinutes('Minutes of all players together, rounded by the feed'),
    ...teamStatistics,
    points: { ...teamPoints, required: false },
    turnovers_with_team: int('Turnovers, team turnovers included, where the feed tells them', { between: [0, 80] }),
    points_in_paint: int('Points in the paint, where the feed tells them', { between: [0, 200], unit: 'points' }),
    fast_break_points: int('Points on fast breaks, where the feed tells them', { between: [0, 200], unit: 'points' }),
    second_chance_points: int('Points on second chances, where the feed tells them', { between: [0, 200], unit: 'points' }),
    plus_minus: float('Score margin as the feed gives it; not reliable, use the points', { unit: 'points' }),
  },
})
