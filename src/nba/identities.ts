import { sql, type Sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { chosenLinks } from './identity-links.ts'
import { brefSpellings, nbaSpellings } from './named-links.ts'
import { nbaPlayersRegistry } from './sources/nba-players-registry.ts'
import { playerCrosswalk } from './sources/player-crosswalk.ts'

const nbaNames: SharedQuery = defineShared({
  name: 'nba_names',
  about: 'The name of each NBA person: of his newest game at NBA.com, else the crosswalk’s, else Basketball-Reference’s newest.',
  query: sql`
    select nba_player_id, player_full_name, player_lookup
    from (
      select
        named.*,
        row_number() over (partition by nba_player_id order by rank, newest desc, player_full_name) as pick
      from (
        select nba_player_id, player_full_name, player_lookup, 1 as rank, newest
        from ${nbaSpellings}
        union all
        select nba_player_id, nba_name, nba_lookup, 2 as rank, cast(null as string) as newest
        from ${playerCrosswalk}
        where nba_name is not null and nba_lookup is not null
        union all
        select c.nba_player_id, b.player_full_name, b.player_lookup, 3 as rank, b.newest
        from ${brefSpellings} as b
        join ${chosenLinks} as c
          on c.bref_player_id = b.bref_player_id
      ) as named
    ) as ranked
    where pick = 1`,
})

const brefNames: SharedQuery = defineShared({
  name: 'bref_names',
  about: 'The name of each Basketball-Reference person in his newest game.',
  query: sql`
    select bref_player_id, player_full_name, player_lookup
    from (
      select
        b.*,
        row_number() over (partition by bref_player_id order by newest desc, player_full_name) as pick
      from ${brefSpellings} as b
    ) as ranked
    where pick = 1`,
})

const registryIds: SharedQuery = defineShared({
  name: 'registry_ids',
  about: 'Universal ids of a user’s registry, one per lookup: of the newest season.',
  query: sql`
    select player_lookup, universal_player_id
    from (
      select r.*, row_number() over (partition by player_lookup order by season desc, team_abbr, universal_player_id) as pick
      from ${nbaPlayersRegistry} as r
    ) as ranked
    where pick = 1`,
})

/** Rows of `nba_reference.player_identities`: every person of every source, resolved. */
export const resolvedIdentities: Sql = sql`
  select
    p.source,
    p.source_player_id,
    p.person_id,
    p.nba_player_id,
    p.player_full_name,
    p.player_lookup,
    coalesce(r.universal_player_id, p.player_lookup || '_' || cast(p.nba_player_id as string)) as universal_player_id,
    p.linked_by
  from (
    select
      'nba' as source,
      cast(nba_player_id as string) as source_player_id,
      'nba:' || cast(nba_player_id as string) as person_id,
      nba_player_id,
      player_full_name,
      player_lookup,
      'nba id' as linked_by
    from ${nbaNames}
    union all
    select
      'bref' as source,
      b.bref_player_id as source_player_id,
      coalesce('nba:' || cast(c.nba_player_id as string), 'bref:' || b.bref_player_id) as person_id,
      c.nba_player_id,
      coalesce(n.player_full_name, b.player_full_name) as player_full_name,
      coalesce(n.player_lookup, b.player_lookup) as player_lookup,
      coalesce(c.linked_by, 'apart') as linked_by
    from ${brefNames} as b
    left join ${chosenLinks} as c
      on c.bref_player_id = b.bref_player_id
    left join ${nbaNames} as n
      on n.nba_player_id = c.nba_player_id
  ) as p
  left join ${registryIds} as r
    on r.player_lookup = p.player_lookup`
