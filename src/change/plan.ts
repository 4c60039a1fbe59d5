import { daysOf, type Day, type DayRange } from '../calendar.ts'
import type { Model } from '../table/model.ts'
import { unitKey, type UnitState } from '../ledger/units.ts'
import { partOfScope } from '../sql/scope.ts'
import type { UncoveredDates } from '../nba/schedule-cover.ts'
import type { GameDay } from './calendar.ts'
import { gamesOf, outlookOf, rowsPerGame, type UnitOutlook } from './outlook.ts'

/** One way in which changed inputs reach a unit. */
export interface Reason {
  readonly why: string
  /** Ids of changes in `PlanDocument.inputs_changed`, the first of them; empty when the reason is no changed input. */
  readonly changes: readonly string[]
  /** Further changes that are not named. */
  readonly more: number
}

/** What changed inputs reach of a unit. */
export interface Reached {
  readonly reasons: readonly Reason[]
  /** NBA ids of the games whose rows they reach, with `/TEAM` where only those of one team; null means every row of the date. */
  readonly games: readonly string[] | null
}

/** One unit that the plan rebuilds. */
export interface PlannedUnit {
  readonly table: string
  readonly date: Day
  readonly season: number
  readonly outlook: UnitOutlook
  readonly reasons: readonly Reason[]
  /** NBA ids of the games whose rows it rebuilds, with `/TEAM` where only those of one team; null means all of the date. */
  readonly games: readonly string[] | null
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
  /** Dates of which no schedule says whether there were games. */
  readonly uncovered: readonly UncoveredDates[]
  readonly states: readonly UnitState[]
  readonly fingerprints: ReadonlyMap<string, string>
  /** What changed inputs reach, by `table date`. */
  readonly reached: ReadonlyMap<string, Reached>
  readonly options: PlanOptions
}

/** A unit that has nothing to build, and how it stands. */
export interface IdleUnit {
  readonly table: string
  readonly date: Day
  readonly status: 'empty' | 'waiting' | 'blocked'
  readonly reason: string
  /** Whether the ledger does not know yet. Never true of a unit that has rows to build: it is left for a plan that builds them. */
  readonly news: boolean
}

export interface Plan {
  readonly range: DayRange
  readonly units: readonly PlannedUnit[]
  /** Units without games or without results: what is blocked or waits, and what the ledger does not know yet. Dates that no game ever touched are only counted. */
  readonly idle: readonly IdleUnit[]
  readonly counts: Readonly<Record<'build' | 'unchanged' | 'empty' | 'waiting' | 'blocked', number>>
}

/** Decides which units to rebuild, and why. Pure: reads no clock, no disk and no store. */
export function makePlan(input: PlanInput): Plan {
  const states = new Map(input.states.map(state => [unitKey(state.table, state.date), state]))
  const days = new Map<string, GameDay[]>()
  for (const day of input.days) days.set(day.date, [...(days.get(day.date) ?? []), day])
  const uncovered = new Map(input.uncovered.flatMap(dates => daysOf(dates).map(date => [date, dates] as const)))
  const dates = daysOf(input.range)
  const units: PlannedUnit[] = []
  const idle: IdleUnit[] = []
  const counts = { build: 0, unchanged: 0, empty: 0, waiting: 0, blocked: 0 }
  for (const model of input.models) {
    for (const date of dates) {
      const known = days.get(date) ?? []
      const counted = known.filter(day => gamesOf(day) > 0)
      const outlook = outlookOf(model, counted, uncovered.get(date))
      const state = states.get(unitKey(model.name, date))
      const { reasons, games } = whyRebuild({ input, model, date, outlook, state })
      if (reasons.length > 0) {
        units.push({ table: model.name, date, season: known[0]?.season ?? 0, outlook, reasons, games })
        counts.build += 1
      } else {
        counts[standing(outlook, state)] += 1
        const told = known.length > 0 || outlook.status !== 'empty' || state !== undefined
        if (told) idle.push(...idleUnit({ table: model.name, date }, { outlook, state, uncovered: uncovered.get(date) }))
      }
    }
  }
  return { range: input.range, units, idle, counts }
}

/** How a unit that is not rebuilt stands: what was built and came to nothing still waits. */
function standing({ status }: UnitOutlook, state: UnitState | undefined): 'unchanged' | 'empty' | 'waiting' | 'blocked' {
  if (status !== 'done') return status
  return state?.status === 'waiting' || state?.status === 'blocked' ? state.status : 'unchanged'
}

interface Standing {
  readonly outlook: UnitOutlook
  readonly state: UnitState | undefined
  readonly uncovered: UncoveredDates | undefined
}

function idleUnit(unit: Pick<IdleUnit, 'table' | 'date'>, { outlook, state, uncovered }: Standing): IdleUnit[] {
  const { status, reason = status, rows } = outlook
  if (status === 'done') return []
  // Dates without a schedule are told once for all of them, and not written down: a schedule will say what they are.
  if (uncovered !== undefined && rows === 0) return unit.date === uncovered.first ? [{ ...unit, status, reason, news: false }] : []
  const nothing = rows === 0 && (state?.rows ?? 0) === 0
  const news = nothing && (state === undefined || state.status !== status || state.reason !== reason)
  return news || status !== 'empty' ? [{ ...unit, status, reason, news }] : []
}

interface Question {
  readonly input: PlanInput
  readonly model: Model
  readonly date: Day
  readonly outlook: UnitOutlook
  readonly state: UnitState | undefined
}

const NOT_REACHED: Reached = { reasons: [], games: [] }

function whyRebuild(question: Question): Reached {
  const own = ownReason(question)
  if (own !== undefined) return { reasons: own === '' ? [] : [{ why: own, changes: [], more: 0 }], games: null }
  return question.input.reached.get(unitKey(question.model.name, question.date)) ?? NOT_REACHED
}

/** Why a unit is rebuilt whatever its inputs are; empty when it is left alone whatever they are, undefined when they decide. */
function ownReason({ input, model, outlook, state }: Question): string | undefined {
  const { options } = input
  const rows = outlook.rows > 0 || (state?.rows ?? 0) > 0
  if (options.onlyFailed) return state?.status === 'failed' || state?.status === 'blocked' ? `${state.status} in run ${state.run}` : ''
  if (state === undefined) return rows ? 'never built' : ''
  if (state.status === 'failed') return `failed in run ${state.run}`
  if (options.onlyMissing) return state.rows === 0 && rows ? 'no rows' : ''
  if (state.storedRows !== state.rows) return `${state.rows} rows were written, ${state.storedRows} are stored`
  if (options.force) return rows ? 'forced' : ''
  if (state.fingerprint !== input.fingerprints.get(model.name)) return rows ? 'definition changed' : ''
  return undefined
}

/** Rows that units compute, roughly. */
export function expectedRows(units: readonly PlannedUnit[]): number {
  const share = (text: string): number => (partOfScope(text).team === undefined ? 1 : 0.5)
  const ofUnit = ({ table, outlook, games }: PlannedUnit): number =>
    games === null ? outlook.rows : Math.min(outlook.rows, games.reduce((sum, game) => sum + share(game), 0) * rowsPerGame(table))
  return units.reduce((sum, unit) => sum + ofUnit(unit), 0)
}
