import { raw, sql, type Sql } from '../../sql/sql.ts'
import type { ColumnType } from '../../sql/types.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { Source } from '../../table/source.ts'
import { columnsOrNull, items, unionAll } from '../facts/items.ts'
import { sourcesOf } from '../sources/index.ts'
import type { FoldedGames } from './folded-games.ts'
import { firstPersons, namedPlayers, secondPersons } from './named-persons.ts'

/** What the folding takes of an event, NULL where its table has no such column. */
const TAKEN: Readonly<Record<string, ColumnType>> = {
  event_id: 'int',
  event_sequence: 'int',
  period: 'int',
  clock_seconds: 'int',
  event_type: 'string',
  shot_type: 'string',
  shot_made: 'bool',
  shot_distance: 'int',
  free_throw_total: 'int',
  player_1_id: 'int',
  player_1_lookup: 'string',
  player_2_id: 'int',
  player_2_lookup: 'string',
  player_2_given: 'string',
  player_2_count: 'int',
  player_2_role: 'string',
  qualifiers: 'string',
  official_id: 'int',
}

/** Feeds in whose tables the given name stands before the family name. */
function isFullName(source: Source): boolean {
  return !('player_1_id' in source.columns)
}

/** The events of games by the feed that counts, and who is named in them. */
export interface ToldEvents {
  /** One row per event, each person by his id as far as it can be found. */
  readonly events: SharedQuery
  /** Stat lines and events of games whose events name people: game, team, person, name. */
  readonly named: SharedQuery
}

function ownEvents(games: FoldedGames): SharedQuery {
  return defineShared({
    name: 'own_events',
    about: 'Events of the games by the feed that counts, as it tells them.',
    query: unionAll(
      sourcesOf('event').map(
        source => sql`
    select r.nba_game_id, g.home_team, g.away_team, g.names_people, ${raw(String(isFullName(source)))} as full_names, r.player_1_team_abbr as team_abbr, ${columnsOrNull(source, TAKEN)}
    from ${source} as r
    join ${games} as g
      on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed`,
      ),
    ),
  })
}

/** What stays of an event as its feed tells it. */
const KEPT: readonly string[] = [
  'nba_game_id home_team away_team team_abbr event_id event_sequence period clock_seconds event_type',
  'shot_type shot_made shot_distance free_throw_total player_2_role qualifiers official_id',
]
  .join(' ')
  .split(' ')

/** Finds the persons of the events of games. */
export function toldEvents(games: FoldedGames): ToldEvents {
  const own = ownEvents(games)
  const named = namedPlayers(games, own)
  const events = defineShared({
    name: 'told_events',
    about: 'Events of the games by the feed that counts, each person by his NBA id as far as it is told or can be found.',
    query: sql`
    select
      ${items(KEPT, name => `e.${name}`)},
      e.event_type = 'turnover' and e.player_1_id is null and e.player_1_lookup is null as of_team,
      coalesce(e.player_1_id, f.nba_player_id) as person_1,
      coalesce(e.player_2_id, s.nba_player_id) as person_2,
      case e.team_abbr when e.home_team then e.away_team when e.away_team then e.home_team end as opponent,
      case when not e.shot_made or e.shot_type is null then 0 when e.shot_type = '3PT' then 3 when e.shot_type = '2PT' then 2 else 1 end as points
    from ${own} as e
    left join ${firstPersons(own, named)} as f
      on f.nba_game_id = e.nba_game_id and f.event_id = e.event_id
    left join ${secondPersons(own, named)} as s
      on s.nba_game_id = e.nba_game_id and s.event_id = e.event_id`,
  })
  return { events, named }
}

/** The zone of a shot: three by its type, paint from 8 feet or less. */
export const ZONE: Sql = sql`case when shot_type = '3PT' then 'three' when shot_distance <= 8 then 'paint' else 'mid' end`
