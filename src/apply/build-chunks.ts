import { expectedRows, type PlannedUnit } from '../change/plan.ts'
import { inputDigest, type PlanDocument } from '../change/plan-document.ts'
import { BackcourtError, isOfStatement } from '../errors.ts'
import { models } from '../nba/models/index.ts'
import type { Span } from '../sql/dialect.ts'
import type { Relation, Sql } from '../sql/sql.ts'
import { runTasks, type Task } from '../store/lanes.ts'
import type { Store } from '../store/store.ts'
import { computeScratch, dropScratch } from '../store/temporary.ts'
import { relationsBehind, type Ready } from '../table/compile.ts'
import type { SharedQuery } from '../table/shared.ts'
import { buildUnits, isNew, scopeOf, spanOf, type Chunk } from './build-units.ts'
import { causesOf } from './causes.ts'
import type { Ending } from './ending.ts'
import type { Progress } from './progress.ts'
import type { ApplyRequest } from './report.ts'
import { recordUnits } from '../ledger/record-run.ts'
import type { BuiltUnit } from '../ledger/units.ts'
import { standingFor, type Standing } from './shared-tables.ts'

/** Statements that run at the same time unless told otherwise: the engine spreads each over the processors, but plans, commits and sorts on one. */
const LANES = 2

/** The chunks of a run, and what they need to be built. */
export interface Work {
  readonly document: PlanDocument
  readonly chunks: readonly Chunk[]
  readonly run: number
  readonly request: ApplyRequest
  readonly progress: Progress
  /** What a warehouse writes with the last of these chunks; undefined where others follow. */
  readonly ending?: Ending | undefined
}

/** Units by season and table, the largest of a season first. */
export function chunksOf(units: readonly PlannedUnit[], newestFirst: boolean): Chunk[] {
  const seasons = [...new Set(units.map(unit => unit.season))].toSorted((a, b) => (newestFirst ? b - a : a - b))
  return seasons.flatMap(season =>
    models
      .map(model => ({ model, season, units: units.filter(unit => unit.season === season && unit.table === model.name) }))
      .filter(chunk => chunk.units.length > 0)
      .flatMap(withoutNew)
      .toSorted((a, b) => expectedRows(b.units) - expectedRows(a.units)),
  )
}

/** Rows that cost more to compare with nothing than another statement does. */
const MANY_ROWS = 10_000

/** Many rows that were never built are a chunk of their own, which is written without comparing. */
function withoutNew(chunk: Chunk): Chunk[] {
  const [fresh, others] = [chunk.units.filter(isNew), chunk.units.filter(unit => !isNew(unit))]
  if (others.length === 0 || expectedRows(fresh) < MANY_ROWS) return [chunk]
  return [fresh, others].map(units => ({ ...chunk, units }))
}

/** Builds all chunks, several at a time, each as soon as the shared queries that it reads stand. Throws interrupted when somebody asked to stop and work is left. */
export async function buildChunks(store: Store, work: Work): Promise<void> {
  const { chunks, request } = work
  let failed = false
  let left = chunks.length
  const built = (units: readonly BuiltUnit[]): void => {
    left -= 1
    failed ||= units.some(unit => unit.status === 'failed')
  }
  const interrupted = (): boolean => request.interrupted?.() === true
  const seasons = [...new Set(chunks.map(chunk => chunk.season))]
  const parts = seasons.map(season => seasonTasks(store, { ...work, season, built }))
  const tasks = parts.flatMap(part => part.tasks)
  const [ran] = await Promise.allSettled([
    runTasks(store, tasks, { count: request.lanes ?? LANES, stopped: () => interrupted() || (request.stopOnError === true && failed) }),
  ])
  // What a season left standing when it was not finished; a failure to drop it must not hide the first one.
  const tables = parts.flatMap(part => part.tables)
  if (left > 0) await dropScratch(store, tables).catch(() => undefined)
  if (ran.status === 'rejected') throw ran.reason
  if (left > 0 && interrupted()) throw new BackcourtError('interrupted', 'interrupted; what is written stays', { next: 'backcourt resume' })
}

interface SeasonWork extends Work {
  readonly season: number
  readonly built: (units: readonly BuiltUnit[]) => void
}

interface SeasonTasks {
  readonly tasks: readonly Task[]
  /** The tables that stand until the last of them. */
  readonly tables: readonly string[]
}

/** The shared queries of a season as tables in the order in which its chunks need them, the chunks, and the end of the tables. */
function seasonTasks(store: Store, work: SeasonWork): SeasonTasks {
  const chunks = work.chunks.filter(chunk => chunk.season === work.season)
  const whole = { ...(chunks[0] as Chunk), units: chunks.flatMap(chunk => chunk.units) }
  const span = spanOf(whole, work.document.as_of)
  const standing = standingFor(scopeOf(whole.units))
  const ready = scratchNames(store, work.season, standing)
  const shared = new Map<Relation, Task>()
  const tasks: Task[] = []
  const builds: Task[] = []
  for (const chunk of chunks) {
    const needs = sharedBehind(chunk.model.query, [...standing.keys()]).map(query => {
      const task = shared.get(query) ?? sharedTask(query, { ready, span, standing, shared })
      if (!shared.has(query)) tasks.push(task)
      shared.set(query, task)
      return task
    })
    const build = { needs, work: (line: Store) => buildChunk(line, { ...work, chunk, ready }).then(work.built) }
    tasks.push(build)
    builds.push(build)
  }
  const tables = [...ready.values()]
  return { tables, tasks: [...tasks, { needs: builds, work: line => dropScratch(line, tables) }] }
}

/** Where the shared queries of a season stand. */
function scratchNames(store: Store, season: number, standing: Standing): Map<Relation, string> {
  return new Map<Relation, string>([...standing.keys()].map(query => [query, `${store.scratch}.${query.name}_${season}`]))
}

/** Those of some shared queries that a query reads, in their order. */
export function sharedBehind(query: Sql, some: readonly SharedQuery[]): SharedQuery[] {
  const behind = new Set(relationsBehind(query))
  return some.filter(candidate => behind.has(candidate))
}

interface SharedWork {
  readonly ready: Map<Relation, string>
  readonly span: Span
  readonly standing: Standing
  /** The tasks of the shared queries before it. */
  readonly shared: ReadonlyMap<Relation, Task>
}

function sharedTask(query: SharedQuery, { ready, span, standing, shared }: SharedWork): Task {
  const filledBy = standing.get(query) as SharedQuery
  const compute = async (line: Store): Promise<void> => {
    await computeScratch(line, { query: filledBy, name: ready.get(query) as string, span, ready }).catch((error: unknown) => {
      if (!isOfStatement(error)) throw error
      // The statements that read it carry it along from now on, so that those of the dates at fault fail, and no others.
      ready.delete(query)
    })
  }
  return { needs: sharedBehind(filledBy.query, [...standing.keys()]).map(inner => shared.get(inner) as Task), work: compute }
}

interface ChunkWork extends Work {
  readonly chunk: Chunk
  readonly ready: Ready
}

function buildChunk(line: Store, { document, run, request, progress, chunk, ready }: ChunkWork): Promise<readonly BuiltUnit[]> {
  const digest = inputDigest(document, chunk.season)
  return progress.timed(chunk, () => {
    const began = request.elapsed()
    return buildUnits(line, {
      chunk,
      run,
      asOf: document.as_of,
      now: document.created_at,
      changedAt: request.startedAt,
      ready,
      causes: causesOf(document, chunk),
      record: outcomes => recordUnits(line, { run, plan: document, inputDigest: digest, milliseconds: request.elapsed() - began }, outcomes),
    })
  })
}
