import { int } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import type { SharedQuery } from '../../table/shared.ts'
import { pieces } from '../facts/items.ts'
import { courtTime, type CourtTime } from './court-time.ts'
import type { FoldedGames } from './folded-games.ts'
import { personalEvents } from './personal-events.ts'
import { toldEvents, type ToldEvents } from './told-events.ts'
import { zonedShots } from './zoned-shots.ts'

/** What the facts of games are made of. */
export interface Folding {
  readonly games: FoldedGames
  readonly told: ToldEvents
  readonly time: CourtTime
  readonly shots: SharedQuery
  readonly personal: SharedQuery
}

/** The shared queries that both kinds of facts of games read. */
export function folding(games: FoldedGames): Folding {
  const told = toldEvents(games)
  const time = courtTime(games, told)
  return { games, told, time, shots: zonedShots(games, told), personal: personalEvents(told, time) }
}

/** Sums of columns under their names. */
export function sums(names: readonly string[]): Sql {
  return pieces(names, name => sql`${int(sql`sum(${raw(name)})`)} as ${raw(name)}`)
}

/** Games of which every period from the fourth on is timed. */
export function clutchTimed({ time }: Folding): Sql {
  return sql`
    select c.nba_game_id
    from (select nba_game_id, period from ${time.clocked} group by nba_game_id, period) as c
    left join ${time.timed} as t
      on t.nba_game_id = c.nba_game_id and t.period = c.period
    group by c.nba_game_id
    having count(*) = count(t.period)`
}

/** Games of which the ten of the first event are known. */
export function startersKnown({ time }: Folding): Sql {
  return sql`select nba_game_id from ${time.starters} group by nba_game_id having count(*) = 10`
}
