import { int, withoutPattern } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { COUNTS, items } from './facts/stat-lines.ts'
import { brefAppearances, brefSpellings, NAMED, namedLinks, nbaAppearances, nbaSpellings } from './named-links.ts'
import { playerIdentities } from './player-identities.ts'
import { brefPlayerBoxscores } from './sources/bref-player-boxscores.ts'
import { nbacPlayerBoxscores } from './sources/nbac-player-boxscores.ts'

const looseBref: SharedQuery = defineShared({
  name: 'loose_bref',
  about: 'Basketball-Reference persons whom no id or name links.',
  query: sql`
    select distinct p.bref_player_id
    from ${brefSpellings} as p
    left join (select distinct bref_player_id from ${namedLinks}) as linked
      on linked.bref_player_id = p.bref_player_id
    where linked.bref_player_id is null`,
})

const looseNba: SharedQuery = defineShared({
  name: 'loose_nba',
  about: 'NBA.com persons whom no id or name links.',
  query: sql`
    select distinct p.nba_player_id
    from ${nbaSpellings} as p
    left join (select distinct nba_player_id from ${namedLinks}) as linked
      on linked.nba_player_id = p.nba_player_id
    where linked.nba_player_id is null`,
})

const SUFFIX = '(jr|sr|ii|iii|iv|v)$'

const suffixPairs: SharedQuery = defineShared({
  name: 'suffix_pairs',
  about: 'Loose persons of one game and team whose names are equal but for the suffix.',
  query: sql`
    select b.nba_game_id, b.team_abbr, b.bref_player_id, n.nba_player_id
    from (select a.* from ${brefAppearances} as a join ${looseBref} as l on l.bref_player_id = a.bref_player_id) as b
    join (select a.* from ${nbaAppearances} as a join ${looseNba} as l on l.nba_player_id = a.nba_player_id) as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr
    where ${withoutPattern(sql`b.player_lookup`, SUFFIX)} = ${withoutPattern(sql`n.player_lookup`, SUFFIX)}`,
})

/** All counting statistics as one text. */
function statLine(row: string): Sql {
  return sql`concat(${items(COUNTS, name => `coalesce(cast(${row}.${name} as string), '-')`, `, ' ', `)})`
}

const looseBrefLines: SharedQuery = defineShared({
  name: 'loose_bref_lines',
  about: 'Stat lines of loose Basketball-Reference persons.',
  query: sql`
    select r.nba_game_id, r.team_abbr, r.bref_player_id, ${statLine('r')} as stat_line
    from ${brefPlayerBoxscores} as r
    join ${looseBref} as l
      on l.bref_player_id = r.bref_player_id
    where r.player_status = 'active'`,
})

const looseNbaLines: SharedQuery = defineShared({
  name: 'loose_nba_lines',
  about: 'Stat lines of loose NBA.com persons, of the feed that counts.',
  query: sql`
    select r.nba_game_id, r.team_abbr, r.nba_player_id, ${statLine('r')} as stat_line
    from ${nbacPlayerBoxscores} as r
    join ${looseNba} as l
      on l.nba_player_id = r.nba_player_id
    join ${nbaAppearances} as a
      on a.feed = r.feed and a.nba_game_id = r.nba_game_id and a.nba_player_id = r.nba_player_id
    where r.player_status = 'active'`,
})

const statLinePairs: SharedQuery = defineShared({
  name: 'stat_line_pairs',
  about: 'Loose persons of one game and team whose stat lines are identical.',
  query: sql`
    select b.nba_game_id, b.team_abbr, b.bref_player_id, n.nba_player_id
    from ${looseBrefLines} as b
    join ${looseNbaLines} as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.stat_line = b.stat_line`,
})

interface Rule {
  readonly rank: number
  readonly told: 'suffix' | 'stat line'
}

/** Links that one game tells: pairs where no other pair has either of the two in that game. */
function uniquePairs(pairs: SharedQuery, { rank, told }: Rule): Sql {
  return sql`
    select bref_player_id, nba_player_id, ${rank} as rank, ${raw(`'${told}'`)} as linked_by, ${int(sql`count(*)`)} as games
    from (
      select
        bref_player_id,
        nba_player_id,
        count(*) over (partition by nba_game_id, team_abbr, bref_player_id) as nba_candidates,
        count(*) over (partition by nba_game_id, team_abbr, nba_player_id) as bref_candidates
      from ${pairs}
    ) as pairs
    where nba_candidates = 1 and bref_candidates = 1
    group by bref_player_id, nba_player_id`
}

export const suffixLinks: SharedQuery = defineShared({
  name: 'suffix_links',
  about: 'Links of names that are equal but for the suffix, unique in a game and team.',
  query: uniquePairs(suffixPairs, { rank: 5, told: 'suffix' }),
})

export const statLineLinks: SharedQuery = defineShared({
  name: 'stat_line_links',
  about: 'Links of identical stat lines, unique in a game and team, of persons whom no name links.',
  query: sql`
    select s.*
    from (${uniquePairs(statLinePairs, { rank: 6, told: 'stat line' })}) as s
    left join (select distinct bref_player_id from ${suffixLinks}) as linked_bref
      on linked_bref.bref_player_id = s.bref_player_id
    left join (select distinct nba_player_id from ${suffixLinks}) as linked_nba
      on linked_nba.nba_player_id = s.nba_player_id
    where linked_bref.bref_player_id is null and linked_nba.nba_player_id is null`,
})

/** The queries that read statistics, of loose persons only: what no other query reads can make a difference in `looseTeams` and nowhere else. */
export const looseLines: ReadonlySet<SharedQuery> = new Set([looseBrefLines, looseNbaLines])

const named = raw(NAMED.map(by => `'${by}'`).join(', '))

/**
 * Games and teams in which persons of both sources may be loose, by the identities as they were resolved when nothing but statistics was different. None is missing:
 * a link by id or name is the strongest, so who is not told to have one at Basketball-Reference is loose, and who is told to have one at NBA.com is not.
 */
export const looseTeams: Sql = sql`
  select distinct b.nba_game_id, b.team_abbr
  from ${brefPlayerBoxscores} as b
  join ${playerIdentities} as i
    on i.source = 'bref' and i.source_player_id = b.bref_player_id and i.linked_by not in (${named})
  join ${nbacPlayerBoxscores} as n
    on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr
  left join (select distinct nba_player_id from ${playerIdentities} where source = 'bref' and linked_by in (${named})) as linked
    on linked.nba_player_id = n.nba_player_id
  where linked.nba_player_id is null`
