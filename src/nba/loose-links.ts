import { int, withoutPattern } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { items, unionAll } from './facts/items.ts'
import { NAMED, namedLinks, nbaAppearances, nbaSpellings, otherAppearances, otherSpellings } from './named-links.ts'
import { issuerOf, ownIdOf, personColumns, personIdOf } from './person-ids.ts'
import { SUFFIX } from './player-lookup.ts'
import { playerIdentities } from './player-identities.ts'
import { sourcesOf } from './sources/index.ts'
import { COUNTS } from './statistics.ts'

const lines = sourcesOf('stat line')
const linesOfNba = lines.filter(source => issuerOf(source) === 'nba')
const linesOfOthers = lines.filter(source => issuerOf(source) !== 'nba')

const looseOthers: SharedQuery = defineShared({
  name: 'loose_others',
  about: 'Persons of other sources whom no id or name links.',
  query: sql`
    select distinct p.source, p.source_player_id
    from ${otherSpellings} as p
    left join (select distinct source, source_player_id from ${namedLinks}) as linked
      on linked.source = p.source and linked.source_player_id = p.source_player_id
    where linked.source_player_id is null`,
})

const looseNba: SharedQuery = defineShared({
  name: 'loose_nba',
  about: 'NBA.com persons whom no id or name links to any person of a source, each with that source.',
  query: sql`
    select distinct o.source, p.nba_player_id
    from ${nbaSpellings} as p
    cross join (select distinct source from ${looseOthers}) as o
    left join (select distinct source, nba_player_id from ${namedLinks}) as linked
      on linked.source = o.source and linked.nba_player_id = p.nba_player_id
    where linked.nba_player_id is null`,
})

const suffixPairs: SharedQuery = defineShared({
  name: 'suffix_pairs',
  about: 'Loose persons of one game and team whose names are equal but for the suffix.',
  query: sql`
    select b.nba_game_id, b.team_abbr, b.source, b.source_player_id, n.nba_player_id
    from (
      select a.* from ${otherAppearances} as a join ${looseOthers} as l on l.source = a.source and l.source_player_id = a.source_player_id
    ) as b
    join (select l.source, a.nba_game_id, a.team_abbr, a.nba_player_id, a.player_lookup from ${nbaAppearances} as a join ${looseNba} as l on l.nba_player_id = a.nba_player_id) as n
      on n.source = b.source and n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr
    where ${withoutPattern(sql`b.player_lookup`, SUFFIX)} = ${withoutPattern(sql`n.player_lookup`, SUFFIX)}`,
})

/** All counting statistics as one text. */
function statLine(row: string): Sql {
  return sql`concat(${items(COUNTS, name => `coalesce(cast(${row}.${name} as string), '-')`, `, ' ', `)})`
}

const looseOtherLines: SharedQuery = defineShared({
  name: 'loose_other_lines',
  about: 'Stat lines of loose persons of other sources.',
  query: unionAll(
    linesOfOthers.map(
      source => sql`
    select r.nba_game_id, r.team_abbr, ${personColumns(source)}, ${statLine('r')} as stat_line
    from ${source} as r
    join ${looseOthers} as l
      on l.source = ${raw(`'${issuerOf(source)}'`)} and l.source_player_id = ${personIdOf(source)}
    where r.player_status = 'active'`,
    ),
  ),
})

const looseNbaLines: SharedQuery = defineShared({
  name: 'loose_nba_lines',
  about: 'Stat lines of loose NBA.com persons, of the feed that counts.',
  query: unionAll(
    linesOfNba.map(
      source => sql`
    select l.source, r.nba_game_id, r.team_abbr, l.nba_player_id, ${statLine('r')} as stat_line
    from ${source} as r
    join ${looseNba} as l
      on l.nba_player_id = ${ownIdOf(source)}
    join ${nbaAppearances} as a
      on a.feed = r.feed and a.nba_game_id = r.nba_game_id and a.nba_player_id = ${ownIdOf(source)}
    where r.player_status = 'active'`,
    ),
  ),
})

const statLinePairs: SharedQuery = defineShared({
  name: 'stat_line_pairs',
  about: 'Loose persons of one game and team whose stat lines are identical.',
  query: sql`
    select b.nba_game_id, b.team_abbr, b.source, b.source_player_id, n.nba_player_id
    from ${looseOtherLines} as b
    join ${looseNbaLines} as n
      on n.source = b.source and n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.stat_line = b.stat_line`,
})

interface Rule {
  readonly rank: number
  readonly told: 'suffix' | 'stat line'
}

/** Links that one game tells: pairs where no other pair of the same two sources has either of the two in that game. */
function uniquePairs(pairs: SharedQuery, { rank, told }: Rule): Sql {
  return sql`
    select source, source_player_id, nba_player_id, ${rank} as rank, ${raw(`'${told}'`)} as linked_by, ${int(sql`count(*)`)} as games
    from (
      select
        source,
        source_player_id,
        nba_player_id,
        count(*) over (partition by source, nba_game_id, team_abbr, source_player_id) as nba_candidates,
        count(*) over (partition by source, nba_game_id, team_abbr, nba_player_id) as other_candidates
      from ${pairs}
    ) as pairs
    where nba_candidates = 1 and other_candidates = 1
    group by source, source_player_id, nba_player_id`
}

export const suffixLinks: SharedQuery = defineShared({
  name: 'suffix_links',
  about: 'Links of names that are equal but for the suffix, unique in a game and team.',
  query: uniquePairs(suffixPairs, { rank: 6, told: 'suffix' }),
})

export const statLineLinks: SharedQuery = defineShared({
  name: 'stat_line_links',
  about: 'Links of identical stat lines, unique in a game and team, of persons whom no name links.',
  query: sql`
    select s.*
    from (${uniquePairs(statLinePairs, { rank: 7, told: 'stat line' })}) as s
    left join (select distinct source, source_player_id from ${suffixLinks}) as linked_other
      on linked_other.source = s.source and linked_other.source_player_id = s.source_player_id
    left join (select distinct source, nba_player_id from ${suffixLinks}) as linked_nba
      on linked_nba.source = s.source and linked_nba.nba_player_id = s.nba_player_id
    where linked_other.source_player_id is null and linked_nba.nba_player_id is null`,
})

/** The queries that read statistics, of loose persons only: what no other query reads can make a difference in `looseTeams` and nowhere else. */
export const looseLines: ReadonlySet<SharedQuery> = new Set([looseOtherLines, looseNbaLines])

const named = raw(NAMED.map(by => `'${by}'`).join(', '))

/**
 * Games and teams in which persons of two sources may be loose, by the identities as they were resolved when nothing but statistics was different. None is missing:
 * a link by id or name is the strongest, so who is not told to have one at another source is loose, and who is told to have one at NBA.com is not.
 */
export const looseTeams: Sql = sql`
  select distinct b.nba_game_id, b.team_abbr
  from (${unionAll(linesOfOthers.map(source => sql` select r.nba_game_id, r.team_abbr, ${personColumns(source)} from ${source} as r`))}) as b
  join ${playerIdentities} as i
    on i.source = b.source and i.source_player_id = b.source_player_id and i.linked_by not in (${named})
  join (${unionAll(linesOfNba.map(source => sql` select r.nba_game_id, r.team_abbr, ${ownIdOf(source)} as nba_player_id from ${source} as r`))}) as n
    on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr
  left join (select distinct source, nba_player_id from ${playerIdentities} where source <> 'nba' and linked_by in (${named})) as linked
    on linked.source = b.source and linked.nba_player_id = n.nba_player_id
  where linked.nba_player_id is null`
