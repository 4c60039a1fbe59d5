import { anyTrue, firstKnown } from '../../sql/operations.ts'
import { raw, sql, type Sql } from '../../sql/sql.ts'
import type { ColumnType } from '../../sql/types.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { Source } from '../../table/source.ts'
import { feedRank } from '../feeds.ts'
import { sourcesOf } from '../sources/index.ts'
import { COUNTS, ofTeams } from '../statistics.ts'
import { fromSource } from './from-source.ts'
import { games } from './games.ts'
import { columnsOrNull, pieces, unionAll } from './items.ts'

/** Counting statistics, as tables of teams name them. */
export const TEAM_COUNTS: readonly string[] = COUNTS.map(ofTeams)

/** The sources of team totals. */
export const totalSources: readonly Source[] = sourcesOf('team totals')

/** What totals tell, if their source does. Minutes are those of all players together. */
const FACTS: Readonly<Record<string, ColumnType>> = {
  turnovers_with_team: 'int',
  second_chance_points: 'int',
  fast_break_points: 'int',
  points_in_paint: 'int',
  ...Object.fromEntries(TEAM_COUNTS.map(name => [name, 'int' as const])),
}

const RANK: Sql = sql`${feedRank('r.feed')} as place`

/** The column of a source that holds the minutes of all players together. */
function minutesColumn(source: Source): string {
  return 'player_minutes' in source.columns ? 'player_minutes' : 'team_minutes'
}

function minutesOf(source: Source): Sql {
  return raw(`r.${minutesColumn(source)} as team_minutes`)
}

/** Games and teams of which one row tells every total, of some rows of each source; where a team has none, some of its totals are the sums of its players. */
export function allToldIn(rows: (source: Source) => Sql): Sql {
  const sources = totalSources.filter(source => TEAM_COUNTS.every(name => name in source.columns))
  const told = (source: Source): Sql => raw([...TEAM_COUNTS, minutesColumn(source)].map(name => `${name} is not null`).join(' and '))
  return unionAll(sources.map(source => sql` select nba_game_id, team_abbr from (${rows(source)}) as r where ${told(source)}`))
}

function rowsOf(source: Source): Sql {
  if (source.key.includes('nba_game_id')) {
    return sql`
    select r.nba_game_id, r.team_abbr, ${RANK}, ${raw(`'${source.name}'`)} as told_by, ${minutesOf(source)}, ${columnsOrNull(source, FACTS)}
    from ${source} as r
    join ${games} as g
      on g.nba_game_id = r.nba_game_id`
  }
  const numbered = defineShared({
    name: `${source.name}_rows`,
    about: `Rows of ${source.name} in games of the seasons that are computed; the greatest \`turn\` counts where two of its games are one game.`,
    query: sql`
    select r.*, cast(1000000 + r.import_number as string) || ${raw(source.key.map(column => `cast(r.${column} as string)`).join(' || '))} as turn
    from ${source} as r
    join ${games} as g
      on g.nba_game_id = r.nba_game_id`,
  })
  return sql`
    select r.nba_game_id, r.team_abbr, ${RANK}, ${raw(`'${source.name}'`)} as told_by, ${minutesOf(source)}, ${columnsOrNull(source, FACTS)}
    from ${numbered} as r
    join (select feed, nba_game_id, team_abbr, max(turn) as turn from ${numbered} group by feed, nba_game_id, team_abbr) as n
      on n.feed = r.feed and n.nba_game_id = r.nba_game_id and n.team_abbr = r.team_abbr and n.turn = r.turn`
}

export const teamTotals: SharedQuery = defineShared({
  name: 'team_totals',
  about: 'Team totals, one row per game and team: each fact from the best source that tells it.',
  query: sql`
    select
      nba_game_id,
      team_abbr,
      ${pieces(
        totalSources.map(source => source.name),
        name => sql`${anyTrue(raw(`told_by = '${name}'`))} as ${raw(fromSource(name))}`,
      )},
      ${pieces(['team_minutes', ...Object.keys(FACTS)], name => sql`${firstKnown(raw(name), raw('place'))} as ${raw(name)}`)}
    from (${unionAll(totalSources.map(rowsOf))}
    ) as told
    group by nba_game_id, team_abbr`,
})
