import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { Source } from '../../table/source.ts'
import { unionAll } from '../facts/items.ts'
import { sourcesOf } from '../sources/index.ts'
import type { FoldedGames } from './folded-games.ts'
import { COURT } from './vocabulary.ts'

/** What a feed that tells who is on court puts into its slots. */
function endingOf(source: Source): 'id' | 'lookup' {
  return `${COURT[0]}_id` in source.columns ? 'id' : 'lookup'
}

function hasLineUp(source: Source): Sql {
  return raw(`r.${COURT[0]}_${endingOf(source)} is not null`)
}

/** Games whose feed tells who is on court. */
export function gamesWithLineUps(games: FoldedGames): SharedQuery {
  return defineShared({
    name: 'games_with_line_ups',
    about: 'Games whose feed tells who is on court.',
    query: join(
      sourcesOf('event').map(
        source => sql`
    select r.nba_game_id
    from ${source} as r
    join ${games} as g
      on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
    where ${hasLineUp(source)}
    group by r.nba_game_id`,
      ),
      '\n    union all',
    ),
  })
}

/** Events with their seconds, as a shared query, and which of them are asked about. */
export interface SlotsAsked {
  readonly events: SharedQuery
  readonly when: Sql
  /** Who is named in games whose line-ups are names. */
  readonly named: SharedQuery
}

/** The ten at events, one row each, with the seconds of the event. */
export function courtSlots(games: FoldedGames, asked: SlotsAsked): Sql {
  return unionAll(sourcesOf('event').map(source => (endingOf(source) === 'id' ? slotsById(games, asked, source) : slotsByName(games, asked, source))))
}

const NUMBERS: Sql = raw(COURT.map((_, place) => (place === 0 ? 'select 1 as slot' : `select ${place + 1}`)).join(' union all '))

function slotsOf(games: FoldedGames, { events, when }: SlotsAsked, source: Source): Sql {
  const player = COURT.map((slot, place) => `when ${place + 1} then r.${slot}_${endingOf(source)}`)
  return sql`
      select r.nba_game_id, c.period, c.seconds, c.clutch_seconds, case when n.slot <= 5 then g.home_team else g.away_team end as team_abbr, ${raw(`case n.slot ${player.join(' ')} end`)} as player
      from ${events} as c
      join ${source} as r
        on r.nba_game_id = c.nba_game_id and r.event_id = c.event_id
      join ${games} as g
        on g.nba_game_id = r.nba_game_id and g.event_feed = r.feed
      cross join (${NUMBERS}) as n
      where ${when} and ${hasLineUp(source)}`
}

function slotsById(games: FoldedGames, asked: SlotsAsked, source: Source): Sql {
  return sql`
    select nba_game_id, period, seconds, clutch_seconds, team_abbr, player as nba_player_id
    from (${slotsOf(games, asked, source)}
    ) as ids`
}

function slotsByName(games: FoldedGames, asked: SlotsAsked, source: Source): Sql {
  return sql`
    select s.nba_game_id, s.period, s.seconds, s.clutch_seconds, s.team_abbr, p.nba_player_id
    from (${slotsOf(games, asked, source)}
    ) as s
    left join (
      select nba_game_id, team_abbr, player_lookup, min(nba_player_id) as nba_player_id
      from ${asked.named}
      where full_name > 0
      group by nba_game_id, team_abbr, player_lookup
      having count(distinct nba_player_id) = 1
    ) as p
      on p.nba_game_id = s.nba_game_id and p.team_abbr = s.team_abbr and p.player_lookup = s.player`
}
