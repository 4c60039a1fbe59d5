import type { Day } from '../calendar.ts'
import { gameStates } from '../nba/game-states.ts'
import { sources } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import type { TableFinding } from './examine-tables.ts'

const DATES_NAMED = 5

interface Hole {
  readonly table: string
  readonly feed: string
  readonly season: number
  readonly had: number
  readonly dates: readonly Day[]
}

/** Dates with games that a feed does not tell, between its first and its last date of a season, while other feeds tell them. */
export async function feedHoles(store: Store): Promise<TableFinding[]> {
  const told = sources.filter(source => source.ofGame && source.tells !== 'fixture' && 'feed' in source.columns)
  const dates = told.map(
    source => `select '${qualifiedName(source)}' as "table", feed, game_date from ${qualifiedName(source)} where ended_by is null`,
  )
  const rows = await store.rows<Hole>(`
    with told as (select distinct * from (${dates.join(' union all ')}) as rows),
    played as (select distinct season_year, game_date from ${qualifiedName(gameStates)} where ended_by is null and state = 'final'),
    spans as (
      select t."table", t.feed, p.season_year, min(p.game_date) as first_day, max(p.game_date) as last_day, count(*) as had
      from told as t join played as p using (game_date)
      group by all
    )
    select s."table", s.feed, s.season_year as season, s.had, list(cast(p.game_date as varchar) order by p.game_date) as dates
    from spans as s
    join played as p
      on p.season_year = s.season_year and p.game_date between s.first_day and s.last_day
    where exists (select 1 from told as o where o.game_date = p.game_date)
      and not exists (select 1 from told as t where t."table" = s."table" and t.feed = s.feed and t.game_date = p.game_date)
    group by all
    order by s."table", s.feed, s.season_year`)
  return rows.map(holeFinding)
}

function holeFinding({ table, feed, had, dates }: Hole): TableFinding {
  const named = `${dates.slice(0, DATES_NAMED).join(', ')}${dates.length > DATES_NAMED ? ` and ${dates.length - DATES_NAMED} more` : ''}`
  return {
    severity: 'note',
    object: `${table}, ${feed}`,
    found: `nothing of ${dates.length} of ${had + dates.length} dates with games that other feeds have: ${named}`,
    expected: 'every date with games between the first and the last of its season',
    repair: `backcourt import PATH… with files of ${feed} for these dates, if they are needed`,
  }
}
