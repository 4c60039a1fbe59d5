import { fromUnits } from '../../../sql/operations.ts'
import { sql } from '../../../sql/sql.ts'
import { content, type ModelColumn } from '../../../table/column.ts'

/** How the opponent has played: pace and defence over its last 10 games. */
export const ofOpponent: Readonly<Record<string, ModelColumn>> = {
  pace_differential: content.float('Pace of his team less that of the opponent, each over its last 10 games of the season', {
    unit: 'per 48 minutes',
    formula: 'rounded mean − rounded mean',
    scale: 1,
    from: fromUnits(sql`t.pace_x10_last_ten - o.pace_x10_last_ten`, 1),
  }),
  opponent_pace_last_10: content.float('Mean pace of the opponent’s last 10 games of the season', {
    unit: 'per 48 minutes',
    scale: 1,
    from: fromUnits(sql`o.pace_x10_last_ten`, 1),
  }),
  opponent_ft_rate_allowed: content.float(
    'Free throws that the opponent allowed per 100 possessions of pace, mean of its last 10 games of the season',
    {
      formula: 'mean of 100 × opponents’ FTA ÷ pace, each rounded to 3 decimals',
      scale: 3,
      from: fromUnits(sql`o.ft_rate_allowed_x1000_last_ten`, 3),
    },
  ),
  opponent_def_rating_last_10: content.float('Mean defensive rating of the opponent’s last 10 games of the season', {
    unit: 'per 100 possessions',
    scale: 2,
    from: fromUnits(sql`o.defensive_rating_x100_last_ten`, 2),
  }),
}
