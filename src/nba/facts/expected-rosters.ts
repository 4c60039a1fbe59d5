import { epochDay } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { listedPlayers } from './listed-players.ts'
import { inactiveLines } from './player-games.ts'
import { reportedPlayers } from './injury-reports.ts'
import { rosterEntries } from './roster-entries.ts'
import { teamSlots } from './team-slots.ts'

const upcomingSides: SharedQuery = defineShared({
  name: 'upcoming_sides',
  about: 'Both sides of the games that have no listing: still to be played, or final without any stat line.',
  query: sql`
    select s.*, ${epochDay(sql`s.game_date`)} as day
    from ${teamSlots} as s
    where s.state = 'upcoming' or (s.state = 'final' and s.line_teams = 0)`,
})

/** A roster entry or listing counts as a sign of a player's team for so many days. */
export const ROSTER_DAYS = 30

export const expectedRosters: SharedQuery = defineShared({
  name: 'expected_rosters',
  about:
    'Who is on the roster of a team before a game that is still to be played: his latest entry in a roster or listing of the season, at most 30 days back, is for that team, and no inactive list of the game names him, nor is he out by the last injury report before it.',
  query: sql`
    select u.nba_game_id, u.game_id, u.game_date, u.season_year, u.day, u.team_abbr, l.person_id
    from ${upcomingSides} as u
    join (
      select
        d.day,
        d.season_year,
        p.person_id,
        p.team_abbr,
        row_number() over (partition by d.day, d.season_year, p.person_id order by p.day desc, p.nba_game_id) as newest
      from (select distinct day, season_year from ${upcomingSides}) as d
      join (
        select season_year, day, day as known_day, person_id, team_abbr, nba_game_id from ${listedPlayers}
        union all
        select null, day, day - 1, person_id, team_abbr, '' from ${rosterEntries}
      ) as p
        on coalesce(p.season_year, d.season_year) = d.season_year and p.known_day < d.day and p.day >= d.day - ${ROSTER_DAYS}
    ) as l
      on l.day = u.day and l.season_year = u.season_year and l.team_abbr = u.team_abbr and l.newest = 1
    left join (
      select nba_game_id, person_id from ${inactiveLines}
    ) as out_of_game
      on out_of_game.nba_game_id = u.nba_game_id and out_of_game.person_id = l.person_id
    left join (select distinct game_date, person_id from ${listedPlayers}) as listed_elsewhere
      on listed_elsewhere.game_date = u.game_date and listed_elsewhere.person_id = l.person_id
    left join ${reportedPlayers} as ruled_out
      on ruled_out.nba_game_id = u.nba_game_id and ruled_out.person_id = l.person_id and ruled_out.status = 'out'
    where out_of_game.person_id is null and ruled_out.person_id is null and listed_elsewhere.person_id is null`,
})
