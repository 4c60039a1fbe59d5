import type { Day } from '../calendar.ts'
import { gameStates } from '../nba/game-states.ts'
import { dayLiteral } from '../sql/operations.ts'
import { join, sql, type Sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'
import { versionsOf } from '../table/source.ts'
import { unitKey, type UnitState } from '../ledger/units.ts'
import type { Reached } from './plan.ts'

/** Which units of a plan are seen as of another day than they were built as of, and in which season each date lies. */
export interface Viewpoint {
  /** Games without a result wait before this day and are upcoming from it on; null means the day of the newest final game. */
  readonly asOf: Day | null
  readonly states: readonly UnitState[]
  readonly seasons: ReadonlyMap<Day, number>
}

/** Units of seasons in which a game without a result waits by one of the two days and is upcoming by the other: all rows of their dates are reached. */
export async function turnedUnits(store: Store, { asOf, states, seasons }: Viewpoint): Promise<Map<string, Reached>> {
  const others = [...new Set(states.map(state => state.asOf))].filter(day => day !== asOf)
  if (others.length === 0) return new Map()
  const turned = new Set((await turnedSeasons(store, asOf, others)).map(({ built, season }) => `${built} ${season}`))
  const reached = states.filter(state => state.asOf !== asOf && turned.has(`${state.asOf} ${seasons.get(state.date)}`))
  return new Map(
    reached.map(state => {
      const why = `seen as of ${dayText(asOf)}, built as of ${dayText(state.asOf)}`
      return [unitKey(state.table, state.date), { reasons: [{ why, changes: [], more: 0 }], games: null }]
    }),
  )
}

function dayText(asOf: Day | null): string {
  return asOf ?? 'the newest final game'
}

/** Seasons with a game without a result between the two days, for each day that units were built as of. */
function turnedSeasons(store: Store, asOf: Day | null, others: readonly (Day | null)[]): Promise<{ built: Day | null; season: number }[]> {
  return store.rows(compileQuery(seasonsTurned(asOf, others), store))
}

export function seasonsTurned(asOf: Day | null, others: readonly (Day | null)[]): Sql {
  const day = (value: Day | null): Sql => (value === null ? sql`cast(null as date)` : dayLiteral(value))
  const states = versionsOf(gameStates)
  const built = join(
    others.map(other => sql`select ${day(other)} as day`),
    ' union all ',
  )
  return sql`
    with newest as (select coalesce(max(game_date), date '0001-01-01') as day from ${states} where ended_by is null and state = 'final')
    select distinct cast(b.day as string) as built, g.season_year as season
    from (${built}) as b
    cross join newest as n
    join ${states} as g
      on g.ended_by is null and g.state in ('waiting', 'upcoming')
      and g.game_date >= least(coalesce(b.day, n.day), coalesce(${day(asOf)}, n.day))
      and g.game_date < greatest(coalesce(b.day, n.day), coalesce(${day(asOf)}, n.day))`
}
