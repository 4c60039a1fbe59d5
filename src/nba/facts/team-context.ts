import { askedGame, int } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { calendarSides } from './calendar-sides.ts'
import { certainGames } from './certain-games.ts'
import { teamForm } from './team-form.ts'

/** A sum over games of the same team and season in a range of days around the row's own day. */
function sumOverDays(what: Sql, days: Sql): Sql {
  return int(sql`coalesce(sum(${what}) over (partition by team_abbr, season_year order by day range between ${days}), 0)`)
}

const calendarWindows: SharedQuery = defineShared({
  name: 'calendar_windows',
  about: 'What the calendar tells of every side of every game: how many games of the team were played before it, and what lies before it.',
  query: sql`
    select
      nba_game_id,
      team_abbr,
      ${sumOverDays(sql`played`, sql`unbounded preceding and 1 preceding`)} as played_before,
      max(case when counted = 1 then day end) over (partition by team_abbr, season_year order by day range between unbounded preceding and 1 preceding) as last_day,
      ${sumOverDays(sql`counted`, sql`7 preceding and 1 preceding`)} as games_last_7,
      ${sumOverDays(sql`counted`, sql`14 preceding and 1 preceding`)} as games_last_14,
      ${int(sql`sum(counted) over schedule_so_far`)} as counted_index
    from (
      select nba_game_id, team_abbr, season_year, game_date, day, home_game, played, counted
      from ${calendarSides}
    ) as c
    window
      schedule_so_far as (partition by team_abbr, season_year order by game_date, nba_game_id rows between unbounded preceding and current row)`,
})

const teamCalendar: SharedQuery = defineShared({
  name: 'team_calendar',
  about: 'Every side of every game with what the calendar tells of it.',
  query: sql`
    select
      c.*,
      w.played_before,
      w.last_day,
      w.games_last_7,
      w.games_last_14,
      w.counted_index,
      coalesce(a.games_next_7, 0) as games_next_7,
      n.day as next_day,
      n.opponent_team_abbr as next_opponent,
      n.national_tv as next_national_tv
    from ${calendarSides} as c
    join ${calendarWindows} as w
      on w.nba_game_id = c.nba_game_id and w.team_abbr = c.team_abbr
    left join ${certainGames} as a
      on a.nba_game_id = c.nba_game_id and a.team_abbr = c.team_abbr
    left join ${calendarSides} as n
      on n.team_abbr = c.team_abbr and n.season_year = c.season_year and n.schedule_index = a.next_index`,
})

const roadTrips: SharedQuery = defineShared({
  name: 'road_trips',
  about: 'Away games in a row of each side of a game, this one included; 0 at home.',
  query: sql`
    select
      nba_game_id,
      team_abbr,
      counted_index - coalesce(max(case when home_game then counted_index end) over (
        partition by team_abbr, season_year order by counted_index rows between unbounded preceding and current row
      ), 0) as road_games_in_a_row
    from (
      select nba_game_id, team_abbr, season_year, home_game, counted_index from ${teamCalendar} where counted = 1
    ) as c`,
})

const nextOpponents: SharedQuery = defineShared({
  name: 'next_opponents',
  about: 'Wins and games, before the row’s date, of the opponent that the team meets next.',
  query: sql`
    select c.nba_game_id, c.team_abbr, max(f.wins) as wins, max(f.game_index) as games
    from ${teamCalendar} as c
    join ${teamForm} as f
      on f.team_abbr = c.next_opponent and f.season_year = c.season_year and f.day < c.day
    where ${askedGame('c')}
    group by c.nba_game_id, c.team_abbr`,
})

export const teamContext: SharedQuery = defineShared({
  name: 'team_context',
  about: 'What was known of a team before each of its games that is asked about: form after its last played game, rest, calendar behind and ahead.',
  query: sql`
    select
      c.*,
      c.day - c.last_day as days_since_last_game,
      t.road_games_in_a_row,
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
    join ${roadTrips} as t
      on t.nba_game_id = c.nba_game_id and t.team_abbr = c.team_abbr
    left join ${teamForm} as f
      on f.team_abbr = c.team_abbr and f.season_year = c.season_year and f.game_index = c.played_before
    left join ${nextOpponents} as o
      on o.nba_game_id = c.nba_game_id and o.team_abbr = c.team_abbr
    where c.counted = 1 and ${askedGame('c')}`,
})
