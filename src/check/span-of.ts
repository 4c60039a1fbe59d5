import type { DayRange } from '../calendar.ts'
import { games } from '../nba/facts/games.ts'
import type { Span } from '../sql/dialect.ts'
import { inRange } from '../sql/operations.ts'
import { sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'

/** A range with the seasons whose games lie in it. */
export async function spanOf(store: Store, range: DayRange): Promise<Span> {
  const everything: Span = { firstDay: range.first, lastDay: range.last, firstSeason: 0, lastSeason: 9999 }
  const query = sql`select coalesce(min(season_year), 0) as first, coalesce(max(season_year), 0) as last from ${games} where ${inRange('game_date')}`
  const [row] = await store.rows<{ first: number; last: number }>(compileQuery(query, { dialect: store.dialect, span: everything }))
  return { ...everything, firstSeason: row?.first ?? 0, lastSeason: row?.last ?? 0 }
}
