import type { Part } from '../../feeds/format.ts'
import { SUFFIX } from '../../nba/player-lookup.ts'
import { namingSources } from '../../nba/person-ids.ts'
import { factsOf } from '../../nba/sources/index.ts'
import { sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery } from '../../table/compile.ts'
import { qualifiedName } from '../../table/source.ts'

/** Lookups of everybody whom some file names, and what is left of each without its suffix. A temporary table. */
const knownNames = 'temp.known_names'

/** Reads whom the files so far name, for rows that name somebody whom others must know. */
export async function prepareNames(store: Store, { namesSomebody }: Part): Promise<void> {
  if (namesSomebody === undefined) return
  const told = sql`
    select nba_lookup as lookup from ${factsOf('person link')} where nba_lookup is not null
    union select player_lookup from ${factsOf('registry')}
    union select alias_lookup from ${factsOf('alias')} where is_active`
  const named = namingSources.map(source => `union select player_lookup from ${qualifiedName(source)} where ended_by is null`)
  await store.run(`create or replace temp table known_names as
    select lookup, ${withoutSuffix('lookup')} as stem from (select lookup from (${compileQuery(told, store)}) as t ${named.join(' ')}) as n`)
}

function withoutSuffix(lookup: string): string {
  return `regexp_replace(${lookup}, '${SUFFIX}', '')`
}

/** Whether nobody has a lookup, or a name that is equal but for the suffix. */
export function isNobody(lookup: string): string {
  return `${withoutSuffix(lookup)} not in (select stem from ${knownNames})`
}

/** Whether nobody has a lookup, and several have a name that is equal but for the suffix. */
export function isOneOfSeveral(lookup: string): string {
  return `${lookup} not in (select lookup from ${knownNames})
    and ${withoutSuffix(lookup)} in (select stem from ${knownNames} group by stem having count(distinct lookup) > 1)`
}

/** Those whose names are equal to a lookup but for the suffix. */
export function namesLike(lookup: string): string {
  return `(select string_agg(lookup, ' or ' order by lookup) from ${knownNames} where stem = ${withoutSuffix(lookup)})`
}
