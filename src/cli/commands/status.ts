import type { RunEntry } from '../../ledger/runs.ts'
import { BackcourtError } from '../../errors.ts'
import { isAlive, readStatus, type StatusFile, type TableStatus } from '../status-file.ts'
import type { StatusMembers } from '../documents.ts'
import { holderText, holdStore, processesText, statusOfHolder } from '../hold-store.ts'
import type { Outcome } from '../outcome.ts'
import { count, duration } from '../render/amounts.ts'
import { runLine } from '../render/runs-report.ts'
import type { Session } from '../session.ts'
import { examples, type Program } from '../verb.ts'

/** `backcourt status`. */
export function addStatus(program: Program, session: Session): void {
  program
    .command('status')
    .summary('what is happening: the run that is on, or the last one')
    .description('Tells whether a run is on and how far it is, from another shell too: a run says so in a file beside the store.')
    .addHelpText('before', examples(['backcourt status --store backcourt-demo/demo.duckdb', 'backcourt status --json']))
    .action(async () => {
      await session.run(() => statusOf(session))
    })
}

/** The lock of the engine decides whether a run is on; the file beside the store tells which. */
async function statusOf(session: Session): Promise<Outcome<StatusMembers>> {
  const told = readStatus(session.store)
  try {
    const last = await holdStore(session, 'read', async store => {
      const { listRuns } = await import('../../ledger/runs.ts')
      const [run] = await listRuns(store)
      return run
    })
    const gone = told === undefined || isAlive(told, session.world) ? undefined : told
    return idleOutcome(last, { gone, readers: session.world.readersOf(session.store) })
  } catch (error) {
    const status = error instanceof BackcourtError && error.code === 'store_locked' ? statusOfHolder(error, session.store, session) : undefined
    if (status === undefined) throw error
    return runningOutcome(status)
  }
}

function runningOutcome(status: StatusFile): Outcome<StatusMembers> {
  const { run, pid, started_at, units_done, units_planned, rate, eta_ms, tables = [] } = status
  const progress = units_planned === null ? [] : [`${count(units_done)}/${count(units_planned)} units`]
  const speed = rate === null || eta_ms === null ? [] : [`${count(rate)} units/s, ${duration(eta_ms)} left`]
  return {
    exitCode: 0,
    members: { running: { run, pid, started_at, units_done, units_planned, rate, eta_ms, tables }, last_run: null },
    warnings: [],
    text: () => [`running: ${[holderText(status), ...progress, ...speed].join(', ')}`, ...tables.map(tableLine)],
  }
}

function tableLine({ table, units_done, units_planned, rate, eta_ms }: TableStatus): string {
  return `  ${table.slice(table.indexOf('.') + 1)}: ${count(units_done)}/${count(units_planned)} units, ${count(rate)} rows/s, ${duration(eta_ms)} left`
}

/** What else is known of a store on which no run is. */
interface Beside {
  /** What a run told that is gone. */
  readonly gone: StatusFile | undefined
  readonly readers: readonly number[]
}

function idleOutcome(last: RunEntry | undefined, { gone, readers }: Beside): Outcome<StatusMembers> {
  const reading =
    readers.length === 0 ? [] : [`the store is being read by ${processesText(readers)}: whatever writes is refused until that has finished`]
  const undone = last?.outcome === 'interrupted' ? 'resume' : (last?.units.failed ?? 0) > 0 ? 'retry' : undefined
  return {
    exitCode: 0,
    members: { running: null, last_run: last ?? null },
    warnings: [...(gone === undefined ? [] : [`${holderText(gone)} is gone without having finished`]), ...reading],
    text: () => [
      readers.length === 0 ? 'nothing is running' : `no run is on; read by ${processesText(readers)}`,
      ...(last === undefined ? ['no run yet'] : [`last: ${runLine(last)}`]),
    ],
    next: undone,
  }
}
