import { int } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { brefInactives } from './sources/bref-inactives.ts'
import { brefPlayerBoxscores } from './sources/bref-player-boxscores.ts'
import { nbacPlayerBoxscores } from './sources/nbac-player-boxscores.ts'
import { playerAliases } from './sources/player-aliases.ts'
import { playerCrosswalk } from './sources/player-crosswalk.ts'

export const nbaAppearances: SharedQuery = defineShared({
  name: 'nba_appearances',
  about: 'Games, teams and names of NBA.com persons, one row per game and person, with the feed that counts.',
  query: sql`
    select *
    from (
      select
        feed,
        nba_game_id,
        game_date,
        team_abbr,
        nba_player_id,
        player_full_name,
        player_lookup,
        row_number() over (partition by nba_game_id, nba_player_id order by case feed when 'nba_box_score_v2' then 1 else 2 end, feed) as pick
      from ${nbacPlayerBoxscores}
    ) as picked
    where pick = 1`,
})

export const brefAppearances: SharedQuery = defineShared({
  name: 'bref_appearances',
  about: 'Games, teams and names of Basketball-Reference persons, inactive lists included.',
  query: sql`
    select nba_game_id, game_date, team_abbr, bref_player_id, player_full_name, player_lookup
    from ${brefPlayerBoxscores}
    union all
    select nba_game_id, game_date, team_abbr, bref_player_id, player_full_name, player_lookup
    from ${brefInactives}`,
})

/** The newest game of a group, as text that sorts like its date and id. */
const NEWEST = sql`max(cast(game_date as string) || nba_game_id)`

export const nbaSpellings: SharedQuery = defineShared({
  name: 'nba_spellings',
  about: 'Names of each NBA.com person, each with the newest game that has it.',
  query: sql`
    select nba_player_id, player_full_name, player_lookup, ${NEWEST} as newest
    from ${nbaAppearances}
    group by nba_player_id, player_full_name, player_lookup`,
})

export const brefSpellings: SharedQuery = defineShared({
  name: 'bref_spellings',
  about: 'Names of each Basketball-Reference person, each with the newest game that has it.',
  query: sql`
    select bref_player_id, player_full_name, player_lookup, ${NEWEST} as newest
    from ${brefAppearances}
    group by bref_player_id, player_full_name, player_lookup`,
})

/** How links by id or name are told. */
export const NAMED: readonly ['crosswalk', 'same name', 'alias'] = ['crosswalk', 'same name', 'alias']

function told(by: (typeof NAMED)[number]): Sql {
  return raw(`'${by}' as linked_by`)
}

export const namedLinks: SharedQuery = defineShared({
  name: 'named_links',
  about:
    'Links that ids and names tell: the crosswalk, the same name in the same game and team, an alias, the same name anywhere when it is one person’s on both sides.',
  query: sql`
    select source_player_id as bref_player_id, nba_player_id, 1 as rank, ${told('crosswalk')}, 1 as games
    from ${playerCrosswalk}
    where source = 'bref'
    union all
    select b.bref_player_id, n.nba_player_id, 2 as rank, ${told('same name')}, ${int(sql`count(*)`)} as games
    from ${brefAppearances} as b
    join ${nbaAppearances} as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.player_lookup = b.player_lookup
    group by b.bref_player_id, n.nba_player_id
    union all
    select b.bref_player_id, n.only_nba_id as nba_player_id, 3 as rank, ${told('alias')}, 1 as games
    from (select distinct bref_player_id, player_lookup from ${brefSpellings}) as b
    join ${playerAliases} as a
      on a.alias_lookup = b.player_lookup and a.is_active
    join (select player_lookup, min(nba_player_id) as only_nba_id from ${nbaSpellings} group by player_lookup having count(distinct nba_player_id) = 1) as n
      on n.player_lookup = a.nba_canonical_lookup
    union all
    select b.only_bref_id as bref_player_id, n.only_nba_id as nba_player_id, 4 as rank, ${told('same name')}, 1 as games
    from (select player_lookup, min(bref_player_id) as only_bref_id from ${brefSpellings} group by player_lookup having count(distinct bref_player_id) = 1) as b
    join (select player_lookup, min(nba_player_id) as only_nba_id from ${nbaSpellings} group by player_lookup having count(distinct nba_player_id) = 1) as n
      on n.player_lookup = b.player_lookup`,
})
