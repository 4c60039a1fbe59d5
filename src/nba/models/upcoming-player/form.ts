import { fromUnits, ratio } from '../../../sql/operations.ts'
import { sql, type Sql } from '../../../sql/sql.ts'
import { content, note, type ModelColumn } from '../../../table/column.ts'

/** How far the games of a window suffice for its average. */
function sampleQuality(used: Sql, [excellent, good, limited]: readonly [number, number, number]): Sql {
  return sql`case when ${used} >= ${excellent} then 'excellent' when ${used} >= ${good} then 'good' when ${used} >= ${limited} then 'limited' else 'insufficient' end`
}

/** How he has played: points, usage and shooting over his last games. */
export const ofForm: Readonly<Record<string, ModelColumn>> = {
  projected_usage_rate: content.float('Mean usage rate of his last 10 games of the season', {
    unit: 'percent',
    scale: 1,
    from: fromUnits(sql`c.usage_x10_last_10`, 1),
  }),
  avg_usage_rate_last_7_games: content.float('Mean usage rate of his last 7 games of the season', {
    unit: 'percent',
    scale: 1,
    from: fromUnits(sql`c.usage_x10_last_7`, 1),
  }),
  points_avg_last_5: content.float('Points per game over his last 5 games of the season', {
    unit: 'points',
    scale: 1,
    from: fromUnits(sql`c.points_x10_last_5`, 1),
  }),
  points_avg_last_10: content.float('Points per game over his last 10 games of the season', {
    unit: 'points',
    scale: 1,
    from: fromUnits(sql`c.points_x10_last_10`, 1),
  }),
  l5_games_used: content.int('Games behind averages of the last 5', { from: sql`c.games_of_last_5` }),
  l10_games_used: content.int('Games behind averages of the last 10', { from: sql`c.games_of_last_10` }),
  l5_sample_quality: note.text('excellent with 5 games, good from 3, limited with 2, else insufficient', {
    from: sampleQuality(sql`c.games_of_last_5`, [5, 3, 2]),
  }),
  l10_sample_quality: note.text('excellent with 10 games, good from 7, limited from 5, else insufficient', {
    from: sampleQuality(sql`c.games_of_last_10`, [10, 7, 5]),
  }),
  shooting_pct_decline_last_5: content.float('Field goal percentage of the season so far less that of his last 5 games', {
    formula: 'rounded − rounded',
    scale: 3,
    from: fromUnits(sql`c.field_goals_x1000_season - c.field_goals_x1000_last_5`, 3),
  }),
  fourth_quarter_production_last_7: content.float(
    'Points in fourth quarters per game that he played in the last 7 days; NULL without a game, or when those of one are unknown',
    { unit: 'points', scale: 1, from: ratio(sql`c.fourth_quarter_points_last_7`, sql`c.games_last_7`, 1) },
  ),
}
