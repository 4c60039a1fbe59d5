import { storeFiles } from '../../store/duckdb/files.ts'
import { sightOf } from '../../store/duckdb/copy.ts'
import { found, readingAnew, type Endpoint } from '../../serve/endpoint.ts'
import type { StatusMembers } from '../documents.ts'
import { holderText } from '../hold-store.ts'
import type { Session } from '../session.ts'
import { isAlive, readStatus, type StatusFile } from '../status-file.ts'

/** Who writes into the session's store, as a person reads it: by what it says beside the store, else by the lock that it holds. */
export function writerOf({ store, world }: Session): string | undefined {
  const status = statusNow(store, world)
  if (status !== undefined) return holderText(status)
  const [pid] = world.writersOf(storeFiles(store).lock)
  return pid === undefined ? undefined : `process ${pid}`
}

/** What everybody who looks at the page is told as soon as it changes: the run that is on, the files of an import, who writes, how the store's files look, and whether anything may be started. */
export function eventOf(session: Session, starts: boolean): string {
  const files = statusNow(session.store, session.world)?.files ?? null
  return JSON.stringify({ running: runningOf(session), files, writer: writerOf(session) ?? null, state: sightOf(session.store) ?? null, starts })
}

/** The document of `status`, from the last whole state. */
export function statusEndpoint(session: Session): Endpoint {
  return readingAnew({}, async store => {
    const { listRuns } = await import('../../ledger/runs.ts')
    const [last] = await listRuns(store)
    return found({ running: runningOf(session), last_run: last ?? null } satisfies StatusMembers)
  })
}

function runningOf({ store, world }: Session): StatusMembers['running'] {
  const status = statusNow(store, world)
  if (status === undefined) return null
  const { run, pid, started_at, units_done, units_planned, rate, eta_ms, tables = [] } = status
  return { run, pid, started_at, units_done, units_planned, rate, eta_ms, tables }
}

function statusNow(store: string, world: Session['world']): StatusFile | undefined {
  const status = readStatus(store)
  return status !== undefined && isAlive(status, world) ? status : undefined
}
