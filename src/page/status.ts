import type { GroupCoverage } from '../cli/documents.ts'
import type { UnitStatus } from '../ledger/units.ts'

type CoverageState = GroupCoverage['state']

/** How a status looks: a sign beside the colour, and a word. */
export interface Look {
  readonly sign: string
  readonly word: string
  readonly about: string
}

/** How each status of a unit looks, the best first. */
export const LOOKS: Readonly<Record<UnitStatus | 'never', Look>> = {
  done: { sign: '✓', word: 'done', about: 'built, and every expected key was written' },
  unchanged: { sign: '=', word: 'unchanged', about: 'built again, and no row differed' },
  empty: { sign: '·', word: 'empty', about: 'no games' },
  waiting: { sign: '…', word: 'waiting', about: 'a game has no result yet' },
  never: { sign: '○', word: 'not built', about: 'no run has built it' },
  blocked: { sign: '!', word: 'blocked', about: 'an input is missing' },
  failed: { sign: '✕', word: 'failed', about: 'the last run failed here' },
}

/** The look of a status; null is that of a unit that was never built. */
export function lookOf(status: UnitStatus | null): Look & { readonly name: string } {
  const name = status ?? 'never'
  return { ...LOOKS[name], name }
}

/** How a date stands in a table: what the ledger says of its unit, and what became of the rows that schedule and box scores ask for. */
export type CellState = 'complete' | 'partial' | 'missing' | 'waiting' | 'blocked' | 'failed' | 'empty'

/** How each state of a date looks, the best first. */
export const STATES: Readonly<Record<CellState, Look>> = {
  complete: { sign: '✓', word: 'complete', about: 'every row that schedule and box scores ask for is there, once, with a hash' },
  partial: { sign: '◐', word: 'partial', about: 'some rows are missing, too many, or without a hash' },
  missing: { sign: '○', word: 'missing', about: 'none of its rows is built' },
  waiting: { sign: '…', word: 'waiting', about: 'a game has no result yet' },
  blocked: { sign: '!', word: 'blocked', about: 'an input is missing' },
  failed: { sign: '✕', word: 'failed', about: 'the last run failed here' },
  empty: { sign: '·', word: 'empty', about: 'no games, by the schedule' },
}

const OF_UNITS: Readonly<Record<UnitStatus | 'never', CellState>> = {
  done: 'complete',
  unchanged: 'complete',
  empty: 'empty',
  waiting: 'waiting',
  blocked: 'blocked',
  failed: 'failed',
  never: 'missing',
}

/** The state of a date in a table; until its keys are compared, what the ledger says of its unit counts. */
export function stateOf(status: UnitStatus | null, compared: CoverageState | undefined): CellState {
  const told = OF_UNITS[status ?? 'never']
  if (compared === undefined || told === 'failed' || told === 'blocked') return told
  return compared === 'uncovered' ? 'blocked' : compared
}

/** A reason of a plan, as somebody reads it who knows neither plans nor units. */
export function reasonInWords(reason: string): string {
  return reason === 'never built' ? 'no run has built this date before' : reason
}

/** The command that repairs a date, by how its units stand; undefined when there is nothing to repair. */
export function repairOf(date: string, statuses: readonly (UnitStatus | null)[], missing: number): string | undefined {
  if (statuses.includes('failed')) return `backcourt retry --date ${date}`
  if (statuses.includes(null) || missing > 0) return `backcourt backfill --date ${date}`
  return statuses.includes('blocked') ? 'backcourt import PATH…' : undefined
}
