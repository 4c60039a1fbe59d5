import type { DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import { models as allModels } from '../nba/models/index.ts'
import type { UncoveredDates } from '../nba/schedule-cover.ts'
import { together } from '../store/lanes.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import type { Model } from '../table/model.ts'
import { playedRange, readGameDays, readUncovered, type GameDay } from './calendar.ts'
import { fingerprint } from './fingerprint.ts'
import { expectedRows, makePlan, unitKey, type Plan, type PlanOptions, type Reached, type UnitState } from './plan.ts'
import { nameplate, type Citation, type PlanDocument } from './plan-document.ts'
import { readReach, type ReachSince } from './read-reach.ts'
import { builtRange, importsSeen, lastImport, readCitations, readStates } from './states.ts'

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
  /** Changes of one season from which on all of it is planned; a measured number unless told. */
  readonly crowded?: number
}

/** Reads ledger, calendar and changed inputs, and decides. Writes nothing but temporary tables. Throws bad_input when there is nothing to plan for. */
export async function createPlan(store: Store, request: PlanRequest): Promise<PlanDocument> {
  const models = allModels.filter(model => request.tables.length === 0 || request.tables.includes(model.name))
  const range = request.range ?? (request.unless === 'built' ? await builtRange(store) : undefined) ?? (await playedRange(store))
  if (range === undefined)
    throw new BackcourtError('bad_input', 'the store holds no box scores of games that a schedule knows, so there is nothing to build', {
      next: 'backcourt import PATH… with a schedule and box scores',
    })
  const last = await lastImport(store)
  const [since, facts] = await together(
    store,
    own => readSince(own, { range, models, last, crowded: request.crowded }),
    line => readFacts(line, range, models),
  )
  const { states, days, uncovered, fingerprints } = facts
  const plan = makePlan({ range, models, days, uncovered, states, fingerprints, reached: reachedUnits(states, since), options: request.options })
  const seasons = new Set(plan.units.map(unit => unit.season))
  return nameplate({
    created_at: request.now,
    ...plan,
    tables: models.map(qualifiedName),
    ...listedChanges(since),
    cites: facts.cites.filter(cite => seasons.has(cite.season)),
    fingerprints: Object.fromEntries(fingerprints),
    import_number: last,
    complete: !request.options.onlyMissing && !request.options.onlyFailed,
    expected_ms: expectedMilliseconds(plan, facts.perRow),
  })
}

interface Facts {
  readonly states: readonly UnitState[]
  readonly days: readonly GameDay[]
  readonly uncovered: readonly UncoveredDates[]
  readonly fingerprints: ReadonlyMap<string, string>
  readonly cites: readonly Citation[]
  /** Milliseconds that a row took so far. */
  readonly perRow: number
}

/** What a plan needs beside changed inputs. */
async function readFacts(store: Store, range: DayRange, models: readonly Model[]): Promise<Facts> {
  const days = await readGameDays(store, range)
  const uncovered = await readUncovered(store, range)
  const asked = readStates(store, range, models)
  // Computed while the engine reads the states: it takes as long.
  const fingerprints = new Map(models.map(model => [model.name, fingerprint(model, store.dialect)]))
  return {
    days,
    uncovered,
    fingerprints,
    states: await asked,
    cites: await readCitations(store, [...new Set(days.map(day => day.season))]),
    perRow: await millisecondsPerRow(store),
  }
}

/** What changed since each import that some unit has seen last. */
type Since = ReadonlyMap<number, ReachSince>

/** What changes are asked for. */
interface Asked {
  readonly range: DayRange
  readonly models: readonly Model[]
  readonly last: number
  readonly crowded: number | undefined
}

/** Units that have seen the same imports are asked about together. */
async function readSince(store: Store, { range, models, last, crowded }: Asked): Promise<Since> {
  const since = new Map<number, ReachSince>()
  for (const baseline of await importsSeen(store, range, models)) {
    if (baseline < last) since.set(baseline, await readReach(store, baseline, crowded))
  }
  return since
}

function reachedUnits(states: readonly UnitState[], since: Since): Map<string, Reached> {
  const reached = new Map<string, Reached>()
  for (const { table, date, importNumber } of states) {
    const found = since.get(importNumber)?.reached.get(unitKey(table, date))
    if (found !== undefined) reached.set(unitKey(table, date), found)
  }
  return reached
}

function listedChanges(since: Since): Pick<PlanDocument, 'inputs_changed' | 'change_count'> {
  const found = [...since.values()]
  const byId = new Map(found.flatMap(({ changes }) => changes.map(change => [change.id, change])))
  return { inputs_changed: [...byId.values()], change_count: Math.max(byId.size, ...found.map(({ changeCount }) => changeCount)) }
}

/** By the rate of earlier runs, or a modest guess. */
async function millisecondsPerRow(store: Store): Promise<number> {
  const [measured] = await store.rows<{ rows: number | null; ms: number | null }>(
    `select cast(sum(rows_written) as bigint) as rows, cast(sum(duration_ms) as bigint) as ms from nba_processing.runs where outcome = 'done' and rows_written > 1000`,
  )
  return measured?.rows == null || measured.ms === null ? 0.03 : measured.ms / measured.rows
}

function expectedMilliseconds({ units }: Plan, perRow: number): number {
  const rows = expectedRows(units)
  const seasons = new Set(units.map(unit => unit.season)).size
  return rows === 0 ? 0 : Math.round(OF_A_SEASON * seasons + rows * perRow)
}

/** Milliseconds that a season costs whatever is built of it. */
const OF_A_SEASON = 200
