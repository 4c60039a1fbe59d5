import { int, literal } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { factsOf } from '../sources/index.ts'
import { games } from './games.ts'
import { personsByName } from './persons-by-name.ts'

export const reportsBeforeTip: SharedQuery = defineShared({
  name: 'reports_before_tip',
  about: 'The last injury report of each game that came out at or before its tip-off, which the report itself tells where nobody else does.',
  query: sql`
    select r.nba_game_id, max(r.snapshot_timestamp) as last_report
    from ${factsOf('injury report')} as r
    join ${games} as g
      on g.nba_game_id = r.nba_game_id
    where r.snapshot_timestamp <= coalesce(g.tip_utc, r.tip_utc)
    group by r.nba_game_id`,
})

const lastReports: SharedQuery = defineShared({
  name: 'last_reports',
  about: 'What the last injury report before each game says, under the names that it gives.',
  query: sql`
    select r.nba_game_id, r.team_abbr, r.player_lookup, r.injury_status, r.reason
    from ${factsOf('injury report')} as r
    join ${reportsBeforeTip} as l
      on l.nba_game_id = r.nba_game_id and l.last_report = r.snapshot_timestamp`,
})

export const reportedPlayers: SharedQuery = defineShared({
  name: 'reported_players',
  about: 'Whom the last injury report before each game names, one row per game and person.',
  query: sql`
    select r.nba_game_id, p.person_id, min(r.team_abbr) as team_abbr, min(r.injury_status) as status, min(r.reason) as reason
    from ${lastReports} as r
    join ${personsByName} as p
      on p.player_lookup = r.player_lookup
    group by r.nba_game_id, p.person_id`,
})

function counted(status: string): Sql {
  return int(sql`sum(case when n.status = ${literal(status)} then 1 else 0 end)`)
}

export const reportedTeams: SharedQuery = defineShared({
  name: 'reported_teams',
  about: 'How many players of each team are questionable, doubtful and probable by the last injury report before a game; no row without one.',
  query: sql`
    select t.nba_game_id, t.team_abbr, ${counted('questionable')} as questionable, ${counted('doubtful')} as doubtful, ${counted('probable')} as probable
    from (
      select g.nba_game_id, g.home_team as team_abbr from ${games} as g join ${reportsBeforeTip} as r on r.nba_game_id = g.nba_game_id
      union all
      select g.nba_game_id, g.away_team from ${games} as g join ${reportsBeforeTip} as r on r.nba_game_id = g.nba_game_id
    ) as t
    left join ${reportedPlayers} as n
      on n.nba_game_id = t.nba_game_id and n.team_abbr = t.team_abbr
    group by t.nba_game_id, t.team_abbr`,
})
