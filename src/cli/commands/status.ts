import type { RunEntry } from '../../change/run-list.ts'
import { BackcourtError } from '../../errors.ts'
import { readStatus, type StatusFile } from '../status-file.ts'
import type { StatusMembers } from '../documents.ts'
import { holderText, holdStore } from '../hold-store.ts'
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
  try {
    const last = await holdStore(session, 'read', async store => {
      const { listRuns } = await import('../../change/run-list.ts')
      const [run] = await listRuns(store)
      return run
    })
    return idleOutcome(last, readStatus(session.store))
  } catch (error) {
    const locked = error instanceof BackcourtError && error.code === 'store_locked'
    const status = locked ? readStatus(session.store) : undefined
    if (status === undefined || !session.world.isRunning(status.pid)) throw error
    return runningOutcome(status)
  }
}

function runningOutcome(status: StatusFile): Outcome<StatusMembers> {
  const { run, pid, started_at, units_done, units_planned, rate, eta_ms } = status
  const progress = units_planned === null ? [] : [`${count(units_done)}/${count(units_planned)} units`]
  const speed = rate === null || eta_ms === null ? [] : [`${count(rate)} units/s, ${duration(eta_ms)} left`]
  return {
    exitCode: 0,
    members: { running: { run, pid, started_at, units_done, units_planned, rate, eta_ms }, last_run: null },
    warnings: [],
    text: () => [`running: ${[holderText(status), ...progress, ...speed].join(', ')}`],
  }
}

function idleOutcome(last: RunEntry | undefined, stale: StatusFile | undefined): Outcome<StatusMembers> {
  const told = stale === undefined ? [] : [`${holderText(stale)} is gone without having finished`]
  const undone = last?.outcome === 'interrupted' ? 'resume' : (last?.units.failed ?? 0) > 0 ? 'retry' : undefined
  return {
    exitCode: 0,
    members: { running: null, last_run: last ?? null },
    warnings: told,
    text: () => ['nothing is running', ...(last === undefined ? ['no run yet'] : [`last: ${runLine(last)}`])],
    next: undone,
  }
}
