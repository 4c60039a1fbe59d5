import { resolvedIdentities } from '../nba/identities.ts'
import { chosenLinks, playerLinks } from '../nba/identity-links.ts'
import { looseLines, looseTeams } from '../nba/loose-links.ts'
import { brefAppearances, brefSpellings, namedLinks, nbaAppearances, nbaSpellings } from '../nba/named-links.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { brefPlayerBoxscores } from '../nba/sources/bref-player-boxscores.ts'
import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { computeTemporary, dropTemporary } from '../store/temporary.ts'
import { compileQuery } from '../table/compile.ts'
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
const LINKS = [nbaAppearances, brefAppearances, nbaSpellings, brefSpellings, namedLinks, playerLinks, chosenLinks]

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

const contradictingLinks = sql`
  select
    'Basketball-Reference ' || l.bref_player_id || ' is linked to different NBA persons: '
      || string_agg(distinct cast(l.nba_player_id as string) || ' by ' || l.linked_by, ', ') || '; taken: ' || cast(min(c.nba_player_id) as string) as sentence
  from ${playerLinks} as l
  join ${chosenLinks} as c
    on c.bref_player_id = l.bref_player_id
  group by l.bref_player_id
  having count(distinct l.nba_player_id) > 1
  order by l.bref_player_id`

const sharedLinks = sql`
  select
    'NBA person ' || cast(nba_player_id as string) || ' is linked to several persons of Basketball-Reference: ' || string_agg(bref_player_id, ', ' order by bref_player_id) as sentence
  from ${chosenLinks}
  group by nba_player_id
  having count(*) > 1
  order by nba_player_id`

const doubledLines = sql`
  select
    b.player_full_name || ' (Basketball-Reference ' || b.bref_player_id || ') played for ' || b.team_abbr || ' in ' || min(b.game_id)
      || ', where NBA.com lists other names: his stat line may stand twice; an alias joins the two' as sentence
  from ${brefPlayerBoxscores} as b
  join ${playerIdentities} as i
    on i.source = 'bref' and i.source_player_id = b.bref_player_id and i.linked_by = 'apart'
  join (select distinct nba_game_id, team_abbr from ${nbacPlayerBoxscores} where player_status = 'active') as n
    on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr
  where b.player_status = 'active'
  group by b.bref_player_id, b.player_full_name, b.team_abbr
  order by b.bref_player_id`

/** The identities, and the findings that are told with them. */
export const people: Inputs = {
  table: playerIdentities,
  query: resolvedIdentities,
  told: [contradictingLinks, sharedLinks, doubledLines],
  narrow: { queries: looseLines, teams: looseTeams },
}
