import { int } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { listedPlayers, people } from './listed-players.ts'
import { expectedRosters, playerForm } from './player-form.ts'

/** A sum over played games of the same person and season in a range of days before the row's own day. */
function sumOverDays(what: Sql, days: Sql): Sql {
  return int(sql`coalesce(sum(${what}) over (partition by person_id, season_year order by day range between ${days}), 0)`)
}

const playerSlots: SharedQuery = defineShared({
  name: 'player_slots',
  about: 'Everybody who gets a row before a game: who is listed for it once it is played, who is on the roster before that.',
  query: sql`
    select
      nba_game_id, game_id, game_date, season_year, day, team_abbr, person_id, listings, from_nba, from_bref, on_inactive_list,
      case when player_status = 'active' then 1 else 0 end as played,
      case when player_status = 'active' then seconds_played end as seconds
    from ${listedPlayers}
    union all
    select
      nba_game_id, game_id, game_date, season_year, day, team_abbr, person_id, 1, false, false, false,
      0,
      null
    from ${expectedRosters}`,
})

const playerCalendar: SharedQuery = defineShared({
  name: 'player_calendar',
  about: 'Everybody who gets a row before a game, with what lies behind him on the calendar.',
  query: sql`
    select
      s.*,
      ${sumOverDays(sql`played`, sql`unbounded preceding and 1 preceding`)} as played_before,
      ${sumOverDays(sql`played`, sql`7 preceding and 1 preceding`)} as games_last_7,
      ${sumOverDays(sql`played`, sql`14 preceding and 1 preceding`)} as games_last_14,
      ${sumOverDays(sql`seconds`, sql`7 preceding and 1 preceding`)} as seconds_last_7,
      ${sumOverDays(sql`seconds`, sql`14 preceding and 1 preceding`)} as seconds_last_14,
      ${sumOverDays(sql`second_night`, sql`13 preceding and 1 preceding`)} as back_to_backs_last_14
    from (
      select
        p.*,
        case
          when played = 1
            and sum(played) over (partition by person_id, season_year order by day range between 1 preceding and 1 preceding) > 0
          then 1
          else 0
        end as second_night
      from ${playerSlots} as p
    ) as s`,
})

export const playerContext: SharedQuery = defineShared({
  name: 'player_context',
  about: 'What was known of a player before each game that he has a row for.',
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
      f.field_goals_x1000_season,
      f.field_goals_x1000_last_5
    from ${playerCalendar} as c
    join ${people} as i
      on i.person_id = c.person_id
    left join ${playerForm} as f
      on f.person_id = c.person_id and f.season_year = c.season_year and f.played_index = c.played_before`,
})
