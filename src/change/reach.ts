import type { Store } from '../store/store.ts'
import type { Dependency } from '../table/dependency.ts'
import type { Model } from '../table/model.ts'

/** Temporary table of what the changes reach: table_name, game_date, nba_game_id (NULL: every row of the date), change_id, why, unnamed (changes beside it that have no row here). */
export const REACHED = 'reached'

/**
 * From so many changes of one season on, all its dates are reached: following each change to its dates takes longer then than computing them all. A corrected game has some
 * 60 changes, a week of games some 5,000.
 */
const CROWDED = 10_000

/** Changes that stand for all of a crowded season. */
const EXAMPLES = 20

/** Computes what the located changes reach in the tables, by every dependency that they declare. Those that no change is about are left out of the statement. */
export async function computeReach(store: Store, models: readonly Model[], crowded: number = CROWDED): Promise<void> {
  const seasons = await crowdedSeasons(store, crowded)
  const whole = seasons.flatMap(season =>
    models
      .filter(model => model.dependencies.some(on => season.touched.some(change => matters(on, change))))
      .map(model => wholeSeason(model, season)),
  )
  if (seasons.length > 0)
    await store.run(
      `create or replace temp table crowded_dates as ${crowdedDates(seasons)}; delete from places where season_year in (${yearsOf(seasons)})`,
    )
  const touched = await store.rows<Touched>('select distinct input, names from places')
  const parts = models.flatMap(model =>
    model.dependencies
      .filter(dependency => touched.some(change => matters(dependency, change)))
      .map(dependency => `select '${model.name}' as table_name, r.*, 0 as unnamed from (${datesReached(dependency)} ${condition(dependency)}) as r`),
  )
  const none = `select cast(null as varchar) as table_name, cast(null as date) as game_date, cast(null as varchar) as nba_game_id, cast(null as varchar) as change_id, cast(null as varchar) as why, cast(null as bigint) as unnamed where false`
  await store.run(
    `create or replace temp table ${REACHED} as select distinct * from (${[none, ...whole, ...parts].join('\nunion all by name\n')}) as found`,
  )
}

/** A season with more changes than are worth following one by one. */
interface CrowdedSeason {
  readonly season: number
  readonly changes: number
  readonly touched: readonly Touched[]
}

async function crowdedSeasons(store: Store, crowded: number): Promise<CrowdedSeason[]> {
  const rows = await store.rows<{ season: number; changes: number }>(
    `select season_year as season, cast(count(distinct change_id) as bigint) as changes from places group by season_year having count(distinct change_id) > ${crowded} order by season`,
  )
  const seasons: CrowdedSeason[] = []
  for (const row of rows) {
    seasons.push({ ...row, touched: await store.rows<Touched>(`select distinct input, names from places where season_year = ${row.season}`) })
  }
  return seasons
}

/** The dates of crowded seasons, with some of their changes as examples. */
function crowdedDates(seasons: readonly CrowdedSeason[]): string {
  return `
  select d.season_year, d.game_date, e.change_id
  from (
    select season_year, game_date from team_days where season_year in (${yearsOf(seasons)})
    union
    select season_year, game_date from places where season_year in (${yearsOf(seasons)})
  ) as d
  join (
    select season_year, change_id
    from (select distinct season_year, change_id from places where season_year in (${yearsOf(seasons)})) as changed
    qualify row_number() over (partition by season_year order by change_id) <= ${EXAMPLES}
  ) as e
    on e.season_year = d.season_year`
}

function wholeSeason(model: Model, { season, changes }: CrowdedSeason): string {
  const why = `${changes} changes of the season`
  return `select '${model.name}' as table_name, c.game_date, ${WHOLE_DATE}, c.change_id, '${why}' as why, ${Math.max(0, changes - EXAMPLES)} as unnamed
    from crowded_dates as c where c.season_year = ${season}`
}

function yearsOf(seasons: readonly CrowdedSeason[]): string {
  return seasons.map(({ season }) => season).join(', ')
}

interface Touched {
  readonly input: string
  /** The changed fields between spaces; `*` stands for all. */
  readonly names: string
}

function matters({ on, fields }: Dependency, { input, names }: Touched): boolean {
  return on === input && (fields === undefined || ['*', ...fields].some(field => names.includes(` ${field} `)))
}

function condition({ on, fields }: Dependency): string {
  const touched = fields === undefined ? '' : ` and (${['*', ...fields].map(field => `p.names like '% ${field} %'`).join(' or ')})`
  return `p.input = '${on}'${touched}`
}

/** The game whose rows are reached, NULL when rows may have moved between the games of a date. */
function gameOf(place: 'p' | 'd'): string {
  return `case when not p.moves then ${place}.nba_game_id end as nba_game_id`
}

const WHOLE_DATE = 'cast(null as varchar) as nba_game_id'

