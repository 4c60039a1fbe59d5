import { int } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { fillTemporary } from '../store/temporary.ts'
import { compileQuery } from '../table/compile.ts'
import type { Touched } from './breadth.ts'
import { daysAsked, daysOfPlayers, daysOfTeams } from './days.ts'
import type { FoundChanges } from './input-changes.ts'
import { placesOf } from './places-of-changes.ts'
import {
  askedDays,
  followedPlaces,
  playerDays,
  places,
  teamDays,
  type AskedDays,
  type FollowedPlaces,
  type PlayerDays,
  type Places,
  type TeamDays,
} from './relations.ts'

/** Changes with everything that reach is computed from. */
export interface Located {
  readonly asked: AskedDays
  readonly teamDays: TeamDays
  readonly places: Places | FollowedPlaces
}

/** The same while each is followed: with the days of the players. */
export interface LocatedPlayers extends Located {
  readonly playerDays: PlayerDays
}

/** Since which import rows have changed, and which dates somebody asks about. */
export interface Since {
  readonly baseline: number
  /** A query of game dates. */
  readonly asked: Sql
}

/** Finds where each change of the seasons that somebody asks about is. A changed game stands under the raw rows that tell it. */
export async function locateChanges(store: Store, { changes, counts }: FoundChanges, since: Since): Promise<Located> {
  const asked = await fillTemporary(store, askedDays, [daysAsked(since.asked)])
  const days = await fillTemporary(store, teamDays, [daysOfTeams(changes, asked)])
  const from = { changes, asked, teamDays: days, baseline: since.baseline }
  return { asked, teamDays: days, places: await fillTemporary(store, places, placesOf(from, new Set(counts.keys()))) }
}

/** How many places of each kind of change there are in each season. */
export function countPlaces(store: Store, located: Located): Promise<Touched[]> {
  return store.rows<Touched>(compileQuery(placesCounted(located), store))
}

/** The places of all but some seasons. */
export async function leaveOut(store: Store, located: Located, seasons: readonly number[]): Promise<Located> {
  const others = sql`select * from ${located.places} where season_year not in (${raw(seasons.join(', '))})`
  return { ...located, places: await fillTemporary(store, followedPlaces, [others]) }
}

/** Finds the days of the players who stand in places. */
export async function locatePlayers(store: Store, located: Located): Promise<LocatedPlayers> {
  return { ...located, playerDays: await fillTemporary(store, playerDays, [daysOfPlayers(located.asked, located.places)]) }
}

export function placesCounted({ asked, places: located }: Located): Sql {
  return sql`
    select p.input, p.names, p.season_year as season, p.places, coalesce(d.days, 0) as days
    from (select input, names, season_year, ${int(sql`count(*)`)} as places from ${located} group by input, names, season_year) as p
    left join (select season_year, ${int(sql`count(*)`)} as days from ${asked} group by season_year) as d
      on d.season_year = p.season_year`
}
