import { ratio } from '../../../sql/operations.ts'
import { sql } from '../../../sql/sql.ts'
import { content, type ModelColumn } from '../../../table/column.ts'

/** The games after this one, of his team and of the opponent. */
export const ofScheduleAhead: Readonly<Record<string, ModelColumn>> = {
  next_game_days_rest: content.int('Days to the team’s next game of the season', { unit: 'days', from: sql`t.next_day - c.day` }),
  games_in_next_7_days: content.int('Games of the team from 1 to 7 days after', { from: sql`t.games_next_7` }),
  next_opponent_win_pct: content.float('Share of games that the next opponent has won in the season', {
    scale: 3,
    from: ratio(sql`t.next_opponent_wins`, sql`t.next_opponent_games`, 3),
  }),
  next_game_is_primetime: content.bool('Whether the team’s next game is on national television', { from: sql`t.next_national_tv` }),
  opponent_days_rest: content.int('Days since the opponent’s previous game; 1 is a back-to-back', {
    unit: 'days',
    from: sql`o.days_since_last_game`,
  }),
  opponent_games_in_next_7_days: content.int('Games of the opponent from 1 to 7 days after', { from: sql`o.games_next_7` }),
  opponent_next_game_days_rest: content.int('Days to the opponent’s next game of the season', { unit: 'days', from: sql`o.next_day - c.day` }),
}
