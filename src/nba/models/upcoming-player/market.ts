import { fromUnits } from '../../../sql/operations.ts'
import { sql } from '../../../sql/sql.ts'
import { content, type ModelColumn } from '../../../table/column.ts'
import { ofSide } from '../../facts/lines.ts'
import { WAITING } from '../../waiting.ts'

const points = { unit: 'points', scale: 1 } as const
const share = { waitingFor: WAITING.publicBetting, unit: 'percent', scale: 2 } as const

/** What books offer: lines on his points, spread and total of the game. */
export const ofMarket: Readonly<Record<string, ModelColumn>> = {
  has_prop_line: content.bool('Whether a book offers a line on his points; NULL without a feed of lines for the date', {
    from: sql`case when l.person_id is not null then true when f.nba_game_id is not null then false end`,
  }),
  current_points_line: content.float(
    'Last line of his points before the tip, of DraftKings, else FanDuel, else the first of the others in the order of the alphabet, else a consensus',
    {
      ...points,
      from: fromUnits(sql`l.current_x10`, 1),
    },
  ),
  opening_points_line: content.float('First line of the same book', { ...points, from: fromUnits(sql`l.opening_x10`, 1) }),
  line_movement: content.float('Current less opening line', { ...points, from: fromUnits(sql`l.current_x10 - l.opening_x10`, 1) }),
  current_points_line_source: content.text('Book of the current line', { from: sql`l.book` }),
  opening_points_line_source: content.text('Book of the opening line', { from: sql`case when l.opening_x10 is not null then l.book end` }),
  prop_over_streak: content.int(
    'Games in a row, of his last 10 of the season, above the current line; one at the line does not count. NULL without a line',
    {
      from: sql`case when l.current_x10 is not null then coalesce(s.over_streak, 0) end`,
    },
  ),
  prop_under_streak: content.int(
    'Games in a row, of his last 10 of the season, below the current line; one at the line does not count. NULL without a line',
    {
      from: sql`case when l.current_x10 is not null then coalesce(s.under_streak, 0) end`,
    },
  ),
  game_spread: content.float('Last spread before the tip: points that his team is given, negative for the favourite', {
    ...points,
    from: fromUnits(ofSide(sql`g.home_spread_x10`, sql`t.home_game`), 1),
  }),
  opening_spread: content.float('First spread of the same book', {
    ...points,
    from: fromUnits(ofSide(sql`g.opening_home_spread_x10`, sql`t.home_game`), 1),
  }),
  spread_movement: content.float('Current less opening spread', {
    ...points,
    from: fromUnits(ofSide(sql`(g.home_spread_x10 - g.opening_home_spread_x10)`, sql`t.home_game`), 1),
  }),
  game_spread_source: content.text('Book of the spread; closing for a closing line of no book in particular', { from: sql`g.spread_book` }),
  spread_public_betting_pct: content.float('Share of bets on his team', share),
  game_total: content.float('Last total before the tip: points of both teams that the book expects', {
    ...points,
    from: fromUnits(sql`g.total_x10`, 1),
  }),
  opening_total: content.float('First total of the same book', { ...points, from: fromUnits(sql`g.opening_total_x10`, 1) }),
  total_movement: content.float('Current less opening total', { ...points, from: fromUnits(sql`g.total_x10 - g.opening_total_x10`, 1) }),
  game_total_source: content.text('Book of the total; closing for a closing line of no book in particular', { from: sql`g.total_book` }),
  total_public_betting_pct: content.float('Share of bets on the over', share),
}
