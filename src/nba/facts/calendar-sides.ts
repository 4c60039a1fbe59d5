import { epochDay } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { teamGames } from './team-games.ts'
import { teamSlots } from './team-slots.ts'

export const calendarSides: SharedQuery = defineShared({
  name: 'calendar_sides',
  about:
    'Both sides of every game, numbered in the season of the team. A game counts in the calendar unless it should have been played and has no result; it is played when it has box scores. Its certainty says what it hangs on: nothing (fixed), a series, the Cup (knockout), or one result (single).',
  query: sql`
    select
      t.*,
      ${epochDay(sql`t.game_date`)} as day,
      row_number() over (partition by t.team_abbr, t.season_year order by t.game_date, t.nba_game_id) as schedule_index,
      case when p.nba_game_id is null then 0 else 1 end as played,
      case when t.state = 'waiting' then 0 else 1 end as counted,
      case substr(t.nba_game_id, 1, 3)
        when '002' then case when t.cup_stage = 'knockout' then 'knockout' else 'fixed' end
        when '004' then 'series'
        else 'single'
      end as certainty,
      case
        when p.points > p.opp_points then t.team_abbr
        when p.points < p.opp_points then t.opponent_team_abbr
        else t.series_winner
      end as winner
    from ${teamSlots} as t
    left join ${teamGames} as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr`,
})
