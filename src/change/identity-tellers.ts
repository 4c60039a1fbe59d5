import { idColumnOf, isPersonOf, issuerOf, namingSources, ownIdOf, personColumns } from '../nba/person-ids.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import { literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { qualifiedName, versionsOf, type Source } from '../table/source.ts'
import type { ListedChanges } from './relations.ts'

/** Changed identities, as three queries of rows `i` with change_id and import_number: by id at their source, by NBA id, and by every lookup that they go by. */
interface Changed {
  readonly identities: SharedQuery
  readonly nbaIds: SharedQuery
  readonly lookups: SharedQuery
}

/** A table whose rows can make somebody another person, and the condition under which a row `r` of it is about the identity `i`. */
interface Teller {
  readonly source: Source
  readonly by: SharedQuery
  readonly concerns: Sql
}

function changedBy(changes: ListedChanges): Changed {
  const identities = defineShared({
    name: 'changed_identities',
    about: 'Changed identities among listed changes.',
    query: sql`
    select change_id, source, source_player_id, import_number
    from ${changes}
    where table_name = ${literal(qualifiedName(playerIdentities))}`,
  })
  const nbaIds = defineShared({
    name: 'changed_nba_ids',
    about: 'Every NBA id that they have or had.',
    query: sql`
    select distinct c.change_id, c.import_number, p.nba_player_id
    from ${identities} as c
    join ${versionsOf(playerIdentities)} as p
      on p.source = c.source and p.source_player_id = c.source_player_id`,
  })
  const named = namingSources
    .filter(source => issuerOf(source) !== 'nba')
    .map(source => sql`select ${personColumns(source)}, r.player_lookup from ${versionsOf(source)} as r`)
  const lookups = defineShared({
    name: 'changed_lookups',
    about: 'Every lookup that they have or had, and that other sources call them by.',
    query: sql`
    select distinct c.change_id, c.import_number, n.player_lookup
    from ${identities} as c
    join (
      ${join([sql`select source, source_player_id, player_lookup from ${versionsOf(playerIdentities)}`, ...named], '\n      union all\n      ')}
    ) as n
      on n.source = c.source and n.source_player_id = c.source_player_id`,
  })
  return { identities, nbaIds, lookups }
}

/** What is most likely to have been meant comes first; conditions of one table stand together. */
function tellers({ identities, nbaIds, lookups }: Changed): Teller[][] {
  const byNbaId = (source: Source, column = 'nba_player_id'): Teller => ({
    source,
    by: nbaIds,
    concerns: raw(`r.${column} = i.nba_player_id`),
  })
  const byLookup = (source: Source, column: string): Teller => ({ source, by: lookups, concerns: raw(`r.${column} = i.player_lookup`) })
  const byPerson = (source: Source): Teller => ({ source, by: identities, concerns: isPersonOf(source) })
  return [
    ...sourcesOf('alias').map(source => [byLookup(source, 'alias_lookup')]),
    ...sourcesOf('person link').map(source => [
      { source, by: identities, concerns: sql`r.source = i.source and ${ownIdOf(source)} = i.source_player_id` },
      byNbaId(source),
    ]),
    ...sourcesOf('registry').map(source => [byLookup(source, 'player_lookup'), byNbaId(source)]),
    ...namingSources.map(source => [issuerOf(source) === 'nba' ? byNbaId(source, idColumnOf(source)) : byPerson(source)]),
  ]
}

/**
 * A query of the imported row behind each identity among listed changes since an import: change_id, source_file, source_row, import_number, and ended_by where the row ended.
 * None where only others’ rows tell.
 */
export function identityTellers(changes: ListedChanges, baseline: number): Sql {
  const began = sql`r.import_number > ${baseline} and r.import_number <= i.import_number`
  const ended = sql`r.ended_by > ${baseline} and r.ended_by <= i.import_number`
  const parts = tellers(changedBy(changes)).flatMap((ways, place) =>
    ways.map(
      ({ source, by, concerns }) => sql`
    select i.change_id, ${place} as place, r.source_file, r.source_row, r.import_number, case when ${began} then null else r.ended_by end as ended_by
    from ${by} as i
    join ${versionsOf(source)} as r
      on ${concerns} and ((${began}) or (${ended}))`,
    ),
  )
  return sql`
    select change_id, source_file, source_row, import_number, ended_by
    from (${join(parts, '\n    union all')}) as told
    qualify row_number() over (partition by change_id order by place, ended_by nulls first, import_number desc, source_file, source_row) = 1`
}
