import { int } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'

/** The officials of a game without the alternate. */
export const CREW = 3

/** The crew that rows of a group name with a column of ids: the three ascending, joined by _; NULL unless they name just three. */
export function crewOf(official: string): Sql {
  const id = raw(official)
  const texts = [sql`min(${id})`, int(sql`sum(distinct ${id}) - min(${id}) - max(${id})`), sql`max(${id})`].map(each => sql`cast(${each} as string)`)
  const [first, second, third] = texts as [Sql, Sql, Sql]
  return sql`case when count(distinct ${id}) = ${CREW} then ${first} || '_' || ${second} || '_' || ${third} end`
}
