import { dayLiteral, firstKnown, literal, withoutPattern, writtenRows } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { arenas, FIRST_DAY, type Arena } from '../arenas.ts'
import { factsOf } from '../sources/index.ts'
import { games } from './games.ts'
import { teamSlots } from './team-slots.ts'

/** A name of an arena or city without everything in which spellings differ. */
function bare(name: Sql): Sql {
  return withoutPattern(sql`lower(${name})`, '[^a-z0-9]')
}

/** The same for names that are declared. */
function bareText(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

function degrees(value: number): Sql {
  return raw(`${value}e0`)
}

function homes(arena: Arena): { readonly team: string; readonly from: string; readonly arena: Arena }[] {
  return (arena.homeOf ?? []).map(home => (typeof home === 'string' ? { team: home, from: FIRST_DAY, arena } : { ...home, arena }))
}

/** What a user tells counts before what is declared, and that before time zones of live box scores. */
const TOLD: Sql = sql`case feed when 'user' then 1 else 3 end as place`

const namesDeclared = arenas.flatMap(({ name, also = [] }) =>
  [...new Set([name, ...also].map(bareText))].map(key => ({ key, arena: bareText(name) })),
)

const declaredNames: SharedQuery = defineShared({
  name: 'declared_names',
  about: 'The names that each declared arena has or had.',
  query: writtenRows(
    ['name_key', 'arena_key'],
    namesDeclared.map(({ key, arena }) => [literal(key), literal(arena)]),
  ),
})

const allArenas: SharedQuery = defineShared({
  name: 'all_arenas',
  about: 'Where each arena is, by its name without what spellings differ in: from the user’s list, else as declared.',
  query: sql`
    select
      arena_key,
      ${firstKnown(sql`latitude`, sql`place`)} as latitude,
      ${firstKnown(sql`longitude`, sql`place`)} as longitude,
      ${firstKnown(sql`time_zone`, sql`place`)} as time_zone
    from (${writtenRows(
      ['arena_key', 'place', 'latitude', 'longitude', 'time_zone'],
      arenas.map(({ name, latitude, longitude, zone }) => [literal(bareText(name)), sql`2`, degrees(latitude), degrees(longitude), literal(zone)]),
    )}
    union all
    select arena_key, place, latitude, longitude, time_zone
    from (
      select
        coalesce(n.arena_key, t.arena_key) as arena_key, t.place, t.latitude, t.longitude, t.time_zone,
        row_number() over (
          partition by coalesce(n.arena_key, t.arena_key), t.place order by case when t.latitude is null then 1 else 0 end, t.first_day desc, t.team_abbr, t.arena_name
        ) as pick
      from (select ${bare(sql`arena_name`)} as arena_key, ${TOLD}, first_day, team_abbr, arena_name, latitude, longitude, time_zone from ${factsOf('arena')}) as t
      left join ${declaredNames} as n
        on n.name_key = t.arena_key
    ) as told
    where pick = 1
    ) as known
    group by arena_key`,
})

const arenaNames: SharedQuery = defineShared({
  name: 'arena_names',
  about: 'The arena of each name that is known.',
  query: sql`
    select name_key, arena_key from ${declaredNames}
    union all
    select a.arena_key as name_key, a.arena_key
    from ${allArenas} as a
    left join ${declaredNames} as n
      on n.name_key = a.arena_key
    where n.name_key is null`,
})

const homeArenas: SharedQuery = defineShared({
  name: 'home_arenas',
  about: 'Where each team is at home from which day on, by a user’s list (1) and as declared (2).',
  query: sql`${writtenRows(
    ['team_abbr', 'place', 'first_day', 'arena_key', 'city'],
    arenas
      .flatMap(homes)
      .map(({ team, from, arena }) => [literal(team), sql`2`, dayLiteral(from), literal(bareText(arena.name)), literal(arena.city)]),
  )}
    union all
    select t.team_abbr, 1 as place, t.first_day, n.arena_key, max(t.arena_city) as city
    from (select team_abbr, first_day, ${bare(sql`arena_name`)} as name_key, arena_city from ${factsOf('arena')} where feed = 'user' and team_abbr <> '') as t
    join ${arenaNames} as n
      on n.name_key = t.name_key
    group by t.team_abbr, t.first_day, n.arena_key`,
})

const teamHomes: SharedQuery = defineShared({
  name: 'team_homes',
  about: 'Where each team of each game was at home on its day.',
  query: sql`
    select nba_game_id, team_abbr, arena_key, city
    from (
      select
        g.nba_game_id,
        h.team_abbr,
        h.arena_key,
        h.city,
        row_number() over (partition by g.nba_game_id, h.team_abbr order by h.place, h.first_day desc, h.arena_key) as pick
      from ${teamSlots} as g
      join ${homeArenas} as h
        on h.team_abbr = g.team_abbr and h.first_day <= g.game_date
    ) as ranked
    where pick = 1`,
})

const gameArenas: SharedQuery = defineShared({
  name: 'game_arenas',
  about:
    'In which arena each game is played: the one that the schedule names, under any of its names; the home of the home team where none is named, or an unknown one in its city.',
  query: sql`
    select
      g.nba_game_id,
      g.home_team,
      h.arena_key as home_arena,
      case
        when n.arena_key is not null then n.arena_key
        when g.arena_name is null or ${bare(sql`g.arena_city`)} = ${bare(sql`h.city`)} then h.arena_key
        else ${bare(sql`g.arena_name`)}
      end as arena_key
    from ${games} as g
    left join ${teamHomes} as h
      on h.nba_game_id = g.nba_game_id and h.team_abbr = g.home_team
    left join ${arenaNames} as n
      on n.name_key = ${bare(sql`g.arena_name`)}`,
})

export const venues: SharedQuery = defineShared({
  name: 'venues',
  about: 'Where each game is played, and whose home that is; NULL where it is not known where an arena is.',
  query: sql`
    select
      g.nba_game_id,
      g.arena_key as venue,
      case when g.arena_key = g.home_arena then g.home_team end as host,
      a.latitude,
      a.longitude,
      a.time_zone
    from ${gameArenas} as g
    left join ${allArenas} as a
      on a.arena_key = g.arena_key`,
})

export const startingPoints: SharedQuery = defineShared({
  name: 'starting_points',
  about: 'The home of each side of a game, from which a season begins.',
  query: sql`
    select h.nba_game_id, h.team_abbr, h.arena_key as venue, h.team_abbr as host, a.latitude, a.longitude, a.time_zone
    from ${teamHomes} as h
    join ${allArenas} as a
      on a.arena_key = h.arena_key`,
})
