import { namingSources, personColumns } from '../nba/person-ids.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { join, sql, type Sql } from '../sql/sql.ts'
import { versionsOf } from '../table/source.ts'
import { isOf } from './input-changes.ts'
import { NO_LOOK, notBehind, type Locating } from './locating.ts'

/** Who is named in which game, for which team. */
const NAMED: readonly Sql[] = namingSources.map(
  source => sql`select ${personColumns(source)}, r.nba_game_id, r.team_abbr from ${versionsOf(source)} as r`,
)

/** A person whose identity changes is changed wherever any raw row names him. New and vanished identities come with rows that tell by themselves. */
export function changedIdentities(from: Locating): Sql {
  return sql`
  select distinct c.change_id, 'identity' as input, c.names, d.season_year, d.game_date, d.nba_game_id, d.team_abbr, d.opponent, i.player_lookup, true as moves, ${NO_LOOK}
  from ${from.changes} as c
  join (${join(NAMED, '\n    union all\n    ')}) as r
    on r.source = c.source and r.source_player_id = c.source_player_id
  join ${versionsOf(playerIdentities)} as i
    on i.source = c.source and i.source_player_id = c.source_player_id
  join ${from.teamDays} as d
    on d.nba_game_id = r.nba_game_id and d.team_abbr = r.team_abbr
  where ${isOf('c', [playerIdentities])} and c.kind = 'changed' and ${notBehind(from)}`
}

/** Somebody who comes or goes makes a name that feeds without ids write one person’s or two people’s: it stands at the games of his namesakes. */
export function changedNamesakes(from: Locating): Sql {
  return sql`
  select distinct c.change_id, 'identity' as input, c.names, d.season_year, d.game_date, d.nba_game_id, d.team_abbr, d.opponent, i.player_lookup, true as moves, ${NO_LOOK}
  from ${from.changes} as c
  join ${versionsOf(playerIdentities)} as i
    on i.source = c.source and i.source_player_id = c.source_player_id
  join ${versionsOf(playerIdentities)} as n
    on n.player_lookup = i.player_lookup and n.person_id <> i.person_id
  join (${join(NAMED, '\n    union all\n    ')}) as r
    on r.source = n.source and r.source_player_id = n.source_player_id
  join ${from.teamDays} as d
    on d.nba_game_id = r.nba_game_id and d.team_abbr = r.team_abbr
  where ${isOf('c', [playerIdentities])} and c.kind <> 'changed' and ${notBehind(from)}`
}
