import { raw, sql, type Sql } from '../../sql/sql.ts'
import { bool, date, text } from '../../table/column.ts'
import { defineTemporary, type Filled, type TemporaryTable } from '../../table/temporary.ts'
import { scheduleGames } from '../facts/schedule-games.ts'
import { unionAll } from '../facts/items.ts'
import { feedRank, type Feed } from '../feeds.ts'
import { sourcesOf } from '../sources/index.ts'

/** Feeds of events that name people, whom stat lines of the game tell. */
export const NAMING_FEEDS: readonly Feed[] = ['nba_play_by_play_v3', 'bigdataball']

export const foldedGames: TemporaryTable<'folded_games'> = defineTemporary({
  name: 'folded_games',
  about: 'Games whose events are made into facts, and who tells them.',
  columns: {
    nba_game_id: text('The game'),
    game_id: text('YYYYMMDD_AWAY_HOME'),
    game_date: date('Its day'),
    home_team: text('Home team'),
    away_team: text('Away team'),
    event_feed: text('The best feed that tells its events to the end; NULL without one'),
    shot_feed: text('The best feed that tells its shots; NULL without one'),
    event_table: text('The raw table of the events'),
    shot_table: text('The raw table of the shots'),
    names_people: bool('Whether the events name people without an id'),
  },
  madeBy: 'event-facts.ts',
  readBy: [],
})
export type FoldedGames = Filled<'folded_games'>

/** The best of the feeds that rows of game and feed name. */
function bestFeeds(rows: Sql): Sql {
  return sql`
    select nba_game_id, feed, told_by
    from (select nba_game_id, feed, told_by, row_number() over (partition by nba_game_id order by ${feedRank('feed')}) as place from (${rows}) as told) as ranked
    where place = 1`
}

/** Feeds that tell the events of a game until its last period has ended. */
function completeFeeds(touched: Sql): Sql {
  const events = sourcesOf('event').map(
    source => sql`
      select nba_game_id, feed, ${raw(`'${source.name}'`)} as told_by, period, event_type from ${source} where nba_game_id in (${touched})`,
  )
  return sql`
      select nba_game_id, feed, told_by
      from (${unionAll(events)}) as e
      group by nba_game_id, feed, told_by
      having max(period) >= 4 and max(case when event_type = 'period end' then period end) = max(period)`
}

function shotFeeds(touched: Sql): Sql {
  return unionAll(
    sourcesOf('shot').map(
      source => sql` select distinct nba_game_id, feed, ${raw(`'${source.name}'`)} as told_by from ${source} where nba_game_id in (${touched})`,
    ),
  )
}

/** The games of a query of ids that anybody tells events or shots of. */
export function gamesToFold(touched: Sql): Sql {
  return sql`
  select
    g.nba_game_id,
    replace(cast(g.game_date as string), '-', '') || '_' || g.away_team || '_' || g.home_team as game_id,
    g.game_date,
    g.home_team,
    g.away_team,
    e.feed as event_feed,
    s.feed as shot_feed,
    e.told_by as event_table,
    s.told_by as shot_table,
    coalesce(e.feed in (${raw(NAMING_FEEDS.map(feed => `'${feed}'`).join(', '))}), false) as names_people
  from ${scheduleGames} as g
  left join (${bestFeeds(completeFeeds(touched))}) as e
    on e.nba_game_id = g.nba_game_id
  left join (${bestFeeds(shotFeeds(touched))}) as s
    on s.nba_game_id = g.nba_game_id
  where g.nba_game_id in (${touched})`
}
