import { AHEAD, CALENDAR, ROSTERS, SEASON_SO_FAR, SOMEBODY_ELSE } from '../ledger/reasons.ts'
import { int, lastKnown, literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { dropTemporary, fillTemporary } from '../store/temporary.ts'
import type { Dependency } from '../table/dependency.ts'
import type { Model } from '../table/model.ts'
import type { Touched } from './breadth.ts'
import type { Located } from './places.ts'
import type { Followed } from './reach.ts'
import { condition, forTables, looksAhead, mattering } from './reach-queries.ts'
import { crowds, datesReached, type Crowds, type DatesReached } from './relations.ts'

/** What whole dates are reached from: the days, and changes counted by date. */
interface Crowded extends Located {
  readonly crowds: Crowds
}

/**
 * Counts the changes of some seasons by date, and reaches every date that one of them can get into: never less than following each of them does.
 * What it joins are dates, so it grows with these and not with the changes.
 */
export async function reachDates(store: Store, located: Located, { models, touched }: Followed): Promise<DatesReached> {
  const counted = await fillTemporary(store, crowds, [crowdsOf(located, seasonsOf(touched))])
  const found = await fillTemporary(store, datesReached, wholeDates({ ...located, crowds: counted }, { models, touched }))
  await dropTemporary(store, [counted])
  return found
}

/** The seasons that changes are of. */
export function seasonsOf(touched: readonly Touched[]): number[] {
  return [...new Set(touched.map(({ season }) => season))]
}

/** Changes of a kind by date, all of them and those that stand on no earlier date, and the first date whose calendar looks ahead to it. */
export function crowdsOf({ places }: Located, seasons: readonly number[]): Sql {
  return sql`
  select
    input,
    names,
    season_year,
    game_date,
    min(change_id) as named,
    count(distinct change_id) as changes,
    min(case when game_date = first_date then change_id end) as first_named,
    count(distinct case when game_date = first_date then change_id end) as first_changes,
    min(least(game_date - 7, coalesce(looks_from, game_date))) as calendar_date
  from (
    select c.*, min(game_date) over (partition by change_id) as first_date
    from ${places} as c
    where season_year in (${raw(seasons.join(', '))})
  ) as located
  group by input, names, season_year, game_date`
}

/** The dates of several tables. */
export function wholeDates(crowded: Crowded, { models, touched }: Followed): Sql[] {
  return forTables(models, model => queriesOf(crowded, model, touched))
}

/** Everything that looks back on the season is one reason. */
function queriesOf(crowded: Crowded, model: Model, touched: readonly Touched[]): Sql[] {
  const own = mattering(model, touched)
  const back = own.filter(dependency => datesOf(crowded, dependency) === undefined)
  const others = own.flatMap(dependency => datesOf(crowded, dependency) ?? [])
  return back.length === 0 ? others : [...others, laterDates(crowded, back)]
}

interface Stretch {
  readonly on: readonly Dependency[]
  /** Dates by their season, where they are others than those that are asked about. */
  readonly days?: Sql
  readonly when: Sql
  readonly of: 'date' | 'stretch'
}

/** The dates among `days as d` that marks reach when a condition on `d` and `m` holds, and how many changes do: those of one date, or those of a stretch by where they stand first. */
function dates({ crowds: counted, asked }: Crowded, why: string, { on, days = sql`${asked}`, when, of }: Stretch): Sql {
  const [named, changes] = of === 'date' ? ['m.named', 'm.changes'] : ['coalesce(m.first_named, m.named)', 'm.first_changes']
  const counts = join(
    on.map(dependency => sql`(${condition(dependency, 'p')})`),
    ' or ',
  )
  return sql`
  select d.game_date, ${literal(why)} as why, ${lastKnown(raw(named), sql`m.game_date`)} as named, ${int(raw(`greatest(sum(${changes}), 1)`))} as changes
  from (
    select
      season_year,
      game_date,
      min(calendar_date) as calendar_date,
      min(named) as named,
      sum(changes) as changes,
      min(first_named) as first_named,
      sum(first_changes) as first_changes
    from ${counted} as p
    where ${counts}
    group by season_year, game_date
  ) as m
  join ${days} as d
    on d.season_year = m.season_year and ${when}
  group by d.game_date`
}

function laterDates(crowded: Crowded, on: readonly Dependency[]): Sql {
  return dates(crowded, SEASON_SO_FAR, { on, when: sql`d.game_date > m.game_date`, of: 'stretch' })
}

/** The dates that a dependency reaches; undefined for windows that look back on the season. */
function datesOf(crowded: Crowded, dependency: Dependency): Sql | undefined {
  const on = [dependency]
  switch (dependency.within.kind) {
    case 'calendar':
      return dates(crowded, CALENDAR, { on, when: sql`d.game_date >= m.calendar_date`, of: 'stretch' })
    case 'game ahead':
      return dates(crowded, AHEAD, { on, days: daysBefore(crowded), when: sql`d.next_date = m.game_date`, of: 'date' })
    case 'rosters ahead':
      return dates(crowded, ROSTERS, {
        on,
        days: daysAhead(crowded),
        when: sql`d.game_date between m.game_date + 1 and m.game_date + ${dependency.within.days}`,
        of: 'stretch',
      })
    case 'person season':
      return dates(crowded, SOMEBODY_ELSE, { on, when: sql`d.game_date >= m.game_date`, of: 'stretch' })
    case 'same date':
      return dates(crowded, dependency.as, { on, when: sql`d.game_date = m.game_date`, of: 'date' })
    case 'player games':
    case 'player days':
    case 'player season':
    case 'team games':
    case 'everybody’s games':
    case 'team season':
    case 'absence':
      return undefined
  }
}

/** Dates before the games of another. */
function daysBefore({ teamDays, asked }: Crowded): Sql {
  return sql`(select * from (${looksAhead(teamDays)}) as looks where game_date in (select game_date from ${asked}))`
}

/** Dates of games whose rosters follow from earlier listings. */
function daysAhead({ teamDays }: Crowded): Sql {
  return sql`(select distinct season_year, game_date from ${teamDays} where asked and (state = 'upcoming' or (state = 'final' and line_teams = 0)))`
}
