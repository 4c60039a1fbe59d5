import { int, roundedUnits } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { usageTenths } from '../formulas.ts'
import { isAsked } from './asked-people.ts'
import { listedPlayers } from './listed-players.ts'
import { teamGames } from './team-games.ts'

/** Mean over a window of values that are whole numbers of units, to `scale` more decimals. */
function mean(units: string, window: string, scale: number): Sql {
  return roundedUnits(raw(`sum(${units}) over ${window}`), raw(`count(${units}) over ${window}`), scale)
}

/** Field goals made per attempt over a window, in thousandths. */
function fieldGoalThousandths(window: string): Sql {
  return roundedUnits(raw(`sum(field_goals_made) over ${window}`), raw(`sum(field_goals_attempted) over ${window}`), 3)
}

export const playerForm: SharedQuery = defineShared({
  name: 'player_form',
  about: 'How each player who is asked about stood after each of his played games of a season; played_index counts them from 1.',
  query: sql`
    select
      person_id,
      season_year,
      played_index,
      day,
      day - previous_day as days_before,
      max(case when day - previous_day >= 2 then day end) over games_so_far as day_after_2_days_rest,
      ${int(sql`count(*) over last_5`)} as games_of_last_5,
      ${int(sql`count(*) over last_10`)} as games_of_last_10,
      ${mean('points', 'last_5', 1)} as points_x10_last_5,
      ${mean('points', 'last_10', 1)} as points_x10_last_10,
      ${mean('usage_x10', 'last_7', 0)} as usage_x10_last_7,
      ${mean('usage_x10', 'last_10', 0)} as usage_x10_last_10,
      case when count(*) over last_7 = count(clutch_seconds) over last_7 then ${int(sql`sum(clutch_seconds) over last_7`)} end as clutch_seconds_last_7,
      ${int(sql`count(*) over last_7 - count(clutch_seconds) over last_7`)} as clutch_unknown_last_7,
      ${fieldGoalThousandths('games_so_far')} as field_goals_x1000_season,
      ${fieldGoalThousandths('last_5')} as field_goals_x1000_last_5
    from (
      select
        p.person_id,
        p.season_year,
        p.day,
        p.points,
        p.field_goals_made,
        p.field_goals_attempted,
        p.clutch_seconds,
        ${usageTenths('p', 't')} as usage_x10,
        row_number() over (partition by p.person_id, p.season_year order by p.day, p.nba_game_id) as played_index,
        lag(p.day) over (partition by p.person_id, p.season_year order by p.day, p.nba_game_id) as previous_day
      from ${listedPlayers} as p
      left join ${teamGames} as t
        on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr
      where p.player_status = 'active' and ${isAsked(sql`p.person_id`)}
    ) as played
    window
      games_so_far as (partition by person_id, season_year order by played_index rows between unbounded preceding and current row),
      last_5 as (partition by person_id, season_year order by played_index rows between 4 preceding and current row),
      last_7 as (partition by person_id, season_year order by played_index rows between 6 preceding and current row),
      last_10 as (partition by person_id, season_year order by played_index rows between 9 preceding and current row)`,
})
