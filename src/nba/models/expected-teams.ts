import { raw, sql, type Sql } from '../../sql/sql.ts'

/** Both sides of the games that a query yields, as expected keys with their explanation. */
export function expectedTeamKeys(teamColumn: string, games: Sql): Sql {
  return sql`
    select game_date, home_team as ${raw(teamColumn)}, min(state || ' game ' || game_id) as explanation
    from (${games}) as expected_games
    group by game_date, home_team
    union all
    select game_date, away_team as ${raw(teamColumn)}, min(state || ' game ' || game_id) as explanation
    from (${games}) as expected_games
    group by game_date, away_team`
}
