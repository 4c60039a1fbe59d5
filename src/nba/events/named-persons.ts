import { raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import { unionAll } from '../facts/items.ts'
import { isPersonOf } from '../person-ids.ts'
import { playerIdentities } from '../player-identities.ts'
import { sourcesOf } from '../sources/index.ts'
import type { FoldedGames } from './folded-games.ts'

/** Under which names somebody is known in a game: that of the events alone, or full ones of stat line and identity. */
const OWN = 0
const FULL: readonly number[] = [1, 2]

/** Who played in games whose events name people: game, team, person, name. */
export function namedPlayers(games: FoldedGames, own: SharedQuery): SharedQuery {
  const kinds = raw(FULL.map(kind => `select ${kind} as full_name`).join(' union all '))
  const lines = sourcesOf('stat line').map(
    source => sql`
      select r.nba_game_id, r.team_abbr, i.nba_player_id, n.full_name, case when n.full_name = 2 then i.player_lookup else r.player_lookup end as player_lookup, r.assists
      from ${source} as r
      join ${games} as g
        on g.nba_game_id = r.nba_game_id and g.names_people
      join ${playerIdentities} as i
        on ${isPersonOf(source)}
      cross join (${kinds}) as n
      where r.player_status = 'active' and i.nba_player_id is not null`,
  )
  return defineShared({
    name: 'named_players',
    about: 'Who played in games whose events name people: by stat lines under the full name, by events with ids under the name that these use.',
    query: sql`
    select distinct nba_game_id, team_abbr, nba_player_id, player_lookup, full_name, assists
    from (${unionAll(lines)}
      union all
      select nba_game_id, team_abbr, player_1_id, ${OWN}, player_1_lookup, null
      from ${own}
      where names_people and player_1_id is not null and player_1_lookup is not null
    ) as told`,
  })
}

/** Whom events are about that name him by his full name alone, where that can be but one. */
export function firstPersons(own: SharedQuery, named: SharedQuery): SharedQuery {
  return defineShared({
    name: 'first_persons',
    about: 'Whom events are about that name him by his full name alone.',
    query: sql`
    select e.nba_game_id, e.event_id, min(n.nba_player_id) as nba_player_id
    from ${own} as e
    join ${named} as n
      on n.nba_game_id = e.nba_game_id and n.team_abbr = e.team_abbr and n.player_lookup = e.player_1_lookup and n.full_name > ${OWN}
    where e.player_1_id is null and e.full_names
    group by e.nba_game_id, e.event_id
    having count(distinct n.nba_player_id) = 1`,
  })
}

/** Somebody of the candidates `n` about whom a condition holds in a row `f` of his. */
function isKnown(named: SharedQuery, how: Sql): Sql {
  return sql`exists (select 1 from ${named} as f where f.nba_game_id = n.nba_game_id and f.nba_player_id = n.nba_player_id and ${how})`
}

/** Who the second person of an event can be: of the right team, not the first, of that name, with at least so many assists as he has then. */
function secondCandidates(own: SharedQuery, named: SharedQuery): SharedQuery {
  return defineShared({
    name: 'second_candidates',
    about: 'Who the second person of an event can be that gives his name: the smaller quality is the better.',
    query: sql`
    select e.nba_game_id, e.event_id, n.nba_player_id, min(case when n.full_name = ${OWN} then 0 else 1 end) as quality
    from ${own} as e
    join ${named} as n
      on n.nba_game_id = e.nba_game_id
      and (n.team_abbr = e.team_abbr) = (e.player_2_role in ('assist', 'enters'))
      and case when e.full_names or n.full_name = ${OWN} then n.player_lookup = e.player_2_lookup else n.player_lookup like '%' || e.player_2_lookup end
    where e.player_2_id is null and e.player_2_lookup is not null and n.nba_player_id <> coalesce(e.player_1_id, 0)
      and (e.player_2_given is null or ${isKnown(named, sql`f.full_name > ${OWN} and f.player_lookup like e.player_2_given || '%'`)})
      and (e.player_2_role <> 'assist' or e.player_2_count is null or not ${isKnown(named, sql`f.assists < e.player_2_count`)})
    group by e.nba_game_id, e.event_id, n.nba_player_id`,
  })
}

/** The second persons of events that give a name which can be but one person’s. */
export function secondPersons(own: SharedQuery, named: SharedQuery): SharedQuery {
  const candidates = secondCandidates(own, named)
  return defineShared({
    name: 'second_persons',
    about: 'The second persons of events that can be but one.',
    query: sql`
    select c.nba_game_id, c.event_id, min(c.nba_player_id) as nba_player_id
    from ${candidates} as c
    join (select nba_game_id, event_id, min(quality) as quality from ${candidates} group by nba_game_id, event_id) as b
      on b.nba_game_id = c.nba_game_id and b.event_id = c.event_id and b.quality = c.quality
    group by c.nba_game_id, c.event_id
    having count(*) = 1`,
  })
}
