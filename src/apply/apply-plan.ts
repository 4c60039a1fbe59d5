import { changeFinder } from '../change/change-finder.ts'
import { rowName } from '../change/explain.ts'
import { modelFingerprints } from '../change/model-fingerprints.evaluated.ts'
import { unitStates } from '../ledger/plan-tables.ts'
import type { PlannedUnit } from '../change/plan.ts'
import { unitKey } from '../ledger/units.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import { readReach } from '../change/read-reach.ts'
import { lastImport, readCitations } from '../ledger/unit-states.ts'
import { BackcourtError } from '../errors.ts'
import { models } from '../nba/models/index.ts'
import { gameStates } from '../nba/game-states.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { dayLiteral } from '../sql/operations.ts'
import { join, sql, type Sql } from '../sql/sql.ts'
import { together } from '../store/lanes.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName, versionsOf } from '../table/source.ts'
import { buildChunks, chunksOf, type Work } from './build-chunks.ts'
import { buildInWarehouse } from './build-in-warehouse.ts'
import { isNew } from './build-units.ts'
import { Ending } from './ending.ts'
import { Progress } from './progress.ts'
import type { ApplyRequest, BackfillReport } from './report.ts'
import { startRun } from '../ledger/record-run.ts'
import { tradeDayQuery, tradeDayWarnings } from './trade-days.ts'
import { untoldWarnings } from './untold-inputs.ts'

/**
 * Carries a plan out: the steps that the ledger has as done under this plan are skipped, the others built chunk by chunk.
 * Throws plan_stale when the inputs or the definition of a step that is not done have changed since the plan was made, interrupted.
 */
export async function applyPlan(store: Store, document: PlanDocument, request: ApplyRequest): Promise<BackfillReport> {
  const { listen } = request
  const started = request.elapsed()
  const pending = await pendingUnits(store, document)
  await refuseStale(store, document, pending)
  const chunks = chunksOf(pending, request.newestFirst === true)
  const { range, tables, counts } = document
  listen({ kind: 'planned', range, tables, toBuild: pending.length, empty: counts.empty, waiting: counts.waiting, blocked: counts.blocked })
  const { command, newestFirst = false, stopOnError = false } = request
  const run = await startRun(store, {
    command,
    plan: document,
    options: { newestFirst, stopOnError, tables, range, as_of: document.as_of },
    startedAt: request.startedAt,
  })
  const progress = new Progress({ document, chunks, doneBefore: document.units.length - pending.length, run, listen, elapsed: request.elapsed })
  const chosen = models.filter(model => tables.includes(qualifiedName(model)))
  const taken = (): number => request.elapsed() - started
  const ending = new Ending(store, { run, document, progress, taken, question: tradeDayQuery(store, chosen, pending) })
  const untold = await carryOut(store, { document, chunks, run, request, progress, ending }, line => untoldWarnings(line, chosen, pending))
  const report = progress.report(taken())
  return { ...report, warnings: [...untold, ...report.warnings, ...tradeDayWarnings(await ending.answer())] }
}

/** Builds and closes the ledger, and asks something beside it, whose failure is told when the ledger is closed. */
async function carryOut<T>(store: Store, work: Work & { readonly ending: Ending }, asking: (line: Store) => Promise<T>): Promise<T> {
  const { ending } = work
  const build = store.desk === undefined ? buildChunks : buildInWarehouse
  let asked: PromiseSettledResult<T>
  try {
    const [, answers] = await together(
      store,
      own => build(own, work),
      line => Promise.allSettled([asking(line)]),
    )
    asked = answers[0]
    await ending.finish()
  } catch (error) {
    await ending.stop(error instanceof BackcourtError && error.code === 'interrupted' ? 'interrupted' : 'failed')
    throw error
  }
  if (asked.status === 'rejected') throw asked.reason
  return asked.value
}

/** Units of the plan that the ledger does not have as done under it. */
async function pendingUnits(store: Store, { plan, units }: PlanDocument): Promise<PlannedUnit[]> {
  const rows = await store.rows<{ table: string; date: string }>(
    `select table_name as "table", cast(game_date as varchar) as date from ${qualifiedName(unitStates)} where plan = ${store.dialect.text(plan)} and status <> 'failed'`,
  )
  const done = new Set(rows.map(row => unitKey(row.table, row.date)))
  return units.filter(unit => !done.has(unitKey(unit.table, unit.date)))
}

/** Refuses a plan whose pending units the store would now decide otherwise about: a definition is another one, or a changed input reaches them. */
async function refuseStale(store: Store, document: PlanDocument, pending: readonly PlannedUnit[]): Promise<void> {
  const redefined = models.find(
    model => pending.some(unit => unit.table === model.name) && document.fingerprints[model.name] !== modelFingerprints[model.name],
  )
  const moved = redefined === undefined ? await movedInput(store, document, pending) : `the definition of ${redefined.name}`
  if (moved === undefined) return
  throw new BackcourtError('plan_stale', `plan ${document.plan} no longer holds: ${moved} has changed since it was made`, {
    where: document.plan,
    next: 'backcourt plan',
  })
}

/** An input of pending units that is another one than the plan cites; undefined when there is none. */
async function movedInput(store: Store, document: PlanDocument, pending: readonly PlannedUnit[]): Promise<string | undefined> {
  if ((await lastImport(store)) === document.import_number) return undefined
  const seasons = [...new Set(pending.map(unit => unit.season))]
  const now = new Map((await readCitations(store, seasons)).map(cite => [`${cite.table} ${cite.season}`, cite]))
  const differing = document.cites.filter(cite => {
    const current = now.get(`${cite.table} ${cite.season}`)
    return seasons.includes(cite.season) && (current?.digest !== cite.digest || current.rows !== cite.rows)
  })
  if (differing.length === 0) return undefined
  const ofGames = differing.find(
    cite => cite.table !== qualifiedName(playerIdentities) && pending.some(unit => unit.season === cite.season && isNew(unit)),
  )
  return ofGames === undefined ? reachingInput(store, document, pending) : `${ofGames.table} of season ${ofGames.season}`
}

/** A changed input that reaches a pending unit; undefined when what changed concerns others, as the people of another season do. */
async function reachingInput(store: Store, document: PlanDocument, pending: readonly PlannedUnit[]): Promise<string | undefined> {
  const { changes, reached } = await readReach(store, { baseline: document.import_number, asked: datesOf(pending) })
  const [reason] = pending.flatMap(unit => reached.get(unitKey(unit.table, unit.date))?.reasons ?? [])
  if (reason === undefined) return undefined
  const [input] = changeFinder(changes)(reason.changes[0] ?? '')
  return input === undefined ? reason.why : `${input.table} ${rowName(input)} (${input.cause})`
}

/** A query of the dates of units. */
function datesOf(units: readonly PlannedUnit[]): Sql {
  const days = [...new Set(units.map(unit => unit.date))].map(dayLiteral)
  return sql`select game_date from ${versionsOf(gameStates)} where game_date in (${join(days, ', ')})`
}
