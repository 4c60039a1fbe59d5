import { int } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { listedPlayers } from './listed-players.ts'
import { playerCalendar } from './player-context.ts'
import { pointsLines } from './points-lines.ts'

const playedPoints: SharedQuery = defineShared({
  name: 'played_points',
  about: 'Points of each player in each of his played games of a season; played_index counts them from 1.',
  query: sql`
    select
      person_id,
      season_year,
      10 * points as points_x10,
      row_number() over (partition by person_id, season_year order by day, nba_game_id) as played_index
    from ${listedPlayers}
    where player_status = 'active'`,
})

export const lineStreaks: SharedQuery = defineShared({
  name: 'line_streaks',
  about:
    'Of the last 10 games before a game with a line, how many in a row, from the newest on, lie above it, and how many below; games at the line count for neither and end none.',
  query: sql`
    select
      nba_game_id,
      person_id,
      ${int(sql`sum(case when points_x10 > line_x10 and played_index > coalesce(last_below, 0) then 1 else 0 end)`)} as over_streak,
      ${int(sql`sum(case when points_x10 < line_x10 and played_index > coalesce(last_above, 0) then 1 else 0 end)`)} as under_streak
    from (
      select
        l.nba_game_id,
        l.person_id,
        l.current_x10 as line_x10,
        p.points_x10,
        p.played_index,
        max(case when p.points_x10 is null or p.points_x10 < l.current_x10 then p.played_index end) over (partition by l.nba_game_id, l.person_id) as last_below,
        max(case when p.points_x10 is null or p.points_x10 > l.current_x10 then p.played_index end) over (partition by l.nba_game_id, l.person_id) as last_above
      from ${pointsLines} as l
      join ${playerCalendar} as c
        on c.nba_game_id = l.nba_game_id and c.person_id = l.person_id
      join ${playedPoints} as p
        on p.person_id = c.person_id and p.season_year = c.season_year and p.played_index between c.played_before - 9 and c.played_before
    ) as compared
    group by nba_game_id, person_id`,
})
