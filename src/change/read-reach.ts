import { unitKey } from '../ledger/units.ts'
import { models } from '../nba/models/index.ts'
import { cast, firstTexts, sortedTexts } from '../sql/operations.ts'
import { partOfScope, scopeText } from '../sql/scope.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { dropTemporary, fillTemporary } from '../store/temporary.ts'
import { compileQuery } from '../table/compile.ts'
import type { Filled } from '../table/temporary.ts'
import { broadSeasons } from './breadth.ts'
import { findInputChanges } from './input-changes.ts'
import { listChanges, type InputChange } from './listed-changes.ts'
import { countPlaces, leaveOut, locateChanges, locatePlayers, type Located, type Since } from './places.ts'
import type { Reached } from './plan.ts'
import { reachDates, seasonsOf } from './reach-dates.ts'
import { reachGames } from './reach.ts'
import { reasonsReached, type DatesReached, type ReachedGames, type ReasonsReached } from './relations.ts'

export type { InputChange } from './listed-changes.ts'

/** What changed since an import, and the units that it reaches, by `table date`. */
export interface ReachSince {
  /** Those that reasons name, and others up to a number. */
  readonly changes: readonly InputChange[]
  readonly changeCount: number
  readonly reached: ReadonlyMap<string, Reached>
}

/** Changes that a reason names; further ones are counted. */
const NAMED = 20

const NOTHING: ReachSince = { changes: [], changeCount: 0, reached: new Map() }

/** What has changed since an import, and which of the dates that are asked about it reaches. */
export async function readReach(store: Store, since: Since): Promise<ReachSince> {
  const found = await findInputChanges(store, since.baseline)
  if (found === undefined) return NOTHING
  const { changes } = found
  const changeCount = [...found.counts.values()].reduce((sum, count) => sum + count, 0)
  if (changeCount === 0) {
    await dropTemporary(store, [changes])
    return NOTHING
  }
  const located = await locateChanges(store, found, since)
  const reasons = await computeReach(store, located)
  const listed = await listChanges(store, { changes, reasons, baseline: since.baseline })
  const reached = await readReasons(store, reasons)
  await dropTemporary(store, [changes, located.asked, located.teamDays, located.places, reasons])
  return { changes: listed, changeCount, reached }
}

/** Follows each change where few have changed, and reaches whole dates where so much has that this costs less. */
async function computeReach(store: Store, located: Located): Promise<ReasonsReached> {
  const touched = await countPlaces(store, located)
  const broad = broadSeasons(models, touched)
  const [many, few] = [touched.filter(({ season }) => broad.has(season)), touched.filter(({ season }) => !broad.has(season))]
  const made: Filled[] = []
  const queries: Sql[] = []
  if (many.length > 0) {
    const dates = await reachDates(store, located, { models, touched: many })
    queries.push(reasonsOfDates(dates))
    made.push(dates)
  }
  if (few.length > 0) {
    const followed = many.length === 0 ? located : await leaveOut(store, located, seasonsOf(many))
    const withPlayers = await locatePlayers(store, followed)
    const games = await reachGames(store, withPlayers, { models, touched: few })
    queries.push(reasonsOfGames(games))
    made.push(games, withPlayers.playerDays, ...(followed === located ? [] : [followed.places]))
  }
  const reasons = await fillTemporary(store, reasonsReached, queries)
  await dropTemporary(store, made)
  return reasons
}

export function reasonsOfDates(dates: DatesReached): Sql {
  return sql`
  select table_name, game_date, why, ${sortedTexts([sql`named`])} as named, changes - 1 as more, cast(null as string) as games from ${dates}`
}

const PART: Sql = raw(scopeText('nba_game_id', 'team_abbr'))

export function reasonsOfGames(games: ReachedGames): Sql {
  return sql`
  select
    table_name,
    game_date,
    why,
    ${firstTexts(sql`change_id`, NAMED)} as named,
    greatest(count(distinct change_id) - ${NAMED}, 0) as more,
    case when count(*) = count(nba_game_id) then string_agg(distinct ${PART}, ' ' order by ${PART}) end as games
  from ${games}
  group by table_name, game_date, why`
}

/** Parts of a scope without those that others hold: teams of games of which all rows are meant. */
function withoutDoubled(parts: readonly string[]): string[] {
  const all = new Set(parts)
  return [...all].filter(part => partOfScope(part).team === undefined || !all.has(partOfScope(part).game)).toSorted()
}

interface ReasonRow {
  readonly table_name: string
  readonly day: string
  readonly why: string
  readonly named: readonly string[]
  readonly more: number
  readonly games: string | null
}

async function readReasons(store: Store, reasons: ReasonsReached): Promise<Map<string, Reached>> {
  const query = sql`
    select table_name, ${cast(sql`game_date`, 'string')} as day, why, named, more, games
    from ${reasons}
    order by table_name, game_date, why`
  const reached = new Map<string, Reached>()
  for (const { table_name, day, why, named, more, games } of await store.rows<ReasonRow>(compileQuery(query, store))) {
    const key = unitKey(table_name, day)
    const before = reached.get(key) ?? { reasons: [], games: [] }
    const all = before.games === null || games === null ? null : withoutDoubled([...before.games, ...games.split(' ')])
    reached.set(key, { reasons: [...before.reasons, { why, changes: named, more }], games: all })
  }
  return reached
}
