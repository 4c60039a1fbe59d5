import { gameStates } from '../nba/game-states.ts'
import { playerGameSummary } from '../nba/models/player-game-summary.ts'
import { upcomingPlayerGameContext } from '../nba/models/upcoming-player-game-context.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import { qualifiedName, versionsOf } from '../table/source.ts'
import { isOf } from './input-changes.ts'
import type { AskedDays, FollowedPlaces, InputChanges, Places } from './relations.ts'

/** Dates that somebody asks about, with their seasons. */
export function daysAsked(asked: Sql): Sql {
  return sql`select distinct game_date, season_year from ${versionsOf(gameStates)} where game_date in (${asked})`
}

/** Whether a game takes place whatever the results before it. */
export const HANGS_ON_NOTHING: Sql = sql`substr(nba_game_id, 1, 3) = '002' and coalesce(cup_stage, '') <> 'knockout'`

/** Both sides of every game of the seasons that changes are about. */
export function daysOfTeams(changes: InputChanges, asked: AskedDays): Sql {
  const states = versionsOf(gameStates)
  return sql`
  with seasons_concerned as (
    select * from ${states} where ended_by is null and season_year in (select season_year from ${asked}) and season_year in (
      select g.season_year
      from ${states} as g
      left join ${changes} as c on c.nba_game_id = g.nba_game_id
      where c.nba_game_id is not null
        or exists (select 1 from ${changes} as i where (${isOf('i', [playerIdentities])} and i.kind = 'changed') or ${isOf('i', [...sourcesOf('alias'), ...sourcesOf('injury'), ...sourcesOf('roster')])})
    )
  )
  select
    nba_game_id,
    season_year,
    game_date,
    state,
    line_teams,
    team_abbr,
    opponent,
    game_date in (select game_date from ${asked}) as asked,
    coalesce(sum(case when state = 'final' then 1 else 0 end) over earlier, 0) as played_before,
    fixed,
    lead(game_date) over by_date as next_date,
    lead(opponent) over by_date as next_opponent,
    first_value(case when fixed then game_date end ignore nulls) over later as next_fixed_date,
    first_value(case when fixed then opponent end ignore nulls) over later as next_fixed_opponent
  from (
    select nba_game_id, season_year, game_date, state, line_teams, home_team as team_abbr, away_team as opponent, ${HANGS_ON_NOTHING} as fixed from seasons_concerned
    union all
    select nba_game_id, season_year, game_date, state, line_teams, away_team, home_team, ${HANGS_ON_NOTHING} from seasons_concerned
  ) as s
  window
    by_date as (partition by team_abbr, season_year order by game_date, nba_game_id),
    earlier as (partition by team_abbr, season_year order by game_date, nba_game_id rows between unbounded preceding and 1 preceding),
    later as (partition by team_abbr, season_year order by game_date, nba_game_id rows between 1 following and unbounded following)`
}

/** The stored rows of the players who stand in places, or whose teams do. */
export function daysOfPlayers(asked: AskedDays, located: Places | FollowedPlaces): Sql {
  const contexts = raw(qualifiedName(upcomingPlayerGameContext))
  return sql`
  with people_concerned as (
    select player_lookup from ${located}
    union distinct
    select s.player_lookup
    from ${contexts} as s
    join ${located} as t
      on t.input in ('team totals', 'team events') and t.game_date = s.game_date and t.team_abbr = s.team_abbr
  )
  select
    u.player_lookup,
    u.season_year,
    u.game_date,
    u.nba_game_id,
    u.team_abbr,
    u.game_date in (select game_date from ${asked}) as asked,
    p.game_date is not null as played,
    coalesce(sum(case when p.game_date is null then 0 else 1 end) over (
      partition by u.player_lookup, u.season_year order by u.game_date rows between unbounded preceding and 1 preceding
    ), 0) as played_before
  from ${contexts} as u
  left join (select game_date, player_lookup from ${raw(qualifiedName(playerGameSummary))} where player_lookup in (select player_lookup from people_concerned)) as p
    on p.game_date = u.game_date and p.player_lookup = u.player_lookup
  where u.season_year in (select season_year from ${located}) and u.player_lookup in (select player_lookup from people_concerned)`
}
