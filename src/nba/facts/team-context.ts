import { epochDay, int } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { teamForm } from './team-form.ts'
import { teamGames, teamSlots } from './team-games.ts'

/** A sum over games of the same team and season in a range of days around the row's own day. */
function sumOverDays(what: Sql, days: Sql): Sql {
  return int(sql`coalesce(sum(${what}) over (partition by team_abbr, season_year order by day range between ${days}), 0)`)
}

const calendarSides: SharedQuery = defineShared({
  name: 'calendar_sides',
  about:
    'Both sides of every game. A game counts in the calendar unless it should have been played and has no result; it is played when it has box scores.',
  query: sql`
    select
      t.*,
      ${epochDay(sql`t.game_date`)} as day,
      case when p.nba_game_id is null then 0 else 1 end as played,
      case when t.state = 'waiting' then 0 else 1 end as counted
    from ${teamSlots} as t
    left join ${teamGames} as p
      on p.nba_game_id = t.nba_game_id and p.team_abbr = t.team_abbr`,
})

const teamCalendar: SharedQuery = defineShared({
  name: 'team_calendar',
  about:
    'Every side of every game with what the calendar tells: how many games of the team were played before it, and what lies before and ahead of it.',
  query: sql`
    select
      c.*,
      ${sumOverDays(sql`played`, sql`unbounded preceding and 1 preceding`)} as played_before,
      max(case when counted = 1 then day end) over (partition by team_abbr, season_year order by day range between unbounded preceding and 1 preceding) as last_day,
      ${sumOverDays(sql`counted`, sql`7 preceding and 1 preceding`)} as games_last_7,
      ${sumOverDays(sql`counted`, sql`14 preceding and 1 preceding`)} as games_last_14,
      ${sumOverDays(sql`1`, sql`1 following and 7 following`)} as games_next_7,
      lead(day) over schedule_order as next_day,
      lead(opponent_team_abbr) over schedule_order as next_opponent,
      lead(national_tv) over schedule_order as next_national_tv,
      ${int(sql`sum(counted) over schedule_so_far`)} as counted_index,
      ${int(sql`coalesce(sum(case when home_game then counted else 0 end) over schedule_so_far, 0)`)} as home_games_so_far
    from ${calendarSides} as c
    window
      schedule_order as (partition by team_abbr, season_year order by game_date, nba_game_id),
      schedule_so_far as (partition by team_abbr, season_year order by game_date, nba_game_id rows between unbounded preceding and current row)`,
})

const nextOpponents: SharedQuery = defineShared({
  name: 'next_opponents',
  about: 'Wins and games, before the row’s date, of the opponent that the team meets next.',
  query: sql`
    select c.nba_game_id, c.team_abbr, max(f.wins) as wins, max(f.game_index) as games
    from ${teamCalendar} as c
    join ${teamForm} as f
      on f.team_abbr = c.next_opponent and f.season_year = c.season_year and f.day < c.day
    group by c.nba_game_id, c.team_abbr`,
})

export const teamContext: SharedQuery = defineShared({
  name: 'team_context',
  about: 'What was known of a team before each of its games: form after its last played game, rest, calendar behind and ahead.',
  query: sql`
    select
      c.*,
      c.day - c.last_day as days_since_last_game,
      count(case when not c.home_game then 1 end) over (partition by c.team_abbr, c.season_year, c.home_games_so_far order by c.counted_index) as road_games_in_a_row,
      f.margin as last_margin,
      f.win_streak,
      f.loss_streak,
      f.regular_season_games,
      f.games_of_last_ten,
      f.pace_x10_last_ten,
      f.defensive_rating_x100_last_ten,
      f.ft_rate_allowed_x1000_last_ten,
      o.wins as next_opponent_wins,
      o.games as next_opponent_games
    from ${teamCalendar} as c
    left join ${teamForm} as f
      on f.team_abbr = c.team_abbr and f.season_year = c.season_year and f.game_index = c.played_before
    left join ${nextOpponents} as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = c.team_abbr
    where c.counted = 1`,
})
