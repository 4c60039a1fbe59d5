import type { Dependency, Window } from '../table/dependency.ts'
import type { Model } from '../table/model.ts'

/** How many places of changes of one kind there are in a season. */
export interface Touched {
  readonly input: string
  /** The changed fields between spaces; `*` stands for all. */
  readonly names: string
  readonly season: number
  readonly places: number
  /** Dates of the season that are asked about. */
  readonly days: number
}

/** Whether a change is one that a table depends on. */
export function matters({ on, fields }: Dependency, { input, names }: Pick<Touched, 'input' | 'names'>): boolean {
  return on === input && (fields === undefined || ['*', ...fields].some(field => names.includes(` ${field} `)))
}

/**
 * A step, one change followed into one game or date of one table, takes 2.5 µs and 550 bytes; to compute and compare all tables of a date takes 20 ms.
 * Beyond so many steps for each date, following costs more than an eighth of rebuilding them all, which it would spare few of.
 */
const STEPS_PER_DATE = 1000
/** So many are always followed: they take 50 ms. */
const FEW_STEPS = 20_000

/** The seasons of which so much has changed that whole dates are reached, without asking whose games they are. */
export function broadSeasons(models: readonly Model[], touched: readonly Touched[]): ReadonlySet<number> {
  const seasons = [...new Set(touched.map(({ season }) => season))]
  return new Set(
    seasons.filter(season => {
      const own = touched.filter(change => change.season === season)
      return stepsOf(models, own) > Math.max(FEW_STEPS, STEPS_PER_DATE * (own[0]?.days ?? 0))
    }),
  )
}

/** How many steps following each change of a season into each table takes, roughly. */
function stepsOf(models: readonly Model[], touched: readonly Touched[]): number {
  let steps = 0
  for (const dependency of models.flatMap(model => model.dependencies)) {
    for (const change of touched) if (matters(dependency, change)) steps += change.places * gamesWithin(dependency.within, change.days)
  }
  return steps
}

/** Players of a game. */
const PLAYERS = 22

/** The games, players' games or dates that one place gets into, roughly: everybody plays on every second day, and half of the days lie behind. */
function gamesWithin(within: Window, days: number): number {
  switch (within.kind) {
    case 'same date':
      return 1
    case 'game ahead':
      return 2
    case 'player games':
      return Math.min(within.games, days / 4)
    case 'player days':
      return Math.min(within.days / 2, days / 4)
    case 'player season':
      return days / 4
    case 'team games':
      return (within.side === 'both' ? 2 : 1) * Math.min(within.games, days / 4)
    case 'everybody’s games':
      return PLAYERS * Math.min(within.games, days / 4)
    case 'absence':
      return 1
    case 'rosters ahead':
      return Math.min(within.days, days / 2)
    case 'team season':
    case 'calendar':
    case 'person season':
      return days / 2
  }
}
