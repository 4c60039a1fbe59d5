import { int } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { crewOf } from '../facts/crew-of.ts'
import { pieces } from '../facts/items.ts'
import { BLOCK_COUNTS, QUALIFIED, ZONE_COUNTS } from './event-counts.ts'
import { clutchTimed, startersKnown, sums, type Folding } from './folding.ts'
import { zoneCounts } from './zoned-shots.ts'

const TEAM_SUMS: readonly string[] = ['points', ...BLOCK_COUNTS, 'fourth_quarter_points', 'clutch_points']

/** What is known of a team once anybody tells the events of the game. */
function known(names: readonly string[], row: string): Sql {
  return pieces(names, name => raw(`case when g.event_feed is not null then coalesce(${row}.${name}, 0) end as ${name}`))
}

const QUALIFIED_POINTS: Sql = pieces(Object.keys(QUALIFIED), name => {
  const points = int(raw(`sum(case when qualifiers like '%${QUALIFIED[name]}%' then points else 0 end)`))
  return sql`case when count(qualifiers) > 0 then ${points} end as ${raw(name)}`
})

/** Joins of what the teams `t` have. */
function joins(folded: Folding): Sql {
  const { told, time, shots, personal } = folded
  const ofTeam = (row: string): Sql => raw(`${row}.nba_game_id = t.nba_game_id and ${row}.team_abbr = t.team_abbr`)
  return sql`
  left join (select nba_game_id, team_abbr, ${zoneCounts()} from ${shots} group by nba_game_id, team_abbr) as z
    on ${ofTeam('z')}
  left join (select nba_game_id, team_abbr, ${sums(TEAM_SUMS)} from ${personal} group by nba_game_id, team_abbr) as e
    on ${ofTeam('e')}
  left join (
    select nba_game_id, team_abbr, ${int(sql`sum(case when of_team then 1 else 0 end)`)} as team_turnovers, ${QUALIFIED_POINTS}
    from ${told.events}
    group by nba_game_id, team_abbr
  ) as o
    on ${ofTeam('o')}
  left join (${startersKnown(folded)}) as l
    on l.nba_game_id = t.nba_game_id
  left join (
    select
      nba_game_id,
      ${int(sql`max(period) - 4`)} as overtime_periods,
      ${crewOf('official_id')} as referee_crew_id,
      max(case when of_team and team_abbr is null then 1 else 0 end) as lost_by_anyone
    from ${told.events}
    group by nba_game_id
  ) as p
    on p.nba_game_id = t.nba_game_id
  left join (select nba_game_id from ${time.timed} where period = 4) as f
    on f.nba_game_id = t.nba_game_id
  left join (${clutchTimed(folded)}) as c
    on c.nba_game_id = t.nba_game_id`
}

/** The rows of team_event_facts for games. */
export function teamEventRows(folded: Folding): Sql {
  const { games } = folded
  return sql`
  select
    g.nba_game_id,
    g.game_id,
    g.game_date,
    t.team_abbr,
    g.event_feed as events_from,
    coalesce(g.event_feed, g.shot_feed) as zones_from,
    g.event_table as events_table,
    coalesce(g.event_table, g.shot_table) as zones_table,
    ${pieces(ZONE_COUNTS, name => raw(`coalesce(z.${name}, 0) as ${name}`))},
    ${known(TEAM_SUMS, 'e')},
    case when p.lost_by_anyone = 0 then coalesce(o.team_turnovers, 0) end as team_turnovers,
    ${pieces(Object.keys(QUALIFIED), name => raw(`o.${name}`))},
    p.overtime_periods,
    p.referee_crew_id,
    l.nba_game_id is not null as starters_known,
    f.nba_game_id is not null as fourth_quarter_timed,
    c.nba_game_id is not null as clutch_timed
  from (
    select nba_game_id, home_team as team_abbr from ${games} where event_feed is not null or shot_feed is not null
    union all
    select nba_game_id, away_team from ${games} where event_feed is not null or shot_feed is not null
  ) as t
  join ${games} as g
    on g.nba_game_id = t.nba_game_id${joins(folded)}`
}
