import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { expectedRosters } from './expected-rosters.ts'
import { items } from './items.ts'
import { listedPlayers } from './listed-players.ts'
import { FROM_LINES, FROM_LISTS } from './player-games.ts'

export const playerSlots: SharedQuery = defineShared({
  name: 'player_slots',
  about: 'Everybody who gets a row before a game: who is listed for it once it is played, who is on the roster before that.',
  query: sql`
    select
      nba_game_id, game_id, game_date, season_year, day, team_abbr, person_id, listings, ${items([...FROM_LINES, ...FROM_LISTS], name => name)},
      case when player_status = 'active' then 1 else 0 end as played,
      case when player_status = 'active' then seconds_played end as seconds,
      case when player_status = 'active' and seconds_played is null then 1 else 0 end as untimed,
      fourth_quarter_seconds,
      fourth_quarter_points
    from ${listedPlayers}
    union all
    select
      nba_game_id, game_id, game_date, season_year, day, team_abbr, person_id, 1, ${items([...FROM_LINES, ...FROM_LISTS], () => 'false')},
      0,
      null,
      0,
      null,
      null
    from ${expectedRosters}`,
})
