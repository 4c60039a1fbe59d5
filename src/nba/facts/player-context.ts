import { asked, int } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { isAsked } from './asked-people.ts'
import { people } from './listed-players.ts'
import { playerForm } from './player-form.ts'
import { playerSlots } from './player-slots.ts'

const playedDays: SharedQuery = defineShared({
  name: 'played_days',
  about: 'The days on which each player who is asked about played, and whether he had played the day before.',
  query: sql`
    select p.person_id, p.season_year, p.day, p.seconds, p.untimed, p.fourth_quarter_seconds, p.fourth_quarter_points, case when y.day is null then 0 else 1 end as second_night
    from ${playerSlots} as p
    left join (select distinct person_id, season_year, day from ${playerSlots} where played = 1) as y
      on y.person_id = p.person_id and y.season_year = p.season_year and y.day = p.day - 1
    where p.played = 1 and ${isAsked(sql`p.person_id`)}`,
})

/** A sum over the played games of so many days before the row's own day. */
function sumOfLast(days: number, what: string): Sql {
  return int(sql`sum(case when p.day >= s.day - ${days} then ${raw(what)} else 0 end)`)
}

const recentGames: SharedQuery = defineShared({
  name: 'recent_games',
  about: 'What each player played in the 14 days before a game that is asked about; no row for who did not play.',
  query: sql`
    select
      s.nba_game_id,
      s.person_id,
      ${sumOfLast(7, '1')} as games_last_7,
      ${sumOfLast(14, '1')} as games_last_14,
      ${sumOfLast(7, 'p.seconds')} as seconds_last_7,
      ${sumOfLast(14, 'p.seconds')} as seconds_last_14,
      ${sumOfLast(7, 'p.untimed')} as untimed_last_7,
      ${sumOfLast(14, 'p.untimed')} as untimed_last_14,
      ${sumOfLast(7, 'p.fourth_quarter_seconds')} as fourth_quarter_seconds_last_7,
      ${sumOfLast(7, 'p.fourth_quarter_points')} as fourth_quarter_points_last_7,
      ${sumOfLast(7, 'case when p.fourth_quarter_seconds is null then 1 else 0 end')} as fourth_quarters_untimed_last_7,
      ${sumOfLast(7, 'case when p.fourth_quarter_points is null then 1 else 0 end')} as fourth_quarters_unknown_last_7,
      ${sumOfLast(13, 'p.second_night')} as back_to_backs_last_14
    from ${playerSlots} as s
    join ${playedDays} as p
      on p.person_id = s.person_id and p.season_year = s.season_year and p.day between s.day - 14 and s.day - 1
    where ${asked('s')}
    group by s.nba_game_id, s.person_id`,
})

const gamesBefore: SharedQuery = defineShared({
  name: 'games_before',
  about: 'How many games of the season each player who is asked about had played before a game that he has a row for.',
  query: sql`
    select
      nba_game_id,
      person_id,
      ${int(sql`coalesce(sum(played) over (partition by person_id, season_year order by day range between unbounded preceding and 1 preceding), 0)`)} as played_before
    from ${playerSlots}
    where ${isAsked(sql`person_id`)}`,
})

/** Seconds of the games of so many days: 0 when there are none, NULL when nobody tells the seconds of one of them. */
function secondsOfLast(days: 7 | 14): Sql {
  return raw(`case when coalesce(r.untimed_last_${days}, 0) = 0 then coalesce(r.seconds_last_${days}, 0) end as seconds_last_${days}`)
}

export const playerCalendar: SharedQuery = defineShared({
  name: 'player_calendar',
  about: 'Everybody who gets a row before a game that is asked about, with what lies behind him on the calendar.',
  query: sql`
    select
      s.*,
      b.played_before,
      coalesce(r.games_last_7, 0) as games_last_7,
      coalesce(r.games_last_14, 0) as games_last_14,
      ${secondsOfLast(7)},
      ${secondsOfLast(14)},
      case when coalesce(r.fourth_quarters_untimed_last_7, 0) = 0 then coalesce(r.fourth_quarter_seconds_last_7, 0) end as fourth_quarter_seconds_last_7,
      case when coalesce(r.fourth_quarters_unknown_last_7, 0) = 0 then coalesce(r.fourth_quarter_points_last_7, 0) end as fourth_quarter_points_last_7,
      coalesce(r.back_to_backs_last_14, 0) as back_to_backs_last_14
    from ${playerSlots} as s
    join ${gamesBefore} as b
      on b.nba_game_id = s.nba_game_id and b.person_id = s.person_id
    left join ${recentGames} as r
      on r.nba_game_id = s.nba_game_id and r.person_id = s.person_id
    where ${asked('s')}`,
})

export const playerContext: SharedQuery = defineShared({
  name: 'player_context',
  about: 'What was known of everybody who gets a row before a game that is asked about.',
  query: sql`
    select
      c.*,
      i.player_full_name,
      i.player_lookup,
      i.universal_player_id,
      i.nba_player_id,
      c.day - f.day as days_rest,
      f.days_before,
      c.day - f.day_after_2_days_rest as days_since_2_days_rest,
      coalesce(f.games_of_last_5, 0) as games_of_last_5,
      coalesce(f.games_of_last_10, 0) as games_of_last_10,
      f.points_x10_last_5,
      f.points_x10_last_10,
      f.usage_x10_last_7,
      f.usage_x10_last_10,
      f.clutch_seconds_last_7,
      coalesce(f.clutch_unknown_last_7, 0) as clutch_unknown_last_7,
      f.field_goals_x1000_season,
      f.field_goals_x1000_last_5
    from ${playerCalendar} as c
    join ${people} as i
      on i.person_id = c.person_id
    left join ${playerForm} as f
      on f.person_id = c.person_id and f.season_year = c.season_year and f.played_index = c.played_before`,
})
