import { factsOf } from '../nba/sources/index.ts'
import { sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'
import { gameAt, type ScheduledGame } from './schedule.ts'

/** The games that a store knows: the schedule of the content network is that of one season. */
export async function gamesInStore(store: Store): Promise<ScheduledGame[]> {
  const query = sql`
    select nba_game_id as id, max(game_date) as date, max(game_datetime_utc) as tip, count(home_team_score) as scores
    from ${factsOf('fixture')}
    group by nba_game_id`
  const rows = await store.rows<{ id: string; date: string; tip: string | null; scores: number }>(compileQuery(query, store))
  return rows.map(({ scores, ...told }) => gameAt({ ...told, over: scores > 0 })).filter(({ id }) => /^00[2456]/.test(id))
}
