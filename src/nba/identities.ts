import { sql, type Sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { chosenLinks } from './identity-links.ts'
import { nbaSpellings, otherSpellings } from './named-links.ts'
import { factsOf } from './sources/index.ts'

const nbaNames: SharedQuery = defineShared({
  name: 'nba_names',
  about:
    'The name of each NBA person: of his newest game at NBA.com, else the crosswalk’s, else the newest of another source; of who has played no game, the newest roster’s, or that of NBA.com’s list for a name that only another roster has.',
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
        from ${factsOf('person link')}
        where nba_name is not null and nba_lookup is not null
        union all
        select c.nba_player_id, b.player_full_name, b.player_lookup, 3 as rank, b.newest
        from ${otherSpellings} as b
        join ${chosenLinks} as c
          on c.source = b.source and c.source_player_id = b.source_player_id
        union all
        select nba_player_id, player_full_name, player_lookup, 4 as rank, cast(roster_date as string) as newest
        from ${factsOf('roster')}
        where nba_player_id is not null
        union all
        select min(r.nba_player_id) as nba_player_id, min(r.player_full_name) as player_full_name, r.player_lookup, 5 as rank, cast(null as string) as newest
        from ${factsOf('registry')} as r
        join (select distinct player_lookup from ${factsOf('roster')} where nba_player_id is null) as e
          on e.player_lookup = r.player_lookup
        where r.feed = 'nba_players'
        group by r.player_lookup
        having count(distinct r.nba_player_id) = 1
      ) as named
    ) as ranked
    where pick = 1`,
})

const otherNames: SharedQuery = defineShared({
  name: 'other_names',
  about: 'The name of each person of another source in his newest game.',
  query: sql`
    select source, source_player_id, player_full_name, player_lookup
    from (
      select
        b.*,
        row_number() over (partition by source, source_player_id order by newest desc, player_full_name) as pick
      from ${otherSpellings} as b
    ) as ranked
    where pick = 1`,
})

const registryPersons: SharedQuery = defineShared({
  name: 'registry_persons',
  about: 'Lookup and universal id that a user’s registry gives to NBA persons by their id: of the newest season.',
  query: sql`
    select nba_player_id, player_lookup, universal_player_id
    from (
      select r.*, row_number() over (partition by nba_player_id order by season desc, team_abbr, player_lookup) as pick
      from ${factsOf('registry')} as r
      where feed = 'user' and nba_player_id is not null
    ) as ranked
    where pick = 1`,
})

const registryIds: SharedQuery = defineShared({
  name: 'registry_ids',
  about: 'Universal ids of a user’s registry, one per lookup: of the newest season; with the NBA person whom they are of, where it tells.',
  query: sql`
    select player_lookup, universal_player_id, nba_player_id
    from (
      select r.*, row_number() over (partition by player_lookup order by season desc, team_abbr, universal_player_id) as pick
      from ${factsOf('registry')} as r
      where feed = 'user'
    ) as ranked
    where pick = 1`,
})

/** Rows of `nba_reference.player_identities`: every person of every source, resolved. What a registry says of an NBA person id overrides what follows from his name. */
export const resolvedIdentities: Sql = sql`
  select
    p.source,
    p.source_player_id,
    p.person_id,
    p.nba_player_id,
    p.player_full_name,
    coalesce(o.player_lookup, p.player_lookup) as player_lookup,
    coalesce(o.universal_player_id, r.universal_player_id, p.player_lookup || '_' || cast(p.nba_player_id as string)) as universal_player_id,
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
      b.source,
      b.source_player_id,
      coalesce('nba:' || cast(c.nba_player_id as string), b.source || ':' || b.source_player_id) as person_id,
      c.nba_player_id,
      coalesce(n.player_full_name, b.player_full_name) as player_full_name,
      coalesce(n.player_lookup, b.player_lookup) as player_lookup,
      coalesce(c.linked_by, 'apart') as linked_by
    from ${otherNames} as b
    left join ${chosenLinks} as c
      on c.source = b.source and c.source_player_id = b.source_player_id
    left join ${nbaNames} as n
      on n.nba_player_id = c.nba_player_id
  ) as p
  left join ${registryPersons} as o
    on o.nba_player_id = p.nba_player_id
  left join ${registryIds} as r
    on r.player_lookup = p.player_lookup and (r.nba_player_id is null or p.nba_player_id is null)`
