import { cast } from '../sql/operations.ts'
import { join, raw, sql, type Relation, type Sql } from '../sql/sql.ts'
import type { Column } from './column.ts'

/** A temporary table as it is declared. Nobody can read it by this: who fills it gets a `Filled` and hands that on. */
export interface TemporaryTable<Name extends string = string> {
  readonly name: Name
  readonly about: string
  readonly columns: Readonly<Record<string, Column>>
  /** The file that fills it. */
  readonly madeBy: string
  /** The files that are handed it. */
  readonly readBy: readonly string[]
}

/** A temporary table that holds rows. */
export interface Filled<Name extends string = string> extends Relation {
  readonly kind: 'temporary'
  readonly name: Name
}

export function defineTemporary<const Name extends string>(spec: TemporaryTable<Name>): TemporaryTable<Name> {
  return Object.freeze(spec)
}

/** The rows of several queries in the columns and types of a temporary table; no rows when there is no query. */
export function rowsFor({ columns }: TemporaryTable, queries: readonly Sql[]): Sql {
  const entries = Object.entries(columns)
  const items = (value: (name: string) => Sql): Sql =>
    join(
      entries.map(([name, { type }]) => sql`${cast(value(name), type)} as ${raw(name)}`),
      ', ',
    )
  if (queries.length === 0) return sql`select ${items(() => sql`null`)} from (select 1 as one) as nothing where false`
  return sql`select ${items(raw)} from (${join(queries, '\nunion all\n')}) as made`
}
