import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { brefPlayerBoxscores } from '../sources/bref-player-boxscores.ts'
import { brefTeamBoxscores } from '../sources/bref-team-boxscores.ts'
import { nbacPlayerBoxscores } from '../sources/nbac-player-boxscores.ts'
import { nbacTeamBoxscore } from '../sources/nbac-team-boxscore.ts'

export const boxTeams: SharedQuery = defineShared({
  name: 'box_teams',
  about: 'The teams that have a box score in any feed, one row per game and team.',
  query: sql`
    select nba_game_id, team_abbr from ${nbacTeamBoxscore}
    union distinct
    select nba_game_id, team_abbr from ${brefTeamBoxscores}
    union distinct
    select nba_game_id, team_abbr from ${nbacPlayerBoxscores} where player_status = 'active'
    union distinct
    select nba_game_id, team_abbr from ${brefPlayerBoxscores} where player_status = 'active'`,
})
