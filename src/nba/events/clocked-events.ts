import { int } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { ToldEvents } from './told-events.ts'

const ORDER: Sql = sql`partition by e.nba_game_id, e.period order by e.event_sequence, e.event_id`
const SO_FAR: Sql = sql`rows between unbounded preceding and current row`

/** A number of points as the home team’s lead. */
function lead(points: string): Sql {
  return raw(`case when team_abbr = home_team then ${points} when team_abbr = away_team then - ${points} else 0 end`)
}

/** Events from the fourth quarter on with the margin after them, and a clock that stands still where it runs backwards in the order of the feed. */
function ranClock({ events }: ToldEvents): Sql {
  return sql`
          select
            e.nba_game_id,
            e.event_id,
            e.event_sequence,
            e.period,
            ${lead('points')} as own_margin,
            b.margin + ${int(sql`sum(${lead('points')}) over (partition by e.nba_game_id order by e.period, e.event_sequence, e.event_id ${SO_FAR})`)} as margin,
            min(clock_seconds) over (${ORDER} ${SO_FAR}) as clock
          from ${events} as e
          join (select nba_game_id, ${int(sql`sum(case when period < 4 then ${lead('points')} else 0 end)`)} as margin from ${events} group by nba_game_id) as b
            on b.nba_game_id = e.nba_game_id
          where e.period >= 4`
}

/** Clutch time is the last five minutes of the fourth quarter and overtime, while the margin is 5 or less. */
export function clockedEvents(told: ToldEvents): SharedQuery {
  return defineShared({
    name: 'clocked_events',
    about:
      'Events from the fourth quarter on with the clock as it ran, the seconds until the next one, those of clutch time among them and in what is left of the period, and whether it is clutch time.',
    query: sql`
    select
      e.*,
      ${int(sql`sum(clutch_seconds) over (partition by e.nba_game_id, e.period order by e.event_sequence desc, e.event_id desc ${SO_FAR})`)} as clutch_left
    from (
      select
        nba_game_id,
        event_id,
        event_sequence,
        period,
        clock,
        clock - next_clock as seconds,
        case when abs(margin) <= 5 then greatest(least(clock, 300) - next_clock, 0) else 0 end as clutch_seconds,
        case when clock <= 300 and abs(margin - own_margin) <= 5 then 1 else 0 end as in_clutch
      from (
        select e.*, coalesce(lead(clock) over (${ORDER}), 0) as next_clock
        from (${ranClock(told)}
        ) as e
      ) as e
    ) as e`,
  })
}
