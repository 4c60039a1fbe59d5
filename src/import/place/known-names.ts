import type { Part } from '../../feeds/format.ts'
import { SUFFIX } from '../../nba/player-lookup.ts'
import { issuerOf, namingSources } from '../../nba/person-ids.ts'
import { factsOf, sourcesOf } from '../../nba/sources/index.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery } from '../../table/compile.ts'

/** Lookups of everybody whom some file names, and what is left of each without its suffix. A temporary table. */
const knownNames = 'temp.known_names'

/** Names that files so far tell, one row per name: links, registry, aliases, and whoever is named in a game. */
const told = sql`
    select nba_lookup as lookup from ${factsOf('person link')} where nba_lookup is not null
    union select player_lookup from ${factsOf('registry')}
    union select alias_lookup from ${factsOf('alias')} where is_active
    union ${join(
      namingSources.map(source => sql`select player_lookup from ${source}`),
      ' union ',
    )}`

/** The names of persons by their NBA ids, as files tell them. */
const namesOfIds = join(
  [...namingSources, ...sourcesOf('registry')]
    .filter(source => issuerOf(source) === 'nba')
    .map(
      source =>
        sql`select ${raw(source.person?.column ?? 'null')} as id, player_full_name as name, import_number from ${source} where player_full_name is not null`,
    ),
  ' union all ',
)

/** What decides whether a named row must wait for a name. */
export const nameQueries: readonly Sql[] = [told, namesOfIds]

/** SQL for the newest name of each NBA id: `id` and `name`. */
export function newestNames(store: Store): string {
  return `select id, arg_max(name, import_number) as name from (${compileQuery(namesOfIds, store)}) as n group by id`
}

/** Reads whom the files so far name, for rows that name somebody whom others must know. */
export async function prepareNames(store: Store, { namesSomebody }: Part): Promise<void> {
  if (namesSomebody === undefined) return
  await store.run(
    `create or replace temp table known_names as select lookup, ${withoutSuffix('lookup')} as stem from (${compileQuery(told, store)}) as t`,
  )
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
