import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { pieces, unionAll } from '../facts/items.ts'
import type { CourtTime } from './court-time.ts'
import { EVENT_COUNTS } from './event-counts.ts'
import { ZONE, type ToldEvents } from './told-events.ts'

/** What events tell of the persons in them: one row per event and person, to be summed. */
export function personalEvents(told: ToldEvents, time: CourtTime): SharedQuery {
  return defineShared({
    name: 'personal_events',
    about: 'What events tell of the persons in them, one row per event and person.',
    query: unionAll([scorers(told, time), fouledMakers(told), assistants(told), blockers(told)]),
  })
}

/** The counts of a row, 0 unless told. */
function counts(told: Readonly<Record<string, Sql>>): Sql {
  return pieces(EVENT_COUNTS, name => sql`${told[name] ?? sql`0`} as ${raw(name)}`)
}

function scorers({ events }: ToldEvents, { clocked }: CourtTime): Sql {
  const made = (how: string): Sql =>
    raw(`case when e.event_type = 'shot' and e.shot_made and coalesce(e.player_2_role, '') ${how} 'assist' then 1 else 0 end`)
  const own = {
    points: sql`e.points`,
    assisted_fg_makes: made('='),
    unassisted_fg_makes: made('<>'),
    fourth_quarter_points: sql`case when e.period = 4 then e.points else 0 end`,
    clutch_points: sql`e.points * coalesce(c.in_clutch, 0)`,
  }
  return sql`
    select e.nba_game_id, e.team_abbr, e.person_1 as nba_player_id, ${counts(own)}
    from ${events} as e
    left join ${clocked} as c
      on c.nba_game_id = e.nba_game_id and c.event_id = e.event_id
    where e.event_type in ('shot', 'free throw')`
}

/** One-shot free throws of who has just made a shot. */
function fouledMakers({ events }: ToldEvents): Sql {
  return sql`
    select f.nba_game_id, f.team_abbr, f.person_1, ${counts({ and1_count: sql`1` })}
    from ${events} as f
    join (select distinct nba_game_id, period, clock_seconds, person_1 from ${events} where event_type = 'shot' and shot_made) as m
      on m.nba_game_id = f.nba_game_id and m.period = f.period and m.clock_seconds = f.clock_seconds and m.person_1 = f.person_1
    where f.event_type = 'free throw' and f.free_throw_total = 1`
}

function assistants({ events }: ToldEvents): Sql {
  return sql`
    select nba_game_id, team_abbr, person_2, ${counts({ assists_given: sql`1` })}
    from ${events}
    where player_2_role = 'assist' and shot_made`
}

function blockers({ events }: ToldEvents): Sql {
  const blocked = (zone: string): Sql => sql`case when ${ZONE} = ${raw(`'${zone}'`)} then 1 else 0 end`
  return sql`
    select nba_game_id, opponent, person_2, ${counts({ paint_blocks: blocked('paint'), mid_range_blocks: blocked('mid'), three_pt_blocks: blocked('three') })}
    from ${events}
    where player_2_role = 'block' and event_type = 'shot'`
}
