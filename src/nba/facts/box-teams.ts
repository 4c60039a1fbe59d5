import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { brefPlayerBoxscores } from '../sources/bref-player-boxscores.ts'
import { brefTeamBoxscores } from '../sources/bref-team-boxscores.ts'
import { nbacPlayerBoxscores } from '../sources/nbac-player-boxscores.ts'
import { nbacTeamBoxscore } from '../sources/nbac-team-boxscore.ts'

/** A row of game and team for each box score row of any feed, to be narrowed and made distinct by whoever reads it. */
export const boxRows: Sql = sql`
    select nba_game_id, team_abbr from ${nbacTeamBoxscore}
    union all
    select nba_game_id, team_abbr from ${brefTeamBoxscores}
    union all
    select nba_game_id, team_abbr from ${nbacPlayerBoxscores} where player_status = 'active'
    union all
    select nba_game_id, team_abbr from ${brefPlayerBoxscores} where player_status = 'active'`

export const boxTeams: SharedQuery = defineShared({
  name: 'box_teams',
  about: 'The teams that have a box score in any feed, one row per game and team.',
  query: sql`select distinct nba_game_id, team_abbr from (${boxRows}
    ) as r`,
})
