import type { Relation, Sql } from '../sql/sql.ts'
import { relationsBehind } from '../table/compile.ts'
import type { SharedQuery } from '../table/shared.ts'

/** A query and the shared queries behind it, but those that stay `apart`. */
export function queriesBehind(query: Sql, apart?: ReadonlySet<Relation>): Sql[] {
  const shared = relationsBehind(query, apart).filter(relation => relation.kind === 'shared')
  return [query, ...shared.map(relation => (relation as SharedQuery).query)]
}

/** The words of a query: names of columns are among them. */
export function wordsOf(query: Sql): string[] {
  return query.parts.flatMap(part => {
    if (typeof part === 'string') return part.match(/[a-z_][a-z0-9_]*/g) ?? []
    if (part.kind !== 'call') return []
    return part.args.flatMap(arg =>
      typeof arg === 'object' && 'parts' in arg ? wordsOf(arg) : Array.isArray(arg) ? (arg as readonly Sql[]).flatMap(wordsOf) : [],
    )
  })
}

/** The words of a query and of all shared queries behind it. */
export function wordsBehind(query: Sql): string[] {
  return queriesBehind(query).flatMap(wordsOf)
}
