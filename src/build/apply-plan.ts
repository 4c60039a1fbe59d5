import type { PlannedUnit } from '../change/plan.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import { readCitations } from '../change/states.ts'
import { unitStates } from '../change/ledger.ts'
import { unitKey } from '../change/plan.ts'
import { fingerprint } from '../change/fingerprint.ts'
import { BackcourtError } from '../errors.ts'
import { models } from '../nba/models/index.ts'
import type { Relation } from '../sql/sql.ts'
import { relationsBehind } from '../table/compile.ts'
import type { Store } from '../store/store.ts'
import { computeTemporary, dropTemporary } from '../store/temporary.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { buildUnits, spanOf, type BuiltUnit, type Chunk } from './build-units.ts'
import { causesOf } from './causes.ts'
import { Progress } from './progress.ts'
import type { ApplyRequest, BackfillReport } from './report.ts'
import { finishRun, recordIdle, recordUnits, recordUntouched, startRun } from './run-ledger.ts'
import { SHARED_OF_MODELS } from './shared-tables.ts'
import { tradeDayWarnings } from './trade-days.ts'

/**
 * Carries a plan out: the steps that the ledger has as done under this plan are skipped, the others built chunk by chunk.
 * Throws plan_stale when the inputs or the definition of a step that is not done have changed since the plan was made, interrupted.
 */
export async function applyPlan(store: Store, document: PlanDocument, request: ApplyRequest): Promise<BackfillReport> {
  const { listen } = request
  const started = request.elapsed()
  const pending = await pendingUnits(store, document)
  await refuseStale(store, document, pending)
  const chunks = chunksOf(pending, request.newestFirst)
  listen({
    kind: 'planned',
    range: document.range,
    tables: document.tables,
    toBuild: pending.length,
    empty: document.counts.empty,
    waiting: document.counts.waiting,
    blocked: document.counts.blocked,
  })
  const { command, newestFirst, stopOnError } = request
  const run = await startRun(store, {
    command,
    plan: document,
    options: { newestFirst, stopOnError, tables: document.tables, range: document.range },
  })
  const progress = new Progress({ document, chunks, doneBefore: document.units.length - pending.length, run, listen, elapsed: request.elapsed })
  let outcome = 'failed'
  try {
    await buildAll(store, { document, chunks, run, request, progress })
    await recordIdle(store, { run, plan: document })
    if (document.complete) await recordUntouched(store, document)
    outcome = progress.failed() ? 'failed' : 'done'
  } catch (error) {
    if (error instanceof BackcourtError && error.code === 'interrupted') outcome = 'interrupted'
    throw error
  } finally {
    await finishRun(store, { run, outcome, rows: progress.rowsWritten(), milliseconds: request.elapsed() - started })
  }
  const report = progress.report(request.elapsed() - started)
  const chosen = models.filter(model => document.tables.includes(qualifiedName(model)))
  return { ...report, warnings: [...report.warnings, ...(await tradeDayWarnings(store, chosen, document.range))] }
}

/** Units of the plan that the ledger does not have as done under it. */
async function pendingUnits(store: Store, { plan, units }: PlanDocument): Promise<PlannedUnit[]> {
  const rows = await store.rows<{ table: string; date: string }>(
    `select table_name as "table", cast(game_date as varchar) as date from ${qualifiedName(unitStates)} where plan = ${store.dialect.text(plan)} and status <> 'failed'`,
  )
  const done = new Set(rows.map(row => unitKey(row.table, row.date)))
  return units.filter(unit => !done.has(unitKey(unit.table, unit.date)))
}

async function refuseStale(store: Store, document: PlanDocument, pending: readonly PlannedUnit[]): Promise<void> {
  const seasons = [...new Set(pending.map(unit => unit.season))]
  const now = new Map((await readCitations(store, seasons)).map(cite => [`${cite.table} ${cite.season}`, cite]))
  const moved = document.cites.find(cite => {
    const current = now.get(`${cite.table} ${cite.season}`)
    return seasons.includes(cite.season) && (current?.digest !== cite.digest || current.rows !== cite.rows)
  })
  const redefined = models.find(
    model => pending.some(unit => unit.table === model.name) && document.fingerprints[model.name] !== fingerprint(model, store.dialect),
  )
  if (moved === undefined && redefined === undefined) return
  const what = moved === undefined ? `the definition of ${redefined?.name ?? ''}` : `${moved.table} of season ${moved.season}`
  throw new BackcourtError('plan_stale', `plan ${document.plan} no longer holds: ${what} has changed since it was made`, {
    where: document.plan,
    next: 'backcourt plan',
  })
}

/** Season by season, table by table in the order of the models. */
function chunksOf(units: readonly PlannedUnit[], newestFirst: boolean): Chunk[] {
  const seasons = [...new Set(units.map(unit => unit.season))].toSorted((a, b) => (newestFirst ? b - a : a - b))
  return seasons.flatMap(season =>
    models.flatMap(model => {
      const mine = units.filter(unit => unit.season === season && unit.table === model.name)
      return mine.length === 0 ? [] : [{ model, season, units: mine }]
    }),
  )
}

interface Work {
  readonly document: PlanDocument
  readonly chunks: readonly Chunk[]
  readonly run: number
  readonly request: ApplyRequest
  readonly progress: Progress
}

async function buildAll(store: Store, { document, chunks, run, request, progress }: Work): Promise<void> {
  for (const season of new Set(chunks.map(chunk => chunk.season))) {
    const ofSeason = chunks.filter(chunk => chunk.season === season)
    const shared = sharedBy(ofSeason.map(chunk => chunk.model))
    const span = spanOf({ ...(ofSeason[0] as Chunk), units: ofSeason.flatMap(chunk => chunk.units) })
    const ready = await computeTemporary(store, shared, span)
    for (const chunk of ofSeason) {
      if (request.interrupted?.() === true)
        throw new BackcourtError('interrupted', 'interrupted; what is written stays', { next: 'backcourt resume' })
      const built = await progress.timed(chunk, () => buildChunk(store, { document, run, chunk, ready }))
      if (request.stopOnError && built.some(unit => unit.status === 'failed')) return
    }
    await dropTemporary(store, shared)
  }
}

interface ChunkWork {
  readonly document: PlanDocument
  readonly run: number
  readonly chunk: Chunk
  readonly ready: ReadonlySet<Relation>
}

function buildChunk(store: Store, { document, run, chunk, ready }: ChunkWork): Promise<readonly BuiltUnit[]> {
  return buildUnits(store, {
    chunk,
    run,
    now: document.created_at,
    ready,
    contiguous: chunk.units.every(unit => unit.reasons.some(reason => reason.why === 'never built')),
    causes: causesOf(document, chunk),
    record: outcomes => recordUnits(store, { run, plan: document }, outcomes),
  })
}

/** The shared queries that several statements of the models read. */
function sharedBy(chosen: readonly Model[]): typeof SHARED_OF_MODELS {
  const needed = new Set<Relation>(chosen.flatMap(model => relationsBehind(model.query)))
  return SHARED_OF_MODELS.filter(query => needed.has(query))
}
