import { int, withoutPattern } from '../sql/operations.ts'
import { sql, type Sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { COUNTS, items } from './facts/stat-lines.ts'
import { brefInactives } from './sources/bref-inactives.ts'
import { brefPlayerBoxscores } from './sources/bref-player-boxscores.ts'
import { nbacPlayerBoxscores } from './sources/nbac-player-boxscores.ts'
import { playerAliases } from './sources/player-aliases.ts'
import { playerCrosswalk } from './sources/player-crosswalk.ts'

const SUFFIX = '(jr|sr|ii|iii|iv|v)$'

function withoutSuffix(lookup: Sql): Sql {
  return withoutPattern(lookup, SUFFIX)
}

export const nbaAppearances: SharedQuery = defineShared({
  name: 'nba_appearances',
  about: 'Games, teams and names of NBA.com persons with their stat lines, one row per game and person.',
  query: sql`
    select *
    from (
      select
        nba_game_id,
        game_date,
        team_abbr,
        nba_player_id,
        player_full_name,
        player_lookup,
        player_status,
        ${statLine()} as stat_line,
        row_number() over (partition by nba_game_id, nba_player_id order by case feed when 'nba_box_score_v2' then 1 else 2 end, feed) as pick
      from ${nbacPlayerBoxscores}
    ) as picked
    where pick = 1`,
})

/** All counting statistics as one text; NULL without a stat line. */
function statLine(): Sql {
  return sql`case when player_status = 'active' then concat(${items(COUNTS, name => `coalesce(cast(${name} as string), '-')`, `, ' ', `)}) end`
}

export const brefAppearances: SharedQuery = defineShared({
  name: 'bref_appearances',
  about: 'Games, teams and names of Basketball-Reference persons, inactive lists included, with their stat lines.',
  query: sql`
    select nba_game_id, game_date, team_abbr, bref_player_id, player_full_name, player_lookup, ${statLine()} as stat_line
    from ${brefPlayerBoxscores}
    union all
    select nba_game_id, game_date, team_abbr, bref_player_id, player_full_name, player_lookup, cast(null as string) as stat_line
    from ${brefInactives}`,
})

export const namedLinks: SharedQuery = defineShared({
  name: 'named_links',
  about:
    'Links that ids and names tell: the crosswalk, the same name in the same game and team, an alias, the same name anywhere when it is one person’s on both sides.',
  query: sql`
    select source_player_id as bref_player_id, nba_player_id, 1 as rank, 'crosswalk' as linked_by, 1 as games
    from ${playerCrosswalk}
    where source = 'bref'
    union all
    select b.bref_player_id, n.nba_player_id, 2 as rank, 'same name' as linked_by, ${int(sql`count(*)`)} as games
    from ${brefAppearances} as b
    join ${nbaAppearances} as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.player_lookup = b.player_lookup
    group by b.bref_player_id, n.nba_player_id
    union all
    select b.bref_player_id, n.only_nba_id as nba_player_id, 3 as rank, 'alias' as linked_by, 1 as games
    from (select distinct bref_player_id, player_lookup from ${brefAppearances}) as b
    join ${playerAliases} as a
      on a.alias_lookup = b.player_lookup and a.is_active
    join (select player_lookup, min(nba_player_id) as only_nba_id from ${nbaAppearances} group by player_lookup having count(distinct nba_player_id) = 1) as n
      on n.player_lookup = a.nba_canonical_lookup
    union all
    select b.only_bref_id as bref_player_id, n.only_nba_id as nba_player_id, 4 as rank, 'same name' as linked_by, 1 as games
    from (select player_lookup, min(bref_player_id) as only_bref_id from ${brefAppearances} group by player_lookup having count(distinct bref_player_id) = 1) as b
    join (select player_lookup, min(nba_player_id) as only_nba_id from ${nbaAppearances} group by player_lookup having count(distinct nba_player_id) = 1) as n
      on n.player_lookup = b.player_lookup`,
})

const loosePairs: SharedQuery = defineShared({
  name: 'loose_pairs',
  about: 'Pairs of one game and team in which neither person has a link by id or name.',
  query: sql`
    select
      b.nba_game_id,
      b.team_abbr,
      b.bref_player_id,
      n.nba_player_id,
      ${withoutSuffix(sql`b.player_lookup`)} = ${withoutSuffix(sql`n.player_lookup`)} as equal_but_suffix,
      coalesce(b.stat_line = n.stat_line, false) as equal_stat_line
    from (
      select a.*
      from ${brefAppearances} as a
      left join (select distinct bref_player_id from ${namedLinks}) as linked
        on linked.bref_player_id = a.bref_player_id
      where linked.bref_player_id is null
    ) as b
    join (
      select a.*
      from ${nbaAppearances} as a
      left join (select distinct nba_player_id from ${namedLinks}) as linked
        on linked.nba_player_id = a.nba_player_id
      where linked.nba_player_id is null
    ) as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr`,
})

/** Links that one game tells: pairs under a condition that holds for no other pair with either of the two in that game. */
function uniquePairs(condition: Sql, rank: number, how: Sql): Sql {
  return sql`
    select bref_player_id, nba_player_id, ${rank} as rank, ${how} as linked_by, ${int(sql`count(*)`)} as games
    from (
      select
        bref_player_id,
        nba_player_id,
        count(*) over (partition by nba_game_id, team_abbr, bref_player_id) as nba_candidates,
        count(*) over (partition by nba_game_id, team_abbr, nba_player_id) as bref_candidates
      from ${loosePairs}
      where ${condition}
    ) as pairs
    where nba_candidates = 1 and bref_candidates = 1
    group by bref_player_id, nba_player_id`
}

const suffixLinks: SharedQuery = defineShared({
  name: 'suffix_links',
  about: 'Links of names that are equal but for the suffix, unique in a game and team.',
  query: uniquePairs(sql`equal_but_suffix`, 5, sql`'suffix'`),
})

const statLineLinks: SharedQuery = defineShared({
  name: 'stat_line_links',
  about: 'Links of identical stat lines, unique in a game and team, of persons whom no name links.',
  query: sql`
    select s.*
    from (${uniquePairs(sql`equal_stat_line`, 6, sql`'stat line'`)}) as s
    left join (select distinct bref_player_id from ${suffixLinks}) as linked_bref
      on linked_bref.bref_player_id = s.bref_player_id
    left join (select distinct nba_player_id from ${suffixLinks}) as linked_nba
      on linked_nba.nba_player_id = s.nba_player_id
    where linked_bref.bref_player_id is null and linked_nba.nba_player_id is null`,
})

/** Every link that any rule finds, several per person when rules or games disagree. */
export const playerLinks: SharedQuery = defineShared({
  name: 'player_links',
  about: 'Every link between a Basketball-Reference person and an NBA person that any rule finds.',
  query: sql`
    select * from ${namedLinks}
    union all
    select * from ${suffixLinks}
    union all
    select * from ${statLineLinks}`,
})

export const chosenLinks: SharedQuery = defineShared({
  name: 'chosen_links',
  about: 'One link per Basketball-Reference person: the strongest rule, then the most games, then the smaller id.',
  query: sql`
    select bref_player_id, nba_player_id, linked_by
    from (
      select l.*, row_number() over (partition by bref_player_id order by rank, games desc, nba_player_id) as pick
      from ${playerLinks} as l
    ) as ranked
    where pick = 1`,
})
