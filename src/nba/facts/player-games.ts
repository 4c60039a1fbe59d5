import { anyTrue, firstKnown } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { Source } from '../../table/source.ts'
import { isPersonOf } from '../person-ids.ts'
import { sourcesOf } from '../sources/index.ts'
import { COUNTS } from '../statistics.ts'
import { countedIdentities } from './counted-identities.ts'
import { fromSource } from './from-source.ts'
import { games, playedGames } from './games.ts'
import { items, pieces, unionAll } from './items.ts'
import { playerEventItems, playerEventJoins } from './player-events.ts'
import { LINE_FACTS, lineSources, statLines } from './stat-lines.ts'

/** The sources of inactive lists. */
export const inactiveSources: readonly Source[] = sourcesOf('inactive list')

/** Whether each source of stat lines tells of the person, and each of inactive lists: names of columns. */
export const FROM_LINES: readonly string[] = lineSources.map(source => fromSource(source.name))
export const FROM_LISTS: readonly string[] = inactiveSources.map(source => fromSource(source.name))

function inactivesOf(source: Source): Sql {
  return sql`
      select r.nba_game_id, i.person_id, r.team_abbr, ${raw(`'${source.name}'`)} as told_by
      from ${source} as r
      join ${games} as g
        on g.nba_game_id = r.nba_game_id
      join ${countedIdentities} as i
        on ${isPersonOf(source)}`
}

function tellsOf(source: Source): Sql {
  return sql`coalesce(${anyTrue(raw(`told_by = '${source.name}'`))}, false) as ${raw(fromSource(source.name))}`
}

export const inactiveLines: SharedQuery = defineShared({
  name: 'inactive_lines',
  about: 'Inactive lists with the person they name, one row per game and person.',
  query: sql`
    select nba_game_id, person_id, min(team_abbr) as team_abbr, ${join(inactiveSources.map(tellsOf), ', ')}
    from (${unionAll(inactiveSources.map(inactivesOf))}
    ) as r
    group by nba_game_id, person_id`,
})

/** After everybody who tells a stat line. */
const INACTIVE_PLACE = 1000

/** What an inactive list does not tell. */
const OTHER_FACTS = Object.keys(LINE_FACTS).slice(2)

/** Facts that the best source of each tells; the status follows its own order. */
const BEST = Object.keys(LINE_FACTS).filter(name => name !== 'player_status' && name !== 'seconds_played' && name !== 'minutes_rounded')

const best = (name: string): Sql => firstKnown(raw(name), raw('place'))

export const playerGames: SharedQuery = defineShared({
  name: 'player_games',
  about: 'Everybody who is listed for a game that was played, one row per game and person: each fact from the best source that tells it.',
  query: sql`
    select
      g.nba_game_id,
      g.game_id,
      g.game_date,
      g.season_year,
      g.tip_utc,
      l.person_id,
      l.team_abbr,
      l.player_status,
      l.dnp_reason,
      l.on_inactive_list,
      ${playerEventItems},
      coalesce(l.seconds_told, 60 * l.minutes_told) as seconds_played,
      l.plus_minus,
      l.seconds_told is not null as has_seconds,
      ${pieces([...FROM_LINES, ...FROM_LISTS, ...COUNTS], name => raw(`l.${name}`))}
    from (
      select
        nba_game_id,
        person_id,
        min(player_status) as player_status,
        ${anyTrue(sql`told_by is null`)} as on_inactive_list,
        ${pieces(FROM_LISTS, name => sql`${anyTrue(raw(name))} as ${raw(name)}`)},
        ${best('seconds_played')} as seconds_told,
        ${best('minutes_rounded')} as minutes_told,
        ${join(lineSources.map(tellsOf), ',\n        ')},
        ${pieces(BEST, name => sql`${best(name)} as ${raw(name)}`)}
      from (
        select l.*, ${items(FROM_LISTS, name => `false as ${name}`)} from ${statLines} as l
        union all
        select nba_game_id, person_id, ${INACTIVE_PLACE}, null, team_abbr, 'inactive', ${items(OTHER_FACTS, () => 'null', ', ')}, ${items(FROM_LISTS, name => name)}
        from ${inactiveLines}
      ) as told
      group by nba_game_id, person_id
    ) as l
    join ${playedGames} as g
      on g.nba_game_id = l.nba_game_id
    ${playerEventJoins}`,
})
