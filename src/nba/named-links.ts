import { cast, int } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import { defineShared, type SharedQuery } from '../table/shared.ts'
import { unionAll } from './facts/items.ts'
import { feedRank } from './feeds.ts'
import { idColumnOf, issuerOf, namingSources, personColumns } from './person-ids.ts'
import { factsOf } from './sources/index.ts'

const ofNba = namingSources.filter(source => issuerOf(source) === 'nba')
const ofOthers = namingSources.filter(source => issuerOf(source) !== 'nba')

export const nbaAppearances: SharedQuery = defineShared({
  name: 'nba_appearances',
  about: 'Games, teams and names of NBA.com persons, one row per game and person, with the feed that counts.',
  query: sql`
    select *
    from (
      select
        named.*,
        row_number() over (partition by nba_game_id, nba_player_id order by ${feedRank('feed')}, team_abbr, player_full_name) as pick
      from (${unionAll(
        ofNba.map(
          source => sql`
        select feed, nba_game_id, game_date, team_abbr, ${raw(idColumnOf(source))} as nba_player_id, player_full_name, player_lookup
        from ${source}`,
        ),
      )}
      ) as named
    ) as picked
    where pick = 1`,
})

export const otherAppearances: SharedQuery = defineShared({
  name: 'other_appearances',
  about: 'Games, teams and names of the persons of every other source, inactive lists included.',
  query: unionAll(
    ofOthers.map(
      source => sql`
    select r.nba_game_id, r.game_date, r.team_abbr, ${personColumns(source)}, r.player_full_name, r.player_lookup
    from ${source} as r`,
    ),
  ),
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

export const otherSpellings: SharedQuery = defineShared({
  name: 'other_spellings',
  about: 'Names of each person of the other sources, each with the newest game that has it.',
  query: sql`
    select source, source_player_id, player_full_name, player_lookup, ${NEWEST} as newest
    from ${otherAppearances}
    group by source, source_player_id, player_full_name, player_lookup`,
})

/** How links by id or name are told. */
export const NAMED: readonly ['crosswalk', 'same name', 'alias'] = ['crosswalk', 'same name', 'alias']

function told(by: (typeof NAMED)[number]): Sql {
  return raw(`'${by}' as linked_by`)
}

/** Names that are one person's: of NBA.com, and of each other source. */
const ONE_AT_NBA = sql`(select player_lookup, min(nba_player_id) as only_id from ${nbaSpellings} group by player_lookup having count(distinct nba_player_id) = 1)`
const ONE_AT_OTHERS = sql`(select source, player_lookup, min(source_player_id) as only_id, max(newest) as newest from ${otherSpellings} group by source, player_lookup having count(distinct source_player_id) = 1)`

/** The year of a newest game, and the one before. */
const YEAR = sql`substr(b.newest, 1, 4)`
const YEAR_BEFORE = cast(sql`${cast(YEAR, 'int')} - 1`, 'string')

/** The season of a roster, by the year that it starts. */
const ROSTER_DAY = sql`cast(roster_date as string)`
const ROSTER_SEASON = cast(
  sql`${cast(sql`substr(${ROSTER_DAY}, 1, 4)`, 'int')} - case when substr(${ROSTER_DAY}, 6, 2) < '08' then 1 else 0 end`,
  'string',
)

const listed: SharedQuery = defineShared({
  name: 'listed_names',
  about: 'Names of NBA.com persons outside of games, and the seasons for which they stand: NBA.com’s list of who played, and rosters with its ids.',
  query: sql`
    select nba_player_id, player_lookup, substr(season, 1, 4) as first_season, substr(season, 6, 4) as last_season
    from ${factsOf('registry')}
    where feed = 'nba_players'
    union all
    select nba_player_id, player_lookup, ${ROSTER_SEASON} as first_season, ${ROSTER_SEASON} as last_season
    from ${factsOf('roster')}
    where nba_player_id is not null`,
})

/** Persons of whose name lists have but one in their seasons, whom no game of NBA.com names. */
const listedLinks: Sql = sql`
    select b.source, b.only_id as source_player_id, min(r.nba_player_id) as nba_player_id, 5 as rank, ${told('same name')}, 1 as games
    from ${ONE_AT_OTHERS} as b
    join ${listed} as r
      on r.player_lookup = b.player_lookup
    left join (select distinct player_lookup from ${nbaSpellings}) as n
      on n.player_lookup = b.player_lookup
    where r.first_season <= ${YEAR} and r.last_season >= ${YEAR_BEFORE} and n.player_lookup is null
    group by b.source, b.only_id
    having count(distinct r.nba_player_id) = 1`

export const namedLinks: SharedQuery = defineShared({
  name: 'named_links',
  about:
    'Links that ids and names tell: the crosswalk, the same name in the same game and team, an alias, the same name anywhere when it is one person’s on both sides, or in a list of who played, or was on a roster, in those years.',
  query: sql`
    select source, source_player_id, nba_player_id, 1 as rank, ${told('crosswalk')}, 1 as games
    from ${factsOf('person link')}
    union all
    select b.source, b.source_player_id, n.nba_player_id, 2 as rank, ${told('same name')}, ${int(sql`count(*)`)} as games
    from ${otherAppearances} as b
    join ${nbaAppearances} as n
      on n.nba_game_id = b.nba_game_id and n.team_abbr = b.team_abbr and n.player_lookup = b.player_lookup
    group by b.source, b.source_player_id, n.nba_player_id
    union all
    select b.source, b.source_player_id, n.only_id as nba_player_id, 3 as rank, ${told('alias')}, 1 as games
    from (select distinct source, source_player_id, player_lookup from ${otherSpellings}) as b
    join ${factsOf('alias')} as a
      on a.alias_lookup = b.player_lookup and a.is_active
    join ${ONE_AT_NBA} as n
      on n.player_lookup = a.nba_canonical_lookup
    union all
    select b.source, b.only_id as source_player_id, n.only_id as nba_player_id, 4 as rank, ${told('same name')}, 1 as games
    from ${ONE_AT_OTHERS} as b
    join ${ONE_AT_NBA} as n
      on n.player_lookup = b.player_lookup
    union all
    ${listedLinks}`,
})
