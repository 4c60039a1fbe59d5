import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { sourcesOf } from '../sources/index.ts'
import { unionAll } from './items.ts'

const countedTotals: SharedQuery = defineShared({
  name: 'counted_totals',
  about: 'Games and teams whose totals a feed tells; a summary tells some of them without points.',
  query: unionAll(sourcesOf('team totals').map(source => sql` select nba_game_id, team_abbr from ${source} where points is not null`)),
})

/** A row of game and team for each box score row of any source, and whether it is a stat line (1 or 0), to be narrowed and made distinct by whoever reads it. */
export const boxRows: Sql = unionAll([
  sql`
    select nba_game_id, team_abbr, 0 as lined from ${countedTotals}`,
  ...sourcesOf('stat line').map(
    source => sql`
    select nba_game_id, team_abbr, 1 as lined from ${source} where player_status = 'active'`,
  ),
])

export const boxTeams: SharedQuery = defineShared({
  name: 'box_teams',
  about: 'The teams that have a box score in any feed, and whether stat lines of players are among it, one row per game and team.',
  query: sql`select nba_game_id, team_abbr, max(lined) as lined from (${boxRows}
    ) as r group by nba_game_id, team_abbr`,
})

export const teamsWithoutLines: SharedQuery = defineShared({
  name: 'teams_without_lines',
  about: 'Teams that have team totals and no stat line in any feed, one row per game and team.',
  query: sql`select nba_game_id, team_abbr from ${boxTeams} where lined = 0`,
})
