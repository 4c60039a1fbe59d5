import { int } from '../../sql/operations.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { changedTime } from './changed-time.ts'
import { clockedEvents } from './clocked-events.ts'
import { courtSlots, gamesWithLineUps } from './court-slots.ts'
import type { FoldedGames } from './folded-games.ts'
import type { ToldEvents } from './told-events.ts'

/** Regular periods have 720 seconds, overtimes 300. */
const LENGTH: Sql = sql`case when period > 4 then 300 else 720 end`

/** How long everybody was on court from the fourth quarter on. */
export interface CourtTime {
  /** Events from the fourth quarter on, with the clock as it ran. */
  readonly clocked: SharedQuery
  /** Person, period and seconds. */
  readonly seconds: SharedQuery
  /** Periods of games in which five of each team account for every second. */
  readonly timed: SharedQuery
  /** The ten of the first event, where the feed tells who is on court. */
  readonly starters: SharedQuery
}

export function courtTime(games: FoldedGames, told: ToldEvents): CourtTime {
  const clocked = clockedEvents(told)
  const changed = changedTime(games, told, { clocked, lineUps: gamesWithLineUps(games) })
  const seconds = defineShared({
    name: 'court_seconds',
    about: 'Seconds of each person in each period from the fourth on, and those of clutch time.',
    query: sql`
    select nba_game_id, team_abbr, nba_player_id, period, ${int(sql`sum(seconds)`)} as seconds, ${int(sql`sum(clutch_seconds)`)} as clutch_seconds
    from (${courtSlots(games, { events: clocked, when: sql`c.seconds > 0`, named: told.named })}
    ) as s
    group by nba_game_id, team_abbr, nba_player_id, period
    union all
    select nba_game_id, team_abbr, nba_player_id, period, seconds, clutch_seconds from ${changed}`,
  })
  return { clocked, seconds, timed: timedPeriods(seconds), starters: lineUpStarters(games, told) }
}

function timedPeriods(seconds: SharedQuery): SharedQuery {
  return defineShared({
    name: 'timed_periods',
    about: 'Periods from the fourth on in which five of each team account for every second.',
    query: sql`
    select nba_game_id, period
    from (
      select nba_game_id, team_abbr, period
      from ${seconds}
      where nba_player_id is not null
      group by nba_game_id, team_abbr, period
      having sum(seconds) = 5 * max(${LENGTH}) and max(seconds) <= max(${LENGTH}) and min(seconds) >= 0 and min(clutch_seconds) >= 0
    ) as sides
    group by nba_game_id, period
    having count(*) = 2`,
  })
}

function lineUpStarters(games: FoldedGames, { events, named }: ToldEvents): SharedQuery {
  const opening = defineShared({
    name: 'opening_events',
    about: 'The first event of each game.',
    query: sql`
    select nba_game_id, event_id, period, 0 as seconds, 0 as clutch_seconds
    from (select e.*, row_number() over (partition by nba_game_id order by event_sequence, event_id) as place from ${events} as e where period = 1) as ordered
    where place = 1`,
  })
  return defineShared({
    name: 'line_up_starters',
    about: 'The ten of the first event of a game, where the feed tells who is on court.',
    query: sql`
    select nba_game_id, team_abbr, nba_player_id
    from (${courtSlots(games, { events: opening, when: sql`true`, named })}
    ) as s
    where nba_player_id is not null`,
  })
}
