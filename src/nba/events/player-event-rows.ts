import { raw, sql, type Sql } from '../../sql/sql.ts'
import { pieces } from '../facts/items.ts'
import { EVENT_COUNTS, ZONE_COUNTS } from './event-counts.ts'
import { clutchTimed, startersKnown, sums, type Folding } from './folding.ts'
import { zoneCounts } from './zoned-shots.ts'

const PERSON = 'nba_game_id, team_abbr, nba_player_id'

/** Sums by person of a game. */
function counted(from: Sql, columns: Sql): Sql {
  return sql`
    select ${raw(PERSON)}, ${columns}
    from ${from}
    where nba_player_id is not null and team_abbr is not null
    group by ${raw(PERSON)}`
}

/** Everybody of whom events or shots of a game tell, once. */
function persons({ shots, personal, time }: Folding): Sql {
  return sql`
    select nba_game_id, nba_player_id, min(team_abbr) as team_abbr
    from (
      select ${raw(PERSON)} from ${shots}
      union all
      select ${raw(PERSON)} from ${personal}
      union all
      select ${raw(PERSON)} from ${time.seconds}
      union all
      select ${raw(PERSON)} from ${time.starters}
    ) as told
    where nba_player_id is not null and team_abbr is not null
    group by nba_game_id, nba_player_id`
}

/** Joins of what the persons `p` have. */
function joins(folded: Folding): Sql {
  const { shots, personal, time } = folded
  const ofPerson = (row: string): Sql =>
    raw(`${row}.nba_game_id = p.nba_game_id and ${row}.team_abbr = p.team_abbr and ${row}.nba_player_id = p.nba_player_id`)
  return sql`
  left join (${counted(sql`${shots}`, zoneCounts())}
  ) as z
    on ${ofPerson('z')}
  left join (${counted(sql`${personal}`, sums(EVENT_COUNTS))}
  ) as e
    on ${ofPerson('e')}
  left join (${counted(sql`(select * from ${time.seconds} where period = 4) as fourth`, sums(['seconds']))}
  ) as q
    on ${ofPerson('q')}
  left join (${counted(sql`${time.seconds}`, sums(['clutch_seconds']))}
  ) as k
    on ${ofPerson('k')}
  left join ${time.starters} as s
    on ${ofPerson('s')}
  left join (${startersKnown(folded)}) as l
    on l.nba_game_id = p.nba_game_id
  left join (select nba_game_id from ${time.timed} where period = 4) as f
    on f.nba_game_id = p.nba_game_id
  left join (${clutchTimed(folded)}) as c
    on c.nba_game_id = p.nba_game_id`
}

/** The rows of player_event_facts for games. */
export function playerEventRows(folded: Folding): Sql {
  return sql`
  select
    g.nba_game_id,
    g.game_id,
    g.game_date,
    p.team_abbr,
    p.nba_player_id,
    ${pieces(ZONE_COUNTS, name => raw(`coalesce(z.${name}, 0) as ${name}`))},
    ${pieces(EVENT_COUNTS, name => raw(`case when g.event_feed is not null then coalesce(e.${name}, 0) end as ${name}`))},
    case when f.nba_game_id is not null then coalesce(q.seconds, 0) end as fourth_quarter_seconds,
    case when c.nba_game_id is not null then coalesce(k.clutch_seconds, 0) end as clutch_seconds,
    case when l.nba_game_id is not null then s.nba_player_id is not null end as started
  from (${persons(folded)}
  ) as p
  join ${folded.games} as g
    on g.nba_game_id = p.nba_game_id${joins(folded)}`
}
