import { daysOf, type Day, type DayRange } from '../calendar.ts'
import type { Model } from '../table/model.ts'
import type { GameDay } from './calendar.ts'

export type UnitStatus = 'done' | 'unchanged' | 'empty' | 'waiting' | 'failed' | 'blocked'

/** How a unit stands in the ledger. */
export interface UnitState {
  readonly table: string
  readonly date: Day
  readonly status: UnitStatus
  readonly rows: number
  /** Rows that the table holds now; another program may have touched them. */
  readonly storedRows: number
  readonly reason: string | null
  readonly fingerprint: string
  /** The last import that the unit has seen. */
  readonly importNumber: number
  readonly run: number
}

/** One way in which changed inputs reach a unit. */
export interface Reason {
  readonly why: string
  /** Ids of changes in `PlanDocument.inputs_changed`; empty when the reason is no changed input. */
  readonly changes: readonly string[]
}

/** What a unit is expected to be, from schedule and box scores alone. */
export interface UnitOutlook {
  readonly status: 'done' | 'empty' | 'waiting' | 'blocked'
  readonly reason?: string
  /** Rows that it should have, roughly; 0 when it should have none. */
  readonly rows: number
  /** Whether some game has box scores of both teams, so that a build without a row is a defect. */
  readonly played: boolean
}

/** One unit that the plan rebuilds. */
export interface PlannedUnit {
  readonly table: string
  readonly date: Day
  readonly season: number
  readonly outlook: UnitOutlook
  readonly reasons: readonly Reason[]
}

export interface PlanOptions {
  readonly force: boolean
  readonly onlyMissing: boolean
  readonly onlyFailed: boolean
}

export interface PlanInput {
  readonly range: DayRange
  readonly models: readonly Model[]
  readonly days: readonly GameDay[]
  readonly states: readonly UnitState[]
  readonly fingerprints: ReadonlyMap<string, string>
  /** What changed inputs reach, by `table date`. */
  readonly reached: ReadonlyMap<string, readonly Reason[]>
  readonly options: PlanOptions
}

/** A unit that has nothing to build, and how it stands. */
export interface IdleUnit {
  readonly table: string
  readonly date: Day
  readonly status: 'empty' | 'waiting' | 'blocked'
  readonly reason: string
  /** Whether the ledger does not know yet. */
  readonly news: boolean
}

export interface Plan {
  readonly range: DayRange
  readonly units: readonly PlannedUnit[]
  /** Units without games or without results: what is blocked or waits, and what the ledger does not know yet. */
  readonly idle: readonly IdleUnit[]
  readonly counts: Readonly<Record<'build' | 'unchanged' | 'empty' | 'waiting' | 'blocked', number>>
}

/** Name of a unit: table and date. */
export function unitKey(table: string, date: string): string {
  return `${table} ${date}`
}

/** Decides which units to rebuild, and why. Pure: reads no clock, no disk and no store. */
export function makePlan(input: PlanInput): Plan {
  const states = new Map(input.states.map(state => [unitKey(state.table, state.date), state]))
  const days = new Map<string, GameDay[]>()
  for (const day of input.days) days.set(day.date, [...(days.get(day.date) ?? []), day])
  const units: PlannedUnit[] = []
  const idle: IdleUnit[] = []
  const counts = { build: 0, unchanged: 0, empty: 0, waiting: 0, blocked: 0 }
  for (const model of input.models) {
    for (const date of daysOf(input.range)) {
      const known = days.get(date) ?? []
      const games = known.filter(day => day.complete + day.blocked.length + day.waiting + day.upcoming > 0)
      const outlook = outlookOf(model, games)
      const state = states.get(unitKey(model.name, date))
      const reasons = reasonsFor({ input, model, date, outlook, state })
      if (reasons.length > 0) {
        units.push({ table: model.name, date, season: known[0]?.season ?? 0, outlook, reasons })
        counts.build += 1
      } else {
        counts[outlook.status === 'done' ? 'unchanged' : outlook.status] += 1
        idle.push(...idleUnit({ table: model.name, date }, outlook, state))
      }
    }
  }
  return { range: input.range, units, idle, counts }
}

function idleUnit(unit: Pick<IdleUnit, 'table' | 'date'>, { status, reason = status }: UnitOutlook, state: UnitState | undefined): IdleUnit[] {
  if (status === 'done') return []
  const news = state === undefined || state.status !== status || state.reason !== reason
  return news || status !== 'empty' ? [{ ...unit, status, reason, news }] : []
}

interface Question {
  readonly input: PlanInput
  readonly model: Model
  readonly date: Day
  readonly outlook: UnitOutlook
  readonly state: UnitState | undefined
}

function reasonsFor({ input, model, date, outlook, state }: Question): readonly Reason[] {
  const { options } = input
  const rows = outlook.rows > 0 || (state?.rows ?? 0) > 0
  if (options.onlyFailed) return state?.status === 'failed' || state?.status === 'blocked' ? [plain(`${state.status} in run ${state.run}`)] : []
  if (state === undefined) return rows ? [plain('never built')] : []
  if (state.status === 'failed') return [plain(`failed in run ${state.run}`)]
  if (options.onlyMissing) return state.rows === 0 && rows ? [plain('no rows')] : []
  if (state.storedRows !== state.rows) return [plain(`${state.rows} rows were written, ${state.storedRows} are stored`)]
  if (options.force) return rows ? [plain('forced')] : []
  if (state.fingerprint !== input.fingerprints.get(model.name)) return rows ? [plain('definition changed')] : []
  return input.reached.get(unitKey(model.name, date)) ?? []
}

function plain(why: string): Reason {
  return { why, changes: [] }
}

/** Rows of a game, roughly, for estimates. */
const ROWS_PER_GAME: Readonly<Record<string, number>> = { player_game_summary: 22, upcoming_player_game_context: 34 }

function outlookOf(model: Model, games: readonly GameDay[]): UnitOutlook {
  if (games.length === 0) return { status: 'empty', reason: 'no games', rows: 0, played: false }
  const total = (count: (day: GameDay) => number): number => games.reduce((sum, day) => sum + count(day), 0)
  const blocked = games.flatMap(day => day.blocked)
  const built = total(day => day.complete + (model.beforeTip ? day.upcoming + day.blocked.length : 0))
  const rows = built * (ROWS_PER_GAME[model.name] ?? 2)
  const played = total(day => day.complete) > 0
  if (blocked.length > 0 && !model.beforeTip) {
    return { status: 'blocked', reason: `no box scores of both teams for ${blocked.join(', ')}: import them`, rows, played }
  }
  const open = total(day => day.waiting + (model.beforeTip ? 0 : day.upcoming))
  if (open === 0) return { status: 'done', rows, played }
  return {
    status: 'waiting',
    reason: `${open} of ${total(day => day.complete + day.blocked.length + day.waiting + day.upcoming)} games without result`,
    rows,
    played,
  }
}
