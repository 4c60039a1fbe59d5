import { sourcesOf } from '../nba/sources/index.ts'
import { literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import { versionsOf, type Source } from '../table/source.ts'
import { isOf } from './input-changes.ts'
import { NO_LOOK, NOBODY, notBehind, type Locating } from './locating.ts'

/** Changed rows about a game as a whole, or about somebody in it whom they do not move: they stand at both of its sides. */
export function atGames(from: Locating, fact: 'assignment' | 'injury report'): Sql {
  return sql`
  select
    c.change_id, ${literal(fact)} as input, c.names, d.season_year, d.game_date, d.nba_game_id, d.team_abbr, d.opponent, ${NOBODY}, ${raw(String(fact !== 'assignment'))} as moves, ${NO_LOOK}
  from ${from.changes} as c
  join ${from.teamDays} as d
    on d.nba_game_id = c.nba_game_id
  where ${isOf('c', sourcesOf(fact))} and ${notBehind(from)}`
}

/** Changed rows of tables that are of no game: they stand at the first date that is asked about, in each season, from the day on that any version of them tells. */
export function fromDays(from: Locating, fact: 'injury' | 'roster', day: string): Sql {
  const days = sourcesOf(fact).map(
    source => sql`
    select c.change_id, c.names, min(r.${raw(day)}) as day
    from ${from.changes} as c
    join ${versionsOf(source)} as r
      on ${isOf('c', [source])} and c.row_key = ${keyOf(source)}
    group by c.change_id, c.names`,
  )
  return sql`
  select
    r.change_id, ${literal(fact)} as input, r.names, a.season_year, min(a.game_date) as game_date, cast(null as string) as nba_game_id, cast(null as string) as team_abbr,
    cast(null as string) as opponent, ${NOBODY}, true as moves, ${NO_LOOK}
  from (${join(days, ' union all ')}) as r
  join ${from.asked} as a
    on a.game_date >= r.day
  group by r.change_id, r.names, a.season_year`
}

/** The key of row `r` of a table as changes name it. */
function keyOf({ key }: Source): Sql {
  return join(
    key.map(column => raw(`cast(r.${column} as string)`)),
    ` || '/' || `,
  )
}
