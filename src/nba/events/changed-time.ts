import { int } from '../../sql/operations.ts'
import { raw, sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { FoldedGames } from './folded-games.ts'
import type { ToldEvents } from './told-events.ts'

/** A feed that tells changes between periods too. */
const CONTINUOUS = 'nba_live'

const STRETCH = raw(`case when g.event_feed = '${CONTINUOUS}' then 0 else e.period end as stretch`)

/** Events from the fourth quarter on with their clock, and the games whose feed tells who is on court. */
export interface CourtClock {
  readonly clocked: SharedQuery
  readonly lineUps: SharedQuery
}

/**
 * Seconds by substitutions, where the feed does not tell who is on court. On court at the start of a stretch is whose first sign in it is not that he enters; the stretch is
 * the game where the feed tells changes between periods too, else the period. From then on each who enters has the seconds that are left, and each who leaves has them no more.
 */
export function changedTime(games: FoldedGames, told: ToldEvents, { clocked, lineUps }: CourtClock): SharedQuery {
  const signs = signsOfPlayers(games, told, lineUps)
  const started = startedStretches(signs)
  const steps = stepsOnCourt(signs, clocked)
  const atStart = sql`(o.started + coalesce(sum(case when s.period < p.period then s.step end), 0))`
  return defineShared({
    name: 'changed_time',
    about: 'Seconds of each person in each period from the fourth on by who started, entered and left.',
    query: sql`
    select
      p.nba_game_id,
      o.team_abbr,
      o.nba_player_id,
      p.period,
      ${int(sql`p.length * ${atStart} + coalesce(sum(case when s.period = p.period then s.step * s.clock end), 0)`)} as seconds,
      ${int(sql`p.clutch * ${atStart} + coalesce(sum(case when s.period = p.period then s.step * s.clutch_left end), 0)`)} as clutch_seconds
    from (
      select e.*, ${STRETCH}
      from (
        select nba_game_id, period, max(clutch_left) as clutch, case when period > 4 then 300 else 720 end as length
        from ${clocked}
        group by nba_game_id, period
      ) as e
      join ${games} as g
        on g.nba_game_id = e.nba_game_id
    ) as p
    join ${started} as o
      on o.nba_game_id = p.nba_game_id and o.stretch = p.stretch
    left join ${steps} as s
      on s.nba_game_id = o.nba_game_id and s.stretch = o.stretch and s.nba_player_id = o.nba_player_id and s.period <= p.period
    group by p.nba_game_id, o.team_abbr, o.nba_player_id, p.period, p.length, p.clutch, o.started`,
  })
}

function signsOfPlayers(games: FoldedGames, { events }: ToldEvents, lineUps: SharedQuery): SharedQuery {
  return defineShared({
    name: 'signs_of_players',
    about: 'Signs that somebody is on court in games without line-ups: what he does, that he leaves (-1) or enters (1).',
    query: sql`
    select e.*, ${STRETCH}
    from (
      select nba_game_id, period, event_sequence, event_id, team_abbr, person_1 as nba_player_id, case when event_type = 'substitution' then -1 else 0 end as step
      from ${events}
      where person_1 is not null and event_type in ('shot', 'free throw', 'rebound', 'turnover', 'foul', 'substitution', 'block', 'steal')
      union all
      select
        nba_game_id,
        period,
        event_sequence,
        event_id,
        case when player_2_role in ('assist', 'enters') then team_abbr else opponent end,
        person_2,
        case when player_2_role = 'enters' then 1 else 0 end
      from ${events}
      where person_2 is not null
    ) as e
    join ${games} as g
      on g.nba_game_id = e.nba_game_id
    left join ${lineUps} as l
      on l.nba_game_id = e.nba_game_id
    where e.team_abbr is not null and l.nba_game_id is null`,
  })
}

function startedStretches(signs: SharedQuery): SharedQuery {
  return defineShared({
    name: 'started_stretches',
    about: 'Everybody in a stretch of a game, and whether he is on court at its start (1 or 0).',
    query: sql`
    select nba_game_id, stretch, team_abbr, nba_player_id, case when step = 1 then 0 else 1 end as started
    from (
      select s.*, row_number() over (partition by nba_game_id, stretch, nba_player_id order by period, event_sequence, event_id) as place
      from ${signs} as s
    ) as first_signs
    where place = 1`,
  })
}

function stepsOnCourt(signs: SharedQuery, clocked: SharedQuery): SharedQuery {
  return defineShared({
    name: 'steps_on_court',
    about: 'Who enters and leaves, with the seconds that are left then from the fourth quarter on.',
    query: sql`
    select s.nba_game_id, s.stretch, s.period, s.nba_player_id, s.step, c.clock, c.clutch_left
    from ${signs} as s
    left join ${clocked} as c
      on c.nba_game_id = s.nba_game_id and c.event_id = s.event_id
    where s.step <> 0`,
  })
}
