import { epochDay, int, roundedUnits } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { usageTenths } from '../formulas.ts'
import { playerIdentities } from '../player-identities.ts'
import { brefInactives } from '../sources/bref-inactives.ts'
import { listedPlayers } from './listed-players.ts'
import { teamSlots, teamGames } from './team-games.ts'

/** Mean over a window of values that are whole numbers of units, to `scale` more decimals. */
function mean(units: string, window: string, scale: number): Sql {
  return roundedUnits(raw(`sum(${units}) over ${window}`), raw(`count(${units}) over ${window}`), scale)
}

/** Field goals made per attempt over a window, in thousandths. */
function fieldGoalThousandths(window: string): Sql {
  return roundedUnits(raw(`sum(field_goals_made) over ${window}`), raw(`sum(field_goals_attempted) over ${window}`), 3)
}

export const playerForm: SharedQuery = defineShared({
  name: 'player_form',
  about: 'How each player stood after each of his played games of a season; played_index counts them from 1.',
  query: sql`
    select
      person_id,
      season_year,
      played_index,
      day,
      day - previous_day as days_before,
      max(case when day - previous_day >= 2 then day end) over games_so_far as day_after_2_days_rest,
      ${int(sql`count(*) over last_5`)} as games_of_last_5,
      ${int(sql`count(*) over last_10`)} as games_of_last_10,
      ${mean('points', 'last_5', 1)} as points_x10_last_5,
      ${mean('points', 'last_10', 1)} as points_x10_last_10,
      ${mean('usage_x10', 'last_7', 0)} as usage_x10_last_7,
      ${mean('usage_x10', 'last_10', 0)} as usage_x10_last_10,
      ${fieldGoalThousandths('games_so_far')} as field_goals_x1000_season,
      ${fieldGoalThousandths('last_5')} as field_goals_x1000_last_5
    from (
      select
        p.person_id,
        p.season_year,
        p.day,
        p.points,
        p.field_goals_made,
        p.field_goals_attempted,
        ${usageTenths('p', 't')} as usage_x10,
        row_number() over (partition by p.person_id, p.season_year order by p.day, p.nba_game_id) as played_index,
        lag(p.day) over (partition by p.person_id, p.season_year order by p.day, p.nba_game_id) as previous_day
      from ${listedPlayers} as p
      left join ${teamGames} as t
        on t.nba_game_id = p.nba_game_id and t.team_abbr = p.team_abbr
      where p.player_status = 'active'
    ) as played
    window
      games_so_far as (partition by person_id, season_year order by played_index rows between unbounded preceding and current row),
      last_5 as (partition by person_id, season_year order by played_index rows between 4 preceding and current row),
      last_7 as (partition by person_id, season_year order by played_index rows between 6 preceding and current row),
      last_10 as (partition by person_id, season_year order by played_index rows between 9 preceding and current row)`,
})

const upcomingSides: SharedQuery = defineShared({
  name: 'upcoming_sides',
  about: 'Both sides of the games that have no listing: still to be played, or final without any box score.',
  query: sql`
    select s.*, ${epochDay(sql`s.game_date`)} as day
    from ${teamSlots} as s
    where s.state = 'upcoming' or (s.state = 'final' and s.box_teams = 0)`,
})

/** A roster entry or listing counts as a sign of a player's team for so many days. */
export const ROSTER_DAYS = 30

export const expectedRosters: SharedQuery = defineShared({
  name: 'expected_rosters',
  about:
    'Who is on the roster of a team before a game that is still to be played: his latest listing of the season, at most 30 days back, is for that team, and no inactive list of the game names him.',
  query: sql`
    select u.nba_game_id, u.game_id, u.game_date, u.season_year, u.day, u.team_abbr, l.person_id
    from ${upcomingSides} as u
    join (
      select
        d.day,
        p.season_year,
        p.person_id,
        p.team_abbr,
        row_number() over (partition by d.day, p.season_year, p.person_id order by p.day desc, p.nba_game_id) as newest
      from (select distinct day, season_year from ${upcomingSides}) as d
      join ${listedPlayers} as p
        on p.season_year = d.season_year and p.day < d.day and p.day >= d.day - ${ROSTER_DAYS}
    ) as l
      on l.day = u.day and l.season_year = u.season_year and l.team_abbr = u.team_abbr and l.newest = 1
    left join (
      select r.nba_game_id, i.person_id
      from ${brefInactives} as r
      join ${playerIdentities} as i
        on i.source = 'bref' and i.source_player_id = r.bref_player_id
      group by r.nba_game_id, i.person_id
    ) as out_of_game
      on out_of_game.nba_game_id = u.nba_game_id and out_of_game.person_id = l.person_id
    left join (select distinct game_date, person_id from ${listedPlayers}) as listed_elsewhere
      on listed_elsewhere.game_date = u.game_date and listed_elsewhere.person_id = l.person_id
    where out_of_game.person_id is null and listed_elsewhere.person_id is null`,
})
