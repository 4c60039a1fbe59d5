import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { games } from './games.ts'

export const teamSlots: SharedQuery = defineShared({
  name: 'team_slots',
  about: 'Both sides of every game of the seasons that are computed, whatever its state.',
  query: sql`
    select g.*, g.home_team as team_abbr, g.away_team as opponent_team_abbr, true as home_game
    from ${games} as g
    union all
    select g.*, g.away_team as team_abbr, g.home_team as opponent_team_abbr, false as home_game
    from ${games} as g`,
})
