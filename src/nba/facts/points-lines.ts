import { anyTrue, withoutPattern } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { Source } from '../../table/source.ts'
import { SUFFIX } from '../player-lookup.ts'
import { factsOf, sourcesOf } from '../sources/index.ts'
import { fromSource } from './from-source.ts'
import { games } from './games.ts'
import { unionAll } from './items.ts'
import { bookPlace, isBeforeTip, pathOf, tenths } from './lines.ts'
import { listedPlayers, people } from './listed-players.ts'
import { expectedRosters } from './expected-rosters.ts'

/** The sources of lines on points. */
export const pointsLineSources: readonly Source[] = sourcesOf('points line')

const offers: SharedQuery = defineShared({
  name: 'points_offers',
  about: 'Lines on points that books offered before the tip, under the names that they gave.',
  query: unionAll(
    pointsLineSources.map(
      source => sql`
    select
      l.nba_game_id,
      g.game_date,
      l.player_lookup as told,
      l.bookmaker as book,
      l.snapshot_timestamp,
      ${raw(`'${source.name}'`)} as told_by,
      ${tenths(sql`l.points_line`)} as line_x10
    from ${source} as l
    join ${games} as g
      on g.nba_game_id = l.nba_game_id
    where ${isBeforeTip(sql`l.is_pregame`)}`,
    ),
  ),
})

export const propFeeds: SharedQuery = defineShared({
  name: 'prop_feeds',
  about: 'Games on whose date books offered lines on points, of this game or another, before its own tip.',
  query: sql`
    select g.nba_game_id
    from ${games} as g
    join (select game_date, min(snapshot_timestamp) as first_at from ${offers} group by game_date) as o
      on o.game_date = g.game_date and (g.tip_utc is null or o.first_at <= g.tip_utc)`,
})

const namedSlots: SharedQuery = defineShared({
  name: 'named_slots',
  about: 'Who is listed for each game or on its rosters, by the lookup that all tables carry.',
  query: sql`
    select nba_game_id, person_id, player_lookup from ${listedPlayers}
    union all
    select e.nba_game_id, e.person_id, i.player_lookup
    from ${expectedRosters} as e
    join ${people} as i
      on i.person_id = e.person_id`,
})

const stem = (lookup: string): Sql => withoutPattern(raw(lookup), SUFFIX)

const offeredPeople: SharedQuery = defineShared({
  name: 'offered_people',
  about:
    'Whom the names of lines mean in each game: the player of that lookup, else of the one that an alias gives it, else the only one whose name is equal but for the suffix.',
  query: sql`
    select nba_game_id, told, min(person_id) as person_id
    from (
      select m.*, rank() over (partition by nba_game_id, told order by place) as pick
      from (
        select n.nba_game_id, n.told, s.person_id, 1 as place
        from (select distinct nba_game_id, told from ${offers}) as n
        join ${namedSlots} as s
          on s.nba_game_id = n.nba_game_id and s.player_lookup = n.told
        union all
        select n.nba_game_id, n.told, s.person_id, 2 as place
        from (select distinct nba_game_id, told from ${offers}) as n
        join ${factsOf('alias')} as a
          on a.alias_lookup = n.told and a.is_active
        join ${namedSlots} as s
          on s.nba_game_id = n.nba_game_id and s.player_lookup = a.nba_canonical_lookup
        union all
        select n.nba_game_id, n.told, s.person_id, 3 as place
        from (select distinct nba_game_id, told from ${offers}) as n
        join ${namedSlots} as s
          on s.nba_game_id = n.nba_game_id and ${stem('s.player_lookup')} = ${stem('n.told')}
      ) as m
    ) as ranked
    where pick = 1
    group by nba_game_id, told
    having count(distinct ranked.person_id) = 1`,
})

export const pointsLines: SharedQuery = defineShared({
  name: 'points_lines',
  about: 'The line on the points of each player before the tip, of the one book that counts: current and first.',
  query: sql`
    select
      nba_game_id,
      person_id,
      book,
      current_x10,
      opening_x10,
      ${join(
        pointsLineSources.map(({ name }) => sql`${raw(fromSource(name))}`),
        ', ',
      )}
    from (
      select b.*, row_number() over (partition by nba_game_id, person_id order by ${bookPlace('book')}, book) as pick
      from (
        select
          nba_game_id,
          person_id,
          book,
          ${pathOf('line_x10')},
          ${join(
            pointsLineSources.map(({ name }) => sql`coalesce(${anyTrue(raw(`told_by = '${name}'`))}, false) as ${raw(fromSource(name))}`),
            ', ',
          )}
        from (
          select o.nba_game_id, p.person_id, o.book, o.snapshot_timestamp, max(o.line_x10) as line_x10, min(o.told_by) as told_by
          from ${offers} as o
          join ${offeredPeople} as p
            on p.nba_game_id = o.nba_game_id and p.told = o.told
          group by o.nba_game_id, p.person_id, o.book, o.snapshot_timestamp
        ) as read
        group by nba_game_id, person_id, book
      ) as b
    ) as picked
    where pick = 1`,
})
