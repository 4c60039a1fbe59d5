import { daysOf, type Day, type DayRange } from '../calendar.ts'
import type { UncoveredDates } from '../nba/schedule-cover.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import type { CoverageGrouping, CoverageState, GroupCoverage } from './report.ts'

/** A team whose players are not known in a final game. */
export interface Lineless {
  readonly date: Day
  readonly team: string
  readonly game: string
}

/** What the keys of one group add up to. */
export interface GroupCount {
  readonly group: string
  readonly expected: number
  readonly rows: number
  readonly with_hash: number
  readonly missing: number
  readonly extra: number
  readonly duplicates: number
  readonly covered: number
}

const GROUP: Readonly<Record<CoverageGrouping, string>> = { date: 'date', month: 'substr(date, 1, 7)', team: `coalesce(nullif(team, ''), '?')` }

/** Counts the compared keys of a model by group. */
export function groupCounts(store: Store, by: CoverageGrouping): Promise<GroupCount[]> {
  const whole = (expression: string): string => `cast(sum(${expression}) as bigint)`
  return store.rows<GroupCount>(`
    select
      ${GROUP[by]} as "group",
      ${whole('asked')} as expected,
      ${whole('copies')} as rows,
      ${whole('case when hashed > 0 then 1 else 0 end')} as with_hash,
      ${whole('greatest(asked - copies, 0)')} as missing,
      ${whole('case when asked = 0 then 1 else 0 end')} as extra,
      ${whole('case when copies > 1 then copies - 1 else 0 end')} as duplicates,
      ${whole('least(asked, hashed)')} as covered
    from compared_coverage
    group by 1
    order by 1`)
}

/** What the groups of a model are made of. */
export interface Grouped {
  readonly by: CoverageGrouping
  readonly range: DayRange
  readonly counted: readonly GroupCount[]
  /** Each stands for a row that is missing. */
  readonly lacking: readonly Lineless[]
  /** Games that should have been played and have no result, by `YYYYMMDD_AWAY_HOME`. */
  readonly waiting: readonly string[]
  readonly uncovered: readonly UncoveredDates[]
}

const NOTHING: Omit<GroupCount, 'group'> = { expected: 0, rows: 0, with_hash: 0, missing: 0, extra: 0, duplicates: 0, covered: 0 }

/** Every date or month of the range, or every team that is known in it, as it stands in a model. */
export function groupsOf(model: Model, { by, range, counted, lacking, waiting, uncovered }: Grouped): GroupCoverage[] {
  const counts = new Map(counted.map(count => [count.group, count]))
  const lacks = tally(lacking.map(({ date, team }) => (by === 'team' ? team : groupOfDay(date, by))))
  const waits = tally(waiting.flatMap(game => (by === 'team' ? game.split('_').slice(1) : [groupOfDay(dayOf(game), by)])))
  const open = new Set(by === 'team' ? [] : uncovered.flatMap(dates => daysOf(dates).map(day => groupOfDay(day, by))))
  const groups = by === 'team' ? [...counts.keys(), ...lacks.keys(), ...waits.keys()] : daysOf(range).map(day => groupOfDay(day, by))
  return [...new Set(groups)].toSorted().map(group => {
    const { covered, ...count } = counts.get(group) ?? { ...NOTHING, group }
    const more = lacks.get(group) ?? 0
    const figures = { ...count, expected: count.expected + more, missing: count.missing + more, waiting: waits.get(group) ?? 0 }
    const share = figures.expected === 0 ? null : covered / figures.expected
    return { table: qualifiedName(model), ...figures, coverage: share, state: stateOf({ ...figures, covered, isOpen: open.has(group) }) }
  })
}

type Figures = Pick<GroupCoverage, 'expected' | 'rows' | 'missing' | 'extra' | 'duplicates' | 'waiting'>

function stateOf(figures: Figures & { readonly covered: number; readonly isOpen: boolean }): CoverageState {
  const { expected, covered, missing, extra, duplicates, waiting, isOpen } = figures
  if (missing > 0 && covered === 0) return 'missing'
  if (covered < expected || extra > 0 || duplicates > 0) return 'partial'
  if (isOpen) return expected > 0 ? 'partial' : 'uncovered'
  if (waiting > 0) return 'waiting'
  return expected === 0 ? 'empty' : 'complete'
}

function groupOfDay(day: string, by: 'date' | 'month'): string {
  return by === 'date' ? day : day.slice(0, 7)
}

/** The day of `20211019_BKN_MIL`. */
function dayOf(game: string): string {
  return `${game.slice(0, 4)}-${game.slice(4, 6)}-${game.slice(6, 8)}`
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
