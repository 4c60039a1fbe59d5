import { clockSeconds, div, epochDay, int, literal, roundedUnits, zoneMinutes } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { clocks } from '../clocks.ts'
import { miles } from '../formulas.ts'
import { factsOf } from '../sources/index.ts'
import { isAskedTeam } from './asked-teams.ts'
import { games } from './games.ts'
import { teamSlots } from './team-slots.ts'
import { startingPoints, venues } from './venues.ts'

const PLACE = ['venue', 'host', 'latitude', 'longitude', 'time_zone'] as const

function previous(name: (typeof PLACE)[number]): Sql {
  return sql`case when leg = 1 then home.${raw(name)} else s.from_${raw(name)} end as from_${raw(name)}`
}

const legs: SharedQuery = defineShared({
  name: 'legs',
  about:
    'The way of each side of a game of a team that is asked about: from the venue of the team’s previous game of the season, from its home to the first. Games that were not played where they should have been are passed over.',
  query: sql`
    select
      s.nba_game_id,
      s.team_abbr,
      s.season_year,
      s.game_date,
      s.day,
      s.venue,
      s.host,
      s.latitude,
      s.longitude,
      s.time_zone,
      ${join(PLACE.map(previous), ',\n      ')}
    from (
      select
        c.nba_game_id,
        c.team_abbr,
        c.season_year,
        c.game_date,
        ${epochDay(sql`c.game_date`)} as day,
        ${raw(PLACE.map(name => `v.${name}`).join(', '))},
        row_number() over way as leg,
        ${raw(PLACE.map(name => `lag(v.${name}) over way as from_${name}`).join(', '))}
      from ${teamSlots} as c
      join ${venues} as v
        on v.nba_game_id = c.nba_game_id
      where c.state <> 'waiting' and ${isAskedTeam(sql`c.team_abbr`)}
      window way as (partition by c.team_abbr, c.season_year order by c.game_date, c.nba_game_id)
    ) as s
    left join ${startingPoints} as home
      on home.nba_game_id = s.nba_game_id and home.team_abbr = s.team_abbr`,
})

const measuredLegs: SharedQuery = defineShared({
  name: 'measured_legs',
  about:
    'Miles of each leg: a user’s between homes of teams, else the great circle; and the minutes that clocks go forward on it, by their offsets on the day of the game.',
  query: sql`
    select
      l.nba_game_id,
      l.team_abbr,
      l.season_year,
      l.day,
      case when l.venue = l.from_venue then 0 else coalesce(
        t.distance_miles,
        ${miles({ latitude: 'l.from_latitude', longitude: 'l.from_longitude' }, { latitude: 'l.latitude', longitude: 'l.longitude' })}
      ) end as leg_miles,
      ${zoneMinutes(sql`l.game_date`, sql`l.time_zone`)} - ${zoneMinutes(sql`l.game_date`, sql`l.from_time_zone`)} as minutes_forward
    from ${legs} as l
    left join ${factsOf('distance')} as t
      on t.from_team = l.from_host and t.to_team = l.host`,
})

/** A sum over the legs that ended so many days before; NULL when one of them is not known. */
function sumOfLegs(what: string): Sql {
  const window = `over (partition by team_abbr, season_year order by day range between 14 preceding and 1 preceding)`
  return sql`case when ${raw(`count(*) ${window} = count(${what}) ${window}`)} then ${int(raw(`coalesce(sum(${what}) ${window}, 0)`))} end`
}

export const travel: SharedQuery = defineShared({
  name: 'travel',
  about: 'How far each side of a game came to it, and in the 14 days before. East is where clocks go forward.',
  query: sql`
    select
      nba_game_id,
      team_abbr,
      leg_miles as travel_miles,
      hours_changed as time_zone_changes,
      case when minutes_forward > 0 then 'east' when minutes_forward < 0 then 'west' when minutes_forward = 0 then 'neutral' end as travel_direction,
      ${sumOfLegs('leg_miles')} as miles_last_14,
      ${sumOfLegs('hours_changed')} as zones_last_14
    from (
      select l.*, ${roundedUnits(sql`abs(minutes_forward)`, sql`60`, 0)} as hours_changed
      from ${measuredLegs} as l
    ) as legs`,
})

/** The clock of the league in a time zone, else its hours from UTC. */
function clockOf(zone: Sql, minutesAhead: Sql): Sql {
  const named = Object.entries(clocks).map(([name, clock]) => sql` when ${literal(name)} then ${literal(clock)}`)
  const hours = div(sql`abs(${minutesAhead})`, sql`60`)
  return sql`case ${zone}${join(named, '')} else
        'UTC' || case when ${minutesAhead} < 0 then '-' else '+' end || cast(${hours} as string) end`
}

const localTips: SharedQuery = defineShared({
  name: 'local_tips',
  about: 'What a clock at the venue shows at the tip-off: seconds of the day, and minutes ahead of UTC.',
  query: sql`
    select
      nba_game_id,
      time_zone,
      ${div(sql`local_seconds - 86400 * ${div(sql`local_seconds`, sql`86400`)}`, sql`60`)} as minute_of_day,
      ${div(sql`local_seconds - utc_seconds`, sql`60`)} as minutes_ahead
    from (
      select
        g.nba_game_id,
        v.time_zone,
        ${clockSeconds(sql`g.tip_utc`, sql`v.time_zone`)} as local_seconds,
        ${clockSeconds(sql`g.tip_utc`, sql`'UTC'`)} as utc_seconds
      from ${games} as g
      join ${venues} as v
        on v.nba_game_id = g.nba_game_id
      where g.tip_utc is not null and v.time_zone is not null
    ) as seconds`,
})

export const tipTexts: SharedQuery = defineShared({
  name: 'tip_texts',
  about: 'The tip-off of each game on the clock of its venue: 7:30 PM ET.',
  query: sql`
    select
      nba_game_id,
      cast(case when hour_of_day in (0, 12) then 12 when hour_of_day > 12 then hour_of_day - 12 else hour_of_day end as string)
        || case when minute_of_hour < 10 then ':0' else ':' end || cast(minute_of_hour as string)
        || case when hour_of_day < 12 then ' AM ' else ' PM ' end
        || ${clockOf(sql`time_zone`, sql`minutes_ahead`)} as start_local
    from (
      select
        t.*,
        ${div(sql`minute_of_day`, sql`60`)} as hour_of_day,
        minute_of_day - 60 * ${div(sql`minute_of_day`, sql`60`)} as minute_of_hour
      from ${localTips} as t
    ) as clock`,
})
