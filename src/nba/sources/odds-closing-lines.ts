import { float, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const oddsClosingLines: Source = defineSource({
  dataset: 'nba_raw',
  name: 'odds_closing_lines',
  about: 'Closing lines of games: spread, total and moneylines of no book in particular, without the time at which they stood.',
  tells: 'closing line',
  key: ['feed', 'nba_game_id'],
  ofGame: true,
  knownAt: 'tip',
  columns: {
    home_team_abbr: text('Home team, as the file has it', { required: true }),
    away_team_abbr: text('Away team, as the file has it', { required: true }),
    favored_team_abbr: text('Team that gives the points; in a pick’em, which one is named means nothing'),
    spread: float('Points that the favourite gives, without a sign', { between: [0, 60], unit: 'points' }),
    total: float('Points of both teams that are expected', { between: [100, 350], unit: 'points' }),
    home_moneyline: int('American odds that the home team wins'),
    away_moneyline: int('American odds that the away team wins'),
  },
})