/** The dates that a change gets into, as a query of change_id, game_date, nba_game_id and why over `places as p` that ends before a condition on p. */
function datesReached({ within, as }: Dependency): string {
  switch (within.kind) {
    case 'same date':
      return `select p.change_id, p.game_date, ${gameOf('p')}, '${as}' as why from places as p where`
    case 'player games':
      return playersGames(within.games)
    case 'player days':
      return playersLater(`last ${within.days} days`, `d.game_date <= p.game_date + ${within.days} and`)
    case 'player season':
      return playersLater('season so far', '')
    case 'team games':
      return teamsGames(within.games, within.side)
    case 'everybody’s games':
      return everybodysGames(within.games)
    case 'team season':
      return TEAM_SEASON
    case 'calendar':
      return CALENDAR
    case 'game ahead':
      return GAME_AHEAD
    case 'rosters ahead':
      return rostersAhead(within.days)
    case 'person season':
      return PERSON_SEASON
  }
}

function named(count: number): string {
  return count === 1 ? 'last game' : `last ${count} games`
}

function playersGames(games: number): string {
  return `
  select p.change_id, d.game_date, ${gameOf('d')}, p.player_lookup || '’s ${named(games)}' as why
  from places as p
  join player_days as d
    on d.player_lookup = p.player_lookup and d.season_year = p.season_year and d.game_date > p.game_date
  left join (
    select t.change_id, t.player_lookup, t.game_date, max(o.played_before + cast(o.played as integer)) as played_through
    from places as t
    join player_days as o
      on o.player_lookup = t.player_lookup and o.season_year = t.season_year and o.game_date <= t.game_date
    group by all
  ) as o
    on o.change_id = p.change_id and o.player_lookup = p.player_lookup and o.game_date = p.game_date
  where d.played_before - coalesce(o.played_through, 0) < ${games} and`
}

function playersLater(window: string, bound: string): string {
  return `
  select p.change_id, d.game_date, ${gameOf('d')}, p.player_lookup || '’s ${window}' as why
  from places as p
  join player_days as d
    on d.player_lookup = p.player_lookup and d.season_year = p.season_year and d.game_date > p.game_date
  where ${bound}`
}

function teamsGames(games: number, side: 'both' | 'opponent'): string {
  return `
  select p.change_id, d.game_date, ${gameOf('d')}, d.team_abbr || '’s ${named(games)}' as why
  from places as p
  join team_days as o
    on o.season_year = p.season_year and o.game_date = p.game_date and o.team_abbr in (${side === 'both' ? 'p.team_abbr, p.opponent' : 'p.opponent'})
  join team_days as d
    on d.team_abbr = o.team_abbr and d.season_year = o.season_year and d.game_date > o.game_date
  where d.played_before - o.played_before - 1 < ${games} and`
}

function everybodysGames(games: number): string {
  return `
  select p.change_id, d.game_date, ${gameOf('d')}, d.player_lookup || '’s ${named(games)}' as why
  from places as p
  join player_days as o
    on o.season_year = p.season_year and o.game_date = p.game_date and o.team_abbr in (p.team_abbr, p.opponent) and o.played
  join player_days as d
    on d.player_lookup = o.player_lookup and d.season_year = o.season_year and d.game_date > o.game_date
  where d.played_before - o.played_before - 1 < ${games} and`
}

function rostersAhead(days: number): string {
  return `
  select p.change_id, d.game_date, ${WHOLE_DATE}, 'the rosters of games ahead' as why
  from places as p
  join (select distinct season_year, game_date from team_days where state = 'upcoming' or (state = 'final' and box_teams = 0)) as d
    on d.season_year = p.season_year and d.game_date > p.game_date and d.game_date <= p.game_date + ${days}
  where`
}

const TEAM_SEASON = `
  select p.change_id, d.game_date, ${gameOf('d')}, d.team_abbr || '’s season so far' as why
  from places as p
  join team_days as d
    on d.season_year = p.season_year and d.game_date > p.game_date
    and (d.team_abbr in (p.team_abbr, p.opponent) or d.next_opponent in (p.team_abbr, p.opponent))
  where`

const CALENDAR = `
  select p.change_id, d.game_date, ${WHOLE_DATE}, 'the calendar of the season' as why
  from places as p
  join (
    select change_id, min(least(f.game_date - 7, coalesce(t.previous_date, f.game_date))) as from_date
    from places as f
    left join team_days as t
      on t.season_year = f.season_year and t.game_date = f.game_date
    where f.input = 'game'
    group by change_id
  ) as s
    on s.change_id = p.change_id
  join (select distinct season_year, game_date from team_days) as d
    on d.season_year = p.season_year and d.game_date >= s.from_date
  where`

const GAME_AHEAD = `
  select p.change_id, d.previous_date as game_date, ${WHOLE_DATE}, 'the game ahead' as why
  from places as p
  join team_days as d
    on d.season_year = p.season_year and d.game_date = p.game_date
  where d.previous_date is not null and`

const PERSON_SEASON = `
  select p.change_id, d.game_date, ${WHOLE_DATE}, p.player_lookup || ' is somebody else' as why
  from (select change_id, input, names, season_year, player_lookup, min(game_date) as game_date from places group by all) as p
  join (select distinct season_year, game_date from team_days) as d
    on d.season_year = p.season_year and d.game_date >= p.game_date
  where`
