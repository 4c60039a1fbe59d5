import { raw, sql, type Sql } from '../../sql/sql.ts'
import type { ColumnType } from '../../sql/types.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { Source } from '../../table/source.ts'
import { feedRank } from '../feeds.ts'
import { isPersonOf, issuerOf } from '../person-ids.ts'
import { sourcesOf } from '../sources/index.ts'
import { COUNTS } from '../statistics.ts'
import { countedIdentities } from './counted-identities.ts'
import { playedGames } from './games.ts'
import { columnsOrNull, unionAll } from './items.ts'

/** What a stat line tells, if its source does. */
export const LINE_FACTS: Readonly<Record<string, ColumnType>> = {
  team_abbr: 'string',
  player_status: 'string',
  dnp_reason: 'string',
  starter: 'bool',
  seconds_played: 'int',
  minutes_rounded: 'int',
  plus_minus: 'int',
  ...Object.fromEntries(COUNTS.map(name => [name, 'int' as const])),
}

/** The sources of stat lines. */
export const lineSources: readonly Source[] = sourcesOf('stat line')

/** A source that has at most one row per feed, game and person. */
function isUnique(source: Source): boolean {
  return issuerOf(source) === 'nba' && source.key.includes('nba_game_id')
}

/** The better the feed the smaller; a stat line before none. */
const PLACE: Sql = sql`2 * ${feedRank('r.feed')} + case r.player_status when 'active' then 0 else 1 end as place`

function rowsOf(source: Source): Sql {
  return sql`
    select r.nba_game_id, i.person_id, ${PLACE}, ${raw(`'${source.name}'`)} as told_by, ${columnsOrNull(source, LINE_FACTS)}
    from ${source} as r
    join ${playedGames} as g
      on g.nba_game_id = r.nba_game_id
    join ${countedIdentities} as i
      on ${isPersonOf(source)}`
}

/** Where two ids of a source are one person, or two of its games one game, the first of the two counts. */
function firstRowsOf(source: Source): Sql {
  const numbered = defineShared({
    name: `${source.name}_rows`,
    about: `Rows of ${source.name} with the person they are about, in the order in which they count.`,
    query: sql`
    select r.*, i.person_id, r.player_status || ' ' || ${raw(source.key.map(column => `cast(r.${column} as string)`).join(` || ' ' || `))} as turn
    from ${source} as r
    join ${playedGames} as g
      on g.nba_game_id = r.nba_game_id
    join ${countedIdentities} as i
      on ${isPersonOf(source)}`,
  })
  return sql`
    select r.nba_game_id, r.person_id, ${PLACE}, ${raw(`'${source.name}'`)} as told_by, ${columnsOrNull(source, LINE_FACTS)}
    from ${numbered} as r
    join (select feed, nba_game_id, person_id, min(turn) as turn from ${numbered} group by feed, nba_game_id, person_id) as f
      on f.feed = r.feed and f.nba_game_id = r.nba_game_id and f.person_id = r.person_id and f.turn = r.turn`
}

export const statLines: SharedQuery = defineShared({
  name: 'stat_lines',
  about: 'Rows of box scores of every source with the person they are about, one per feed, game and person; the smaller `place` counts first.',
  query: unionAll(lineSources.map(source => (isUnique(source) ? rowsOf(source) : firstRowsOf(source)))),
})
