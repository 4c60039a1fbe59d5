import { askedGame, epochDay, int } from '../../sql/operations.ts'
import { sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { factsOf } from '../sources/index.ts'
import { isAsked } from './asked-people.ts'
import { games } from './games.ts'
import { listedPlayers, people } from './listed-players.ts'
import { playerSlots } from './player-slots.ts'
import { personsByName } from './persons-by-name.ts'
import { reportedPlayers, reportedTeams, reportsBeforeTip } from './injury-reports.ts'

/** Transactions tell of so many days: where there are none for longer, nobody writes them down any more. */
const TOLD_DAYS = 14

const absences: SharedQuery = defineShared({
  name: 'absences',
  about: 'From which day to which each person was out by the transactions of a season, each known the day after.',
  query: sql`
    select person_id, season_year, first_day, last_day, notes
    from (
      select
        person_id,
        season_year,
        status,
        notes,
        day + 1 as first_day,
        coalesce(lead(day) over (partition by person_id, season_year order by day), 999999) as last_day
      from (
        select
          p.person_id,
          t.season_year,
          t.status,
          t.notes,
          ${epochDay(sql`t.injured_on`)} as day,
          row_number() over (partition by p.person_id, t.injured_on order by t.status desc, t.notes, t.team_name, t.turn) as pick
        from ${factsOf('injury')} as t
        join ${personsByName} as p
          on p.player_lookup = t.player_lookup
        where ${isAsked(sql`p.person_id`)}
      ) as told
      where pick = 1
    ) as stretches
    where status = 'out'`,
})

const gamesTold: SharedQuery = defineShared({
  name: 'games_told',
  about: 'Games that are asked about of which something is known of who is injured: 1 by a report, 2 by transactions of the days before.',
  query: sql`
    select g.nba_game_id, case when max(r.nba_game_id) is not null then 1 else 2 end as told
    from ${games} as g
    left join ${reportsBeforeTip} as r
      on r.nba_game_id = g.nba_game_id
    left join (select distinct season_year, ${epochDay(sql`injured_on`)} as day from ${factsOf('injury')}) as t
      on t.season_year = g.season_year and t.day between ${epochDay(sql`g.game_date`)} - ${TOLD_DAYS} and ${epochDay(sql`g.game_date`)} - 1
    where ${askedGame('g')} and (r.nba_game_id is not null or t.day is not null)
    group by g.nba_game_id`,
})

const statuses: SharedQuery = defineShared({
  name: 'injury_statuses',
  about:
    'What was known before each game that is asked about of who can play: by the last report, else out by transactions. One row per game and person who is named.',
  query: sql`
    select r.nba_game_id, r.team_abbr, r.person_id, r.status, r.reason
    from ${reportedPlayers} as r
    join ${gamesTold} as g
      on g.nba_game_id = r.nba_game_id
    union all
    select s.nba_game_id, s.team_abbr, s.person_id, 'out' as status, min(a.notes) as reason
    from ${playerSlots} as s
    join ${gamesTold} as g
      on g.nba_game_id = s.nba_game_id and g.told = 2
    join ${absences} as a
      on a.person_id = s.person_id and a.season_year = s.season_year and s.day between a.first_day and a.last_day
    group by s.nba_game_id, s.team_abbr, s.person_id`,
})

const absentForm: SharedQuery = defineShared({
  name: 'absent_form',
  about: 'What who is out or doubtful had done for the team in the season, and of that in the last 10 days.',
  query: sql`
    select
      x.nba_game_id,
      x.team_abbr,
      x.person_id,
      ${int(sql`count(*)`)} as games,
      ${int(sql`sum(p.points)`)} as points,
      ${int(sql`sum(p.seconds_played)`)} as seconds,
      ${int(sql`sum(case when p.day >= g.day - 10 then 1 else 0 end)`)} as recent_games,
      ${int(sql`sum(case when p.day >= g.day - 10 then p.points else 0 end)`)} as recent_points,
      ${int(sql`sum(case when p.day >= g.day - 10 then p.seconds_played else 0 end)`)} as recent_seconds
    from ${statuses} as x
    join (select nba_game_id, season_year, ${epochDay(sql`game_date`)} as day from ${games}) as g
      on g.nba_game_id = x.nba_game_id
    join ${listedPlayers} as p
      on p.person_id = x.person_id and p.team_abbr = x.team_abbr and p.season_year = g.season_year and p.day < g.day and p.player_status = 'active'
    where x.status in ('out', 'doubtful')
    group by x.nba_game_id, x.team_abbr, x.person_id`,
})

const stars: SharedQuery = defineShared({
  name: 'stars_out',
  about:
    'Those of them who are stars: 10 games or more, and 18 points a game, or 12 points and 28 minutes; by their last 10 days, else by the season.',
  query: sql`
    select nba_game_id, team_abbr, person_id
    from (
      select
        nba_game_id,
        team_abbr,
        person_id,
        games,
        case when recent_games > 0 then recent_games else games end as n,
        case when recent_games > 0 then recent_points else points end as p,
        case when recent_games > 0 then recent_seconds else seconds end as s
      from ${absentForm}
    ) as averages
    where games >= 10 and (p >= 18 * n or (p >= 12 * n and s >= 28 * 60 * n))`,
})

export const playerInjuries: SharedQuery = defineShared({
  name: 'player_injuries',
  about: 'What is known of each person who is named before a game, and whether he is a star who is out.',
  query: sql`
    select x.nba_game_id, x.person_id, x.team_abbr, x.status, x.reason, case when s.person_id is null then 0 else 1 end as star_out
    from ${statuses} as x
    left join ${stars} as s
      on s.nba_game_id = x.nba_game_id and s.person_id = x.person_id
    join ${people} as i
      on i.person_id = x.person_id`,
})

export const teamInjuries: SharedQuery = defineShared({
  name: 'team_injuries',
  about:
    'How many players of each team are questionable or probable by the last report, and how many stars are out; no row where nothing is known of a game.',
  query: sql`
    select
      g.nba_game_id,
      t.team_abbr,
      n.questionable,
      n.probable,
      coalesce(o.stars, 0) as stars
    from ${gamesTold} as g
    join (select nba_game_id, home_team as team_abbr from ${games} union all select nba_game_id, away_team from ${games}) as t
      on t.nba_game_id = g.nba_game_id
    left join ${reportedTeams} as n
      on n.nba_game_id = g.nba_game_id and n.team_abbr = t.team_abbr
    left join (select nba_game_id, team_abbr, ${int(sql`sum(star_out)`)} as stars from ${playerInjuries} group by nba_game_id, team_abbr) as o
      on o.nba_game_id = g.nba_game_id and o.team_abbr = t.team_abbr`,
})
