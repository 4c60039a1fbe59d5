import { unionAll } from '../../nba/facts/items.ts'
import { resolvedIdentities } from '../../nba/identities.ts'
import { chosenLinks, playerLinks } from '../../nba/identity-links.ts'
import { looseLines, looseTeams } from '../../nba/loose-links.ts'
import { namedLinks, nbaAppearances, nbaSpellings, otherAppearances, otherSpellings } from '../../nba/named-links.ts'
import { issuerOf, issuers, personColumns } from '../../nba/person-ids.ts'
import { playerIdentities } from '../../nba/player-identities.ts'
import { sourcesOf } from '../../nba/sources/index.ts'
import { raw, sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { computeTemporary, dropTemporary } from '../../store/temporary.ts'
import { compileQuery } from '../../table/compile.ts'
import { writeDerived } from './derived.ts'
import type { Inputs } from './stale.ts'

/** What identity resolution found. */
export interface PeopleResolved {
  readonly persons: number
  /** Persons that could not be joined across sources. */
  readonly apart: number
  /** Sentences. */
  readonly findings: readonly string[]
}

/** Shared queries behind the links, computed once for identities and findings. */
const LINKS = [nbaAppearances, otherAppearances, nbaSpellings, otherSpellings, namedLinks, playerLinks, chosenLinks]

/** Resolves every person of every source anew and writes the identities that differ. Part of every import that changed what identities or findings are made of. */
export async function resolvePeople(store: Store, importNumber: number): Promise<PeopleResolved> {
  const ready = await computeTemporary(store, LINKS)
  const options = { dialect: store.dialect, ready }
  await store.run(`create or replace temp table resolved_people as ${compileQuery(resolvedIdentities, options)}`)
  await writeDerived(store, { ...people, from: 'resolved_people', importNumber })
  const [counted] = await store.rows<{ persons: number; apart: number }>(`
    select
      cast(count(distinct person_id) as bigint) as persons,
      cast(coalesce(sum(case when linked_by = 'apart' then 1 else 0 end), 0) as bigint) as apart
    from resolved_people`)
  const findings: string[] = []
  for (const query of people.told) {
    const rows = await store.rows<{ sentence: string }>(compileQuery(query, options))
    findings.push(...rows.map(row => row.sentence))
  }
  await store.run('drop table temp.resolved_people')
  await dropTemporary(store, LINKS)
  return { persons: counted?.persons ?? 0, apart: counted?.apart ?? 0, findings }
}

/** Who issues the ids of `source`, for people. */
const ISSUER = raw(
  `case l.source ${Object.entries(issuers)
    .map(([source, name]) => `when '${source}' then '${name}'`)
    .join(' ')} else l.source end`,
)

const contradictingLinks = sql`
  select
    ${ISSUER} || ' ' || l.source_player_id || ' is linked to different NBA persons: '
      || string_agg(distinct cast(l.nba_player_id as string) || ' by ' || l.linked_by, ', ') || '; taken: ' || cast(min(c.nba_player_id) as string) as sentence
  from ${playerLinks} as l
  join ${chosenLinks} as c
    on c.source = l.source and c.source_player_id = l.source_player_id
  group by l.source, l.source_player_id
  having count(distinct l.nba_player_id) > 1
  order by l.source, l.source_player_id`

const sharedLinks = sql`
  select
    'NBA person ' || cast(nba_player_id as string) || ' is linked to several persons of ' || ${ISSUER} || ': ' || string_agg(source_player_id, ', ' order by source_player_id) as sentence
  from ${chosenLinks} as l
  group by l.source, nba_player_id
  having count(*) > 1
  order by nba_player_id, l.source`

const lines = sourcesOf('stat line')

const doubledLines = sql`
  select
    l.player_full_name || ' (' || ${ISSUER} || ' ' || l.source_player_id || ') played for ' || l.team_abbr || ' in ' || min(l.game_id)
      || ', where NBA.com lists other names: his stat line may stand twice; an alias joins the two' as sentence
  from (${unionAll(
    lines
      .filter(source => issuerOf(source) !== 'nba')
      .map(
        source => sql`
    select ${personColumns(source)}, r.player_full_name, r.team_abbr, r.game_id, r.nba_game_id from ${source} as r where r.player_status = 'active'`,
      ),
  )}
  ) as l
  join ${playerIdentities} as i
    on i.source = l.source and i.source_player_id = l.source_player_id and i.linked_by = 'apart'
  join (${unionAll(
    lines
      .filter(source => issuerOf(source) === 'nba')
      .map(source => sql` select distinct nba_game_id, team_abbr from ${source} where player_status = 'active'`),
  )}) as n
    on n.nba_game_id = l.nba_game_id and n.team_abbr = l.team_abbr
  group by l.source, l.source_player_id, l.player_full_name, l.team_abbr
  order by l.source, l.source_player_id`

/** The identities, and the findings that are told with them. */
export const people: Inputs = {
  table: playerIdentities,
  query: resolvedIdentities,
  told: [contradictingLinks, sharedLinks, doubledLines],
  narrow: { queries: looseLines, teams: looseTeams },
}
