import { cast } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import type { ColumnType } from '../../sql/types.ts'
import type { Source } from '../../table/source.ts'

/** One expression per name, separated as select items unless told otherwise. */
export function items(names: readonly string[], item: (name: string) => string, separator: string = ',\n      '): Sql {
  return join(
    names.map(name => raw(item(name))),
    separator,
  )
}

/** One piece per name as select items. */
export function pieces(names: readonly string[], piece: (name: string) => Sql): Sql {
  return join(names.map(piece), ',\n      ')
}

/** Columns of a source as row `r` has them, NULL where the source has no such column. */
export function columnsOrNull(source: Source, columns: Readonly<Record<string, ColumnType>>): Sql {
  return pieces(Object.keys(columns), name =>
    name in source.columns ? raw(`r.${name}`) : sql`${cast(sql`null`, columns[name] ?? 'string')} as ${raw(name)}`,
  )
}

/** Several queries as one, row under row. */
export function unionAll(queries: readonly Sql[]): Sql {
  return join(queries, '\n    union all')
}
