import { asked, askedGame } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { playerIdentities } from '../player-identities.ts'
import { countedIdentities } from './counted-identities.ts'
import { playedGames } from './games.ts'
import { unionAll } from './items.ts'
import { listings } from './listings.ts'
import { pointsLineSources } from './points-lines.ts'
import { rosterEntries } from './roster-entries.ts'
import { teamSlots } from './team-slots.ts'
import { allToldIn } from './team-totals.ts'

const offeredGames: SharedQuery = defineShared({
  name: 'offered_games',
  about: 'Games that lines on players were told for: whom a name means is decided among those of both teams.',
  query: unionAll(pointsLineSources.map(source => sql` select nba_game_id from ${source}`)),
})

const countedTeams: SharedQuery = defineShared({
  name: 'counted_teams',
  about: 'Teams that rows are computed of, and both teams of the games of these rows that lines on players were told for.',
  query: sql`
    select distinct s.team_abbr
    from ${teamSlots} as s
    where ${asked('s')} or (${askedGame('s')} and s.nba_game_id in (select nba_game_id from ${offeredGames}))`,
})

const summedGames: SharedQuery = defineShared({
  name: 'summed_games',
  about: 'Played games of which no feed tells every total of both teams: some are sums of stat lines.',
  query: sql`
    select g.nba_game_id
    from ${playedGames} as g
    left join (select distinct nba_game_id, team_abbr from (${allToldIn(source => sql`select * from ${source}`)}) as told) as t
      on t.nba_game_id = g.nba_game_id
    group by g.nba_game_id
    having count(t.team_abbr) < 2`,
})

const countedSides: SharedQuery = defineShared({
  name: 'counted_sides',
  about: 'Sides of games whose persons count: all games of those teams, and games whose totals are sums of stat lines.',
  query: sql`
    select nba_game_id, team_abbr from ${teamSlots} where team_abbr in (select team_abbr from ${countedTeams})
    union distinct
    select s.nba_game_id, s.team_abbr from ${teamSlots} as s join ${summedGames} as g on g.nba_game_id = s.nba_game_id`,
})

/** Stands in place of the identities whose games are read. */
export const identitiesOfFew: SharedQuery = defineShared({
  name: countedIdentities.name,
  about:
    'Identities of whom rows of a few games need: everybody who is listed in the season for a team that counts, or by its rosters, or for a game whose totals are sums of stat lines.',
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
      select person_id from ${rosterEntries} where team_abbr in (select team_abbr from ${countedTeams})
    )`,
})
