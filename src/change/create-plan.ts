import type { DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import { models as allModels } from '../nba/models/index.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { playedRange, readGameDays } from './calendar.ts'
import { fingerprint } from './fingerprint.ts'
import { makePlan, unitKey, type Plan, type PlanOptions, type Reason, type UnitState } from './plan.ts'
import { nameplate, type PlanDocument } from './plan-document.ts'
import { readReach, type InputChange } from './read-reach.ts'
import { builtRange, lastImport, readCitations, readStates } from './states.ts'

export interface PlanRequest {
  /** Undefined means from the first to the last built date; when nothing is built, to the last date with box scores. */
  readonly range: DayRange | undefined
  /** Names of models; all when empty. */
  readonly tables: readonly string[]
  readonly options: PlanOptions
  /** The plan's clock, ISO text: `processed_at` of what it writes. */
  readonly now: string
  /** What range is meant when none is given: what is built, or what can be built. */
  readonly unless: 'built' | 'played'
}

/** Reads ledger, calendar and changed inputs, and decides. Writes nothing but temporary tables. Throws bad_input when there is nothing to plan for. */
export async function createPlan(store: Store, request: PlanRequest): Promise<PlanDocument> {
  const models = allModels.filter(model => request.tables.length === 0 || request.tables.includes(model.name))
  const range = request.range ?? (request.unless === 'built' ? await builtRange(store) : undefined) ?? (await playedRange(store))
  if (range === undefined)
    throw new BackcourtError('bad_input', 'the store holds no box score, so there is nothing to build', { next: 'backcourt import PATH…' })
  const states = await readStates(store, range, models)
  const fingerprints = new Map(models.map(model => [model.name, fingerprint(model, store.dialect)]))
  const last = await lastImport(store)
  const since = await reachSince(store, states, last)
  const plan = makePlan({
    range,
    models,
    days: await readGameDays(store, range),
    states,
    fingerprints,
    reached: since.reached,
    options: request.options,
  })
  return nameplate({
    created_at: request.now,
    ...plan,
    tables: models.map(qualifiedName),
    inputs_changed: since.changes,
    change_count: since.changeCount,
    cites: await readCitations(store, seasonsOf(plan)),
    fingerprints: Object.fromEntries(fingerprints),
    import_number: last,
    complete: !request.options.onlyMissing && !request.options.onlyFailed,
    expected_ms: await expectedMilliseconds(store, plan),
  })
}

interface Since {
  readonly changes: readonly InputChange[]
  readonly changeCount: number
  readonly reached: ReadonlyMap<string, readonly Reason[]>
}

/** What changed since each unit was last looked at. Units that have seen the same imports are asked about together. */
async function reachSince(store: Store, states: readonly UnitState[], last: number): Promise<Since> {
  const baselines = [...new Set(states.map(state => state.importNumber))].filter(number => number < last).toSorted((a, b) => a - b)
  const reached = new Map<string, readonly Reason[]>()
  let widest: { changes: readonly InputChange[]; changeCount: number } = { changes: [], changeCount: 0 }
  for (const baseline of baselines) {
    const found = await readReach(store, baseline)
    if (found.changeCount > widest.changeCount) widest = found
    for (const state of states) {
      const key = unitKey(state.table, state.date)
      const reasons = state.importNumber === baseline ? found.reached.get(key) : undefined
      if (reasons !== undefined) reached.set(key, reasons)
    }
  }
  return { ...widest, reached }
}

function seasonsOf(plan: Plan): number[] {
  return [...new Set(plan.units.map(unit => unit.season))].toSorted((a, b) => a - b)
}

/** Milliseconds by the rate of earlier runs, or by a modest guess. */
async function expectedMilliseconds(store: Store, plan: Plan): Promise<number> {
  const rows = plan.units.reduce((sum, unit) => sum + unit.outlook.rows, 0)
  if (rows === 0) return 0
  const [measured] = await store.rows<{ rows: number | null; ms: number | null }>(
    `select cast(sum(rows_written) as bigint) as rows, cast(sum(duration_ms) as bigint) as ms from nba_processing.runs where outcome = 'done' and rows_written > 1000`,
  )
  const perRow = measured?.rows == null || measured.ms === null ? 0.03 : measured.ms / measured.rows
  return Math.round(100 * seasonsOf(plan).length + rows * perRow)
}
