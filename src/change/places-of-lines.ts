import { gameLineSources } from '../nba/facts/game-lines.ts'
import { isBeforeTip } from '../nba/facts/lines.ts'
import { pointsLineSources } from '../nba/facts/points-lines.ts'
import { gameStates } from '../nba/game-states.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import { literal } from '../sql/operations.ts'
import { join, sql, type Sql } from '../sql/sql.ts'
import type { InputKind } from '../table/dependency.ts'
import { versionsOf } from '../table/source.ts'
import { isOf } from './input-changes.ts'
import { NO_LOOK, NOBODY, notBehind, type Locating } from './locating.ts'

/** The game that each row of a kind is about, without a team or a player. */
function ofGames({ changes, teamDays }: Locating, input: InputKind, moves: Sql): Sql {
  return sql`
  select distinct c.change_id, ${literal(input)} as input, c.names, d.season_year, d.game_date, d.nba_game_id, cast(null as string) as team_abbr, cast(null as string) as opponent, ${NOBODY}, ${moves} as moves, ${NO_LOOK}
  from ${changes} as c
  join ${teamDays} as d
    on d.nba_game_id = c.nba_game_id`
}

export function changedGameLines(from: Locating): Sql {
  return sql`${ofGames(from, 'game line', sql`false`)}
  where ${isOf('c', gameLineSources)} and ${notBehind(from)}`
}

/** When the first line on points of each date was offered, by some versions. */
function firstOffers(versions: Sql): Sql {
  const offers = pointsLineSources.map(
    source => sql`
    select l.game_date, l.snapshot_timestamp
    from ${versionsOf(source)} as l
    join ${versionsOf(gameStates)} as g
      on g.nba_game_id = l.nba_game_id and g.ended_by is null
    where ${versions} and ${isBeforeTip(sql`l.is_pregame`)}`,
  )
  return sql`select game_date, min(snapshot_timestamp) as first_at from (${join(offers, ' union all ')}) as o group by game_date`
}

/** A line is about one player of a game; with the first one of a date everybody learns that there are lines. */
export function changedPointsLines(from: Locating): Sql {
  const { baseline } = from
  return sql`${ofGames(from, 'points line', sql`coalesce(b.first_at <> n.first_at, b.first_at is not null or n.first_at is not null)`)}
  left join (${firstOffers(sql`l.import_number <= ${baseline} and (l.ended_by is null or l.ended_by > ${baseline})`)}) as b
    on b.game_date = d.game_date
  left join (${firstOffers(sql`l.ended_by is null`)}) as n
    on n.game_date = d.game_date
  where ${isOf('c', pointsLineSources)} and ${notBehind(from)}`
}

/** An alias is about every line that bears it. */
export function changedAliases(from: Locating): Sql {
  const offered = pointsLineSources.map(source => sql`select distinct nba_game_id, player_lookup from ${versionsOf(source)}`)
  return sql`
  select distinct c.change_id, 'points line' as input, ' * ' as names, d.season_year, d.game_date, d.nba_game_id, cast(null as string) as team_abbr, cast(null as string) as opponent, ${NOBODY}, false as moves, ${NO_LOOK}
  from ${from.changes} as c
  join (${join(offered, ' union all ')}) as l
    on l.player_lookup = c.row_key
  join ${from.teamDays} as d
    on d.nba_game_id = l.nba_game_id
  where ${isOf('c', sourcesOf('alias'))} and ${notBehind(from)}`
}
