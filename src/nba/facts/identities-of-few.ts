import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { playerIdentities } from '../player-identities.ts'
import { isAskedTeam } from './asked-teams.ts'
import { countedIdentities } from './counted-identities.ts'
import { playedGames } from './games.ts'
import { unionAll } from './items.ts'
import { listings } from './listings.ts'
import { rosterEntries } from './roster-entries.ts'
import { teamSlots } from './team-slots.ts'
import { minutesColumn, sourcesOfAllTotals, TEAM_COUNTS } from './team-totals.ts'

const fullTotals: Sql = unionAll(
  sourcesOfAllTotals.map(source => {
    const told = [...TEAM_COUNTS, minutesColumn(source)].map(name => raw(`${name} is not null`))
    return sql` select nba_game_id, team_abbr from ${source} where ${join(told, ' and ')}`
  }),
)

const summedGames: SharedQuery = defineShared({
  name: 'summed_games',
  about: 'Played games of which no feed tells every total of both teams: some are sums of stat lines.',
  query: sql`
    select g.nba_game_id
    from ${playedGames} as g
    left join (select distinct nba_game_id, team_abbr from (${fullTotals}) as told) as t
      on t.nba_game_id = g.nba_game_id
    group by g.nba_game_id
    having count(t.team_abbr) < 2`,
})

const countedSides: SharedQuery = defineShared({
  name: 'counted_sides',
  about: 'Sides of games whose persons count: all games of teams that rows are computed of, and games whose totals are sums of stat lines.',
  query: sql`
    select nba_game_id, team_abbr from ${teamSlots} where ${isAskedTeam(sql`team_abbr`)}
    union distinct
    select s.nba_game_id, s.team_abbr from ${teamSlots} as s join ${summedGames} as g on g.nba_game_id = s.nba_game_id`,
})

/** Stands in place of the identities whose games are read. */
export const identitiesOfFew: SharedQuery = defineShared({
  name: countedIdentities.name,
  about:
    'Identities of whom rows of a few games need: everybody who is listed in the season for a team that rows are computed of, or by its rosters, or for a game whose totals are sums of stat lines.',
  query: sql`
    select i.source, i.source_player_id, i.person_id
    from ${playerIdentities} as i
    where i.person_id in (
      select p.person_id
      from (${listings}
      ) as l
      join ${countedSides} as s
        on s.nba_game_id = l.nba_game_id and s.team_abbr = l.team_abbr
      join ${playerIdentities} as p
        on p.source = l.source and p.source_player_id = l.source_player_id
      union distinct
      select person_id from ${rosterEntries} where ${isAskedTeam(sql`team_abbr`)}
    )`,
})
