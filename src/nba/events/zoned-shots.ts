import { int } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { pieces, unionAll } from '../facts/items.ts'
import { sourcesOf } from '../sources/index.ts'
import { ZONE_COUNTS } from './event-counts.ts'
import type { FoldedGames } from './folded-games.ts'
import { ZONE, type ToldEvents } from './told-events.ts'

const ofZone: Readonly<Record<string, string>> = { paint: 'paint', mid_range: 'mid', three_pt: 'three' }

/** Each shot with its zone, from the events of a game, or from its shot chart where nobody tells events. */
export function zonedShots(games: FoldedGames, { events }: ToldEvents): SharedQuery {
  return defineShared({
    name: 'zoned_shots',
    about: 'Shots of the games with their zones: from events, else from the shot chart.',
    query: sql`
    select nba_game_id, team_abbr, person_1 as nba_player_id, shot_made, ${ZONE} as zone
    from ${events}
    where event_type = 'shot'
    union all
    ${unionAll(
      sourcesOf('shot').map(
        source => sql`
    select r.nba_game_id, r.team_abbr, r.nba_player_id, r.shot_made, ${ZONE} as zone
    from ${source} as r
    join ${games} as g
      on g.nba_game_id = r.nba_game_id and g.shot_feed = r.feed and g.event_feed is null`,
      ),
    )}`,
  })
}

/** Shots by zone as sums over zoned shots. */
export function zoneCounts(): Sql {
  return pieces(ZONE_COUNTS, name => {
    const [zone = '', of = ''] = name.split(/_(?=attempts|makes)/)
    return sql`${int(sql`sum(case when zone = '${raw(ofZone[zone] ?? '')}'${raw(of === 'makes' ? ' and shot_made' : '')} then 1 else 0 end)`)} as ${raw(name)}`
  })
}
