import { join, raw, sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from './shared.ts'
import { columnsOfFact, type Fact, type Source } from './source.ts'

/** The current rows of all sources of a kind as one relation, in the columns that the kind needs: the source itself where there is but one. */
export function oneRelation(fact: Fact, sources: readonly Source[]): Source | SharedQuery {
  const [only, ...others] = sources
  if (only !== undefined && others.length === 0) return only
  const columns = raw([...new Set(['feed', ...(columnsOfFact[fact] ?? []), 'import_number'])].join(', '))
  return defineShared({
    name: `rows_of_${fact.replaceAll(' ', '_')}`,
    about: `Rows of every source that tells a ${fact}.`,
    query: join(
      sources.map(source => sql`select ${columns} from ${source}`),
      ' union all ',
    ),
  })
}
