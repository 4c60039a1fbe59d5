import type { Day, DayRange } from '../calendar.ts'
import { BackcourtError } from '../errors.ts'
import { models as allModels } from '../nba/models/index.ts'
import type { UncoveredDates } from '../nba/schedule-cover.ts'
import { together } from '../store/lanes.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import type { Model } from '../table/model.ts'
import { playedRange, readGameDays, readUncovered, type GameDay } from './calendar.ts'
import { modelFingerprints } from './model-fingerprints.evaluated.ts'
import { expectedRows, makePlan, type Plan, type PlanOptions, type Reached } from './plan.ts'
import { nameplate, type PlanDocument } from './plan-document.ts'
import { readReach, type ReachSince } from './read-reach.ts'
import { turnedUnits } from './viewpoint.ts'
import { millisecondsPerRow } from '../ledger/runs.ts'
import { builtRange, datesSeen, importsSeen, lastImport, readCitations, readStates, type Citation } from '../ledger/unit-states.ts'
import { unitKey, type UnitState } from '../ledger/units.ts'

export interface PlanRequest {
  /** Undefined means from the first to the last built date; when nothing is built, to the last date with box scores. */
  readonly range: DayRange | undefined
  /** Names of models; all when empty. */
  readonly tables: readonly string[]
  readonly options: PlanOptions
  /** The plan's clock, ISO text: `processed_at` of what it writes. */
  readonly now: string
  /** Games without a result wait before this day and are upcoming from it on; undefined means the day of the newest final game. */
  readonly asOf?: Day | undefined
  /** What range is meant when none is given: what is built, or what can be built. */
  readonly unless: 'built' | 'played'
}

/** Reads ledger, calendar and changed inputs, and decides. Writes nothing but temporary tables. Throws bad_input when there is nothing to plan for. */
export async function createPlan(store: Store, request: PlanRequest): Promise<PlanDocument> {
  const models = allModels.filter(model => request.tables.length === 0 || request.tables.includes(model.name))
  const range = request.range ?? (request.unless === 'built' ? await builtRange(store) : undefined) ?? (await playedRange(store))
  if (range === undefined)
    throw new BackcourtError('bad_input', 'the store holds no box scores of games that a schedule knows, so there is nothing to build', {
      next: 'backcourt import PATH… with a schedule and box scores',
    })
  const asOf = request.asOf ?? null
  const last = await lastImport(store)
  const [since, facts] = await together(
    store,
    own => readSince(own, { range, models, last }),
    line => readFacts(line, { range, models, asOf }),
  )
  const { states, days, uncovered, fingerprints } = facts
  const turned = await turnedUnits(store, { asOf, states, seasons: new Map(days.map(day => [day.date, day.season])) })
  const reached = withTurned(reachedUnits(states, since), turned)
  const plan = makePlan({ range, models, days, uncovered, states, fingerprints, reached, options: request.options })
  const seasons = new Set(plan.units.map(unit => unit.season))
  return nameplate({
    created_at: request.now,
    as_of: asOf,
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

interface FactsAsked {
  readonly range: DayRange
  readonly models: readonly Model[]
  readonly asOf: Day | null
}

/** What a plan needs beside changed inputs. */
async function readFacts(store: Store, { range, models, asOf }: FactsAsked): Promise<Facts> {
  const days = await readGameDays(store, range, asOf)
  const uncovered = await readUncovered(store, range)
  return {
    days,
    uncovered,
    fingerprints: new Map(Object.entries(modelFingerprints).filter(([name]) => models.some(model => model.name === name))),
    states: await readStates(store, range, models),
    cites: await readCitations(store, [...new Set(days.map(day => day.season))]),
    perRow: (await millisecondsPerRow(store)) ?? MODEST_GUESS,
  }
}

/** What changed since each import that some unit has seen last. */
type Since = ReadonlyMap<number, ReachSince>

/** Units that have seen the same imports are asked about together. */
async function readSince(store: Store, { range, models, last }: { range: DayRange; models: readonly Model[]; last: number }): Promise<Since> {
  const since = new Map<number, ReachSince>()
  for (const baseline of await importsSeen(store, range, models)) {
    if (baseline < last) since.set(baseline, await readReach(store, { baseline, asked: datesSeen({ range, models, baseline }) }))
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

/** What changes and another day reach together. */
function withTurned(reached: ReadonlyMap<string, Reached>, turned: ReadonlyMap<string, Reached>): Map<string, Reached> {
  const together = [...turned].map(
    ([unit, { reasons, games }]) => [unit, { reasons: [...(reached.get(unit)?.reasons ?? []), ...reasons], games }] as const,
  )
  return new Map([...reached, ...together])
}

function listedChanges(since: Since): Pick<PlanDocument, 'inputs_changed' | 'change_count'> {
  const found = [...since.values()]
  const byId = new Map(found.flatMap(({ changes }) => changes.map(change => [change.id, change])))
  return { inputs_changed: [...byId.values()], change_count: Math.max(byId.size, ...found.map(({ changeCount }) => changeCount)) }
}

/** Milliseconds that a row takes, before any run has told. */
const MODEST_GUESS = 0.03

function expectedMilliseconds({ units }: Plan, perRow: number): number {
  const rows = expectedRows(units)
  const seasons = new Set(units.map(unit => unit.season)).size
  return rows === 0 ? 0 : Math.round(OF_A_SEASON * seasons + rows * perRow)
}

/** Milliseconds that a season costs whatever is built of it. */
const OF_A_SEASON = 200
