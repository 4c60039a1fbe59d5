import { epochDay, int, roundedUnits } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { freeThrowRateThousandths } from '../formulas.ts'
import { teamGames } from './team-games.ts'

/** Sum over the last 10 games of a team, the row's own included. */
function lastTen(expression: string): Sql {
  return int(raw(`sum(${expression}) over last_ten`))
}

/** Mean over the last 10 games of values that are whole numbers of units, in the same units. */
function meanOfLastTen(units: string): Sql {
  return roundedUnits(raw(`sum(${units}) over last_ten`), raw(`count(${units}) over last_ten`), 0)
}

export const teamForm: SharedQuery = defineShared({
  name: 'team_form',
  about: 'How each team stood after each of its played games of a season; game_index counts them from 1.',
  query: sql`
    select
      team_abbr,
      season_year,
      game_index,
      game_date,
      ${epochDay(sql`game_date`)} as day,
      points - opp_points as margin,
      ${lastTen('1')} as games_of_last_ten,
      ${meanOfLastTen('pace_x10')} as pace_x10_last_ten,
      ${meanOfLastTen('defensive_rating_x100')} as defensive_rating_x100_last_ten,
      ${meanOfLastTen('ft_rate_x1000')} as ft_rate_allowed_x1000_last_ten,
      ${int(sql`sum(case when points > opp_points then 1 else 0 end) over season_so_far`)} as wins,
      game_index - coalesce(max(case when points < opp_points then game_index end) over season_so_far, 0) as win_streak,
      game_index - coalesce(max(case when points > opp_points then game_index end) over season_so_far, 0) as loss_streak,
      ${int(sql`sum(regular_season) over season_so_far`)} as regular_season_games
    from (
      select t.*, ${freeThrowRateThousandths('opp_ft_attempted', 'pace_x10')} as ft_rate_x1000
      from ${teamGames} as t
    ) as rated
    window
      season_so_far as (partition by team_abbr, season_year order by game_index rows between unbounded preceding and current row),
      last_ten as (partition by team_abbr, season_year order by game_index rows between 9 preceding and current row)`,
})
