import { raw, sql, type Sql } from '../../sql/sql.ts'
import { personColumns } from '../person-ids.ts'
import { sourcesOf } from '../sources/index.ts'
import { unionAll } from './items.ts'

const lines: Sql = unionAll(
  sourcesOf('stat line').map(
    source => sql`
      select r.nba_game_id, r.team_abbr, r.player_status as how, ${personColumns(source)} from ${source} as r`,
  ),
)

/** Every row of a box score or inactive list: game, team, how the person is listed (active, dnp, inactive), issuer and id of the person. */
export const listings: Sql = unionAll([
  lines,
  ...sourcesOf('inactive list').map(
    source => sql`
      select r.nba_game_id, r.team_abbr, ${raw(`'inactive'`)} as how, ${personColumns(source)} from ${source} as r`,
  ),
])

/** Those of them that have a stat line. */
export const playedListings: Sql = sql`select * from (${lines}) as lines where how = 'active'`
