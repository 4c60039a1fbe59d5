import type { BackfillEvent, BackfillReport } from '../apply/report.ts'
import type { PlanDocument } from '../change/plan-document.ts'
import type { Store } from '../store/store.ts'
import type { BackfillMembers, NoRunMembers } from './documents.ts'
import { publish } from './hold-store.ts'
import { asOfHint } from './options.ts'
import type { Outcome } from './outcome.ts'
import { backfillProgress } from './render/backfill-progress.ts'
import { backfillText } from './render/backfill-report.ts'
import { warehouseLines } from './render/parity-report.ts'
import type { Session } from './session.ts'
import type { TableStatus } from './status-file.ts'
import { warehouseMember } from './with-engine.ts'

/** A saved plan and how it is to be carried out. */
export interface CarryOut {
  readonly document: PlanDocument
  readonly newestFirst: boolean
  readonly stopOnError: boolean
}

/** Carries a plan out, shows how it goes, says so beside the store, and tells what came of it. */
export async function carryOut(store: Store, { document, newestFirst, stopOnError }: CarryOut, session: Session): Promise<Outcome<BackfillMembers>> {
  const [{ applyPlan }, { nextRun }] = await Promise.all([import('../apply/apply-plan.ts'), import('../ledger/runs.ts')])
  const show = backfillProgress(session.progress)
  const tell = publisher(store, session, await nextRun(store))
  const report = await applyPlan(store, document, {
    command: session.command,
    startedAt: session.now(),
    newestFirst,
    stopOnError,
    listen: event => {
      tell(event)
      show(event)
    },
    elapsed: () => session.elapsed(),
    interrupted: () => session.interrupted(),
  })
  const { run, plan, units, tables, failures, duration_ms } = report
  const undone = units.failed + units.blocked
  return {
    exitCode: undone > 0 ? 1 : 0,
    members: { run, plan, units, tables, failures, duration_ms, peak_rss_mb: session.world.memory(), ...toldOf(store) },
    warnings: report.warnings,
    text: page => [...backfillText(report, page), ...warehouseLines(toldOf(store).warehouse)],
    next: nextOf(report, document),
  }
}

/** What was done so far in the warehouse that a store is the desk of. */
function toldOf({ desk }: Store): Pick<BackfillMembers, 'warehouse'> {
  return desk === undefined ? {} : { warehouse: warehouseMember([desk.warehouse]) }
}

/** What goes on with what a run left undone. */
function nextOf({ untried, units }: BackfillReport, { as_of }: PlanDocument): string | undefined {
  if (untried > 0) return 'resume'
  if (units.failed > 0) return `retry${asOfHint(as_of)}`
  return units.blocked > 0 ? 'import PATH…' : undefined
}

const NO_UNITS = { planned: 0, done: 0, unchanged: 0, empty: 0, waiting: 0, failed: 0, blocked: 0 } as const

/** The outcome when there is no plan to carry out. */
export function nothingToDo(why: string, session: Session): Outcome<NoRunMembers> {
  const members = { run: null, plan: null, units: NO_UNITS, tables: [], failures: [], duration_ms: 0, peak_rss_mb: session.world.memory() }
  return { exitCode: 0, members, warnings: [], text: () => [why] }
}

/** Publishes a run from its events. */
function publisher(store: Store, session: Session, run: number): (event: BackfillEvent) => void {
  const started = session.elapsed()
  const tables = new Map<string, TableStatus>()
  let planned = 0
  return event => {
    if (event.kind === 'table') return
    if (event.kind === 'planned') planned = event.toBuild
    else tables.set(event.table, tableStatus(event))
    const units = [...tables.values()].reduce((sum, { units_done }) => sum + units_done, 0)
    const rate = units === 0 ? null : Math.round((10_000 * units) / Math.max(1, session.elapsed() - started)) / 10
    const eta = rate === null || rate === 0 ? null : Math.round((1000 * (planned - units)) / rate)
    publish(store, session, { run, units_done: units, units_planned: planned, rate, eta_ms: eta, tables: [...tables.values()] })
  }
}

function tableStatus({
  table,
  unitsDone,
  unitsPlanned,
  rows,
  rowsPerSecond,
  millisecondsLeft,
}: Extract<BackfillEvent, { kind: 'chunk' }>): TableStatus {
  return { table, units_done: unitsDone, units_planned: unitsPlanned, rows, rate: Math.round(rowsPerSecond), eta_ms: Math.round(millisecondsLeft) }
}
