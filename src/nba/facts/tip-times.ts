import { firstKnown } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { sourcesOf } from '../sources/index.ts'
import { unionAll } from './items.ts'
import { scheduleGames } from './schedule-games.ts'

/** Tips that pages of games tell. */
const pages: Sql = unionAll(sourcesOf('game page').map(source => sql` select nba_game_id, tip_utc from ${source}`))

/** Tips that books were told, at one time and another. */
const commences: Sql = unionAll(
  [...sourcesOf('game line'), ...sourcesOf('points line')].map(source => sql` select nba_game_id, commence_time as tip_utc from ${source}`),
)

export const tipTimes: SharedQuery = defineShared({
  name: 'tip_times',
  about:
    'When each game tips off: by the schedule, else by the page of the game, else the earliest time that a book was told, which drifts to the real start.',
  query: sql`
    select nba_game_id, ${firstKnown(sql`tip_utc`, sql`place`)} as tip_utc
    from (
      select nba_game_id, 1 as place, tip_utc from ${scheduleGames}
      union all
      select nba_game_id, 2 as place, max(tip_utc) as tip_utc from (${pages}) as p group by nba_game_id
      union all
      select nba_game_id, 3 as place, min(tip_utc) as tip_utc from (${commences}) as c group by nba_game_id
    ) as told
    where tip_utc is not null
    group by nba_game_id`,
})
