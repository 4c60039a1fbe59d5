import { literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import type { Dependency } from '../table/dependency.ts'
import type { Model } from '../table/model.ts'
import { matters, type Touched } from './breadth.ts'
import type { TeamDays } from './relations.ts'

/** The dependencies of a table that some change is about. */
export function mattering({ dependencies }: Model, touched: readonly Touched[]): Dependency[] {
  return dependencies.filter(dependency => touched.some(change => matters(dependency, change)))
}

/** Whether a place is that of a change which a table depends on, as a condition. */
export function condition({ on, fields }: Dependency, place: string): Sql {
  const ofKind = sql`${raw(`${place}.input`)} = ${literal(on)}`
  if (fields === undefined) return ofKind
  return sql`${ofKind} and (${raw(['*', ...fields].map(field => `${place}.names like '% ${field} %'`).join(' or '))})`
}

/** Which date a row of a date may tell as that of the next game: that of the next at all, or of the next that hangs on no result. */
export function looksAhead(teamDays: TeamDays): Sql {
  return sql`
    select season_year, game_date, next_date from ${teamDays} where next_date is not null
    union distinct
    select season_year, game_date, next_fixed_date from ${teamDays} where next_fixed_date is not null`
}

/** Queries of several tables, with `table_name` before their columns; what several tables ask is asked once. */
export function forTables(models: readonly Model[], queriesOf: (model: Model) => readonly Sql[]): Sql[] {
  const asked = new Map<string, { readonly query: Sql; readonly names: Set<string> }>()
  for (const model of models) {
    for (const query of queriesOf(model)) {
      const key = JSON.stringify(query.parts)
      const known = asked.get(key) ?? { query, names: new Set<string>() }
      known.names.add(model.name)
      asked.set(key, known)
    }
  }
  return [...asked.values()].map(({ query, names }) => {
    const tables = [...names].map(name => sql`select ${literal(name)} as table_name`)
    return sql`select t.table_name, r.* from (${query}) as r cross join (${join(tables, ' union all ')}) as t`
  })
}
