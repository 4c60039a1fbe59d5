import { anyTrue, cast } from '../../sql/operations.ts'
import { join, raw, sql, type Sql } from '../../sql/sql.ts'
import { defineShared, type SharedQuery } from '../../table/shared.ts'
import type { Source } from '../../table/source.ts'
import { sourcesOf } from '../sources/index.ts'
import { fromSource } from './from-source.ts'
import { games } from './games.ts'
import { unionAll } from './items.ts'
import { bookPlace, CLOSING, isBeforeTip, pathOf, tenths } from './lines.ts'

const bookSources = sourcesOf('game line')
const closingSources = sourcesOf('closing line')

/** The sources of lines on games. */
export const gameLineSources: readonly Source[] = [...bookSources, ...closingSources]

const value: Sql = tenths(sql`l.outcome_point`)

/** What a book offered at a snapshot: the spread of the home team, whichever side it is told of, or the total. */
const quotes: SharedQuery = defineShared({
  name: 'game_quotes',
  about: 'Spread of the home team and total that each book offered before the tip, one row per game, book, market and snapshot.',
  query: unionAll(
    bookSources.map(
      source => sql`
    select
      l.nba_game_id,
      l.bookmaker_key as book,
      l.market_key as market,
      l.snapshot_timestamp,
      ${raw(`'${source.name}'`)} as told_by,
      coalesce(
        max(case when l.outcome_team_abbr = g.home_team or l.outcome_name = 'Over' then ${value} end),
        -max(case when l.outcome_team_abbr = g.away_team then ${value} end),
        max(case when l.outcome_name = 'Under' then ${value} end)
      ) as line_x10
    from ${source} as l
    join ${games} as g
      on g.nba_game_id = l.nba_game_id
    where l.market_key in ('spreads', 'totals') and ${isBeforeTip(cast(sql`null`, 'bool'))}
    group by l.nba_game_id, l.bookmaker_key, l.market_key, l.snapshot_timestamp`,
    ),
  ),
})

/** Whether the spread names one favourite and the moneylines the other, by more than either could be off. */
const CONTRADICTED: Sql = sql`l.spread >= 1 and (
        (l.favored_team_abbr = g.home_team and l.home_moneyline > 0 and l.away_moneyline < 0)
        or (l.favored_team_abbr = g.away_team and l.away_moneyline > 0 and l.home_moneyline < 0))`

function closingRows(source: Source): Sql {
  const ofHome = sql`case when l.favored_team_abbr = g.home_team then -${tenths(sql`l.spread`)} when l.favored_team_abbr = g.away_team then ${tenths(sql`l.spread`)} end`
  const markets: readonly (readonly [name: string, line: Sql, contradicted: Sql])[] = [
    ['spreads', ofHome, CONTRADICTED],
    ['totals', tenths(sql`l.total`), sql`false`],
  ]
  return unionAll(
    markets.map(
      ([market, line, contradicted]) => sql`
    select
      l.nba_game_id,
      '${raw(CLOSING)}' as book,
      '${raw(market)}' as market,
      ${raw(`'${source.name}'`)} as told_by,
      ${line} as current_x10,
      ${cast(sql`null`, 'int')} as opening_x10,
      ${cast(sql`null`, 'timestamp')} as read_at,
      ${contradicted} as contradicted
    from ${source} as l
    join ${games} as g
      on g.nba_game_id = l.nba_game_id`,
    ),
  )
}

const bookLines: SharedQuery = defineShared({
  name: 'book_lines',
  about: 'The path of spread and total at each book before the tip, and the closing lines, which have none.',
  query: sql`
    select nba_game_id, book, market, min(told_by) as told_by, ${pathOf('line_x10')}, false as contradicted
    from ${quotes}
    group by nba_game_id, book, market
    union all
    ${unionAll(closingSources.map(closingRows))}`,
})

function ofMarket(market: 'spreads' | 'totals', column: string): Sql {
  return raw(`max(case when market = '${market}' then ${column} end)`)
}

export const gameLines: SharedQuery = defineShared({
  name: 'game_lines',
  about: 'Spread of the home team and total of each game before the tip, each of the one book that counts: current, first and when it was read.',
  query: sql`
    select
      nba_game_id,
      ${ofMarket('spreads', 'current_x10')} as home_spread_x10,
      ${ofMarket('spreads', 'opening_x10')} as opening_home_spread_x10,
      ${ofMarket('spreads', 'book')} as spread_book,
      ${ofMarket('totals', 'current_x10')} as total_x10,
      ${ofMarket('totals', 'opening_x10')} as opening_total_x10,
      ${ofMarket('totals', 'book')} as total_book,
      coalesce(${ofMarket('spreads', 'read_at')}, ${ofMarket('totals', 'read_at')}) as lines_read_at,
      ${anyTrue(sql`contradicted`)} as spread_contradicted,
      ${join(
        gameLineSources.map(({ name }) => sql`coalesce(${anyTrue(raw(`told_by = '${name}'`))}, false) as ${raw(fromSource(name))}`),
        ', ',
      )}
    from (
      select b.*, row_number() over (partition by nba_game_id, market order by ${bookPlace('book')}, book, told_by) as pick
      from ${bookLines} as b
      where current_x10 is not null
    ) as picked
    where pick = 1
    group by nba_game_id`,
})
