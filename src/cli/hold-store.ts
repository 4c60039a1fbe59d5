import { BackcourtError } from '../errors.ts'
import { isAlive, readStatus, removeLeftovers, removeStatus, writeStatus, type StatusFile } from './status-file.ts'
import type { Store } from '../store/store.ts'
import { engineSettings } from './engine-settings.ts'
import { withStore, type StoreMode } from './open-store.ts'
import type { Session } from './session.ts'

/** Opens the session's store for as long as the work takes; whoever writes says so beside it. Throws what withStore throws; store_locked names the other run. */
export async function holdStore<T>(session: Session, mode: StoreMode, work: (store: Store) => Promise<T>): Promise<T> {
  if (session.warehouse !== undefined) {
    const { holdDesk } = await import('./hold-desk.ts')
    return holdDesk(
      session.warehouse,
      { session, holdFile: (file, inFile) => holdStoreAt(file, { session, mode: mode === 'import' ? mode : 'create' }, inFile) },
      work,
    )
  }
  return holdStoreAt(session.store, { session, mode }, work)
}

/** How a store is held, and by whom. */
export interface Holding {
  readonly session: Session
  readonly mode: StoreMode
}

/** Like holdStore, for a store that the session does not name. */
export async function holdStoreAt<T>(location: string, { session, mode }: Holding, work: (store: Store) => Promise<T>): Promise<T> {
  try {
    return await withStore(location, { mode, engine: engineSettings(session) }, async store => {
      if (location !== ':memory:') removeLeftovers(location, session.world)
      if (mode === 'read' || typeof mode === 'object') return session.stoppable(store, 1, () => work(store))
      const { lastEntry } = await import('../ledger/last-entry.ts')
      session.goOnAfter(await lastEntry(store))
      publish(store, session, NO_RUN)
      try {
        return await session.stoppable(store, 2, () => work(store))
      } finally {
        removeStatus(location)
      }
    })
  } catch (error) {
    if (!(error instanceof BackcourtError)) throw error
    if (error.code === 'store_locked') throw lockedBy(error, location, session)
    throw error.code === 'interrupted' ? interruptedIn(error, mode) : error
  }
}

/** What an interruption means for the store. */
function interruptedIn(error: BackcourtError, mode: StoreMode): BackcourtError {
  const writes = mode === 'import' || mode === 'create' || mode === 'write'
  return new BackcourtError('interrupted', writes ? 'interrupted; what was finished is kept' : 'interrupted', {
    next: error.next ?? (writes ? 'the same command goes on' : undefined),
    cause: error,
  })
}

/** What a run has done so far; the session knows the rest of its status. */
export type RunSoFar = Omit<StatusFile, 'pid' | 'mark' | 'command' | 'started_at'>

/** The status of who builds nothing, or not yet. */
export const NO_RUN: RunSoFar = { run: null, units_done: 0, units_planned: null, rate: null, eta_ms: null }

/** Tells beside the store how the session's run stands. */
export function publish(store: Store, session: Session, soFar: RunSoFar): void {
  if (store.location === ':memory:') return
  const { pid } = session.world
  const mark = session.world.processMark(pid) ?? null
  writeStatus(store.location, { ...soFar, pid, mark, command: session.command, started_at: session.startedAt })
}

/** The status of the process that holds a store, as it was found locked; undefined when another one holds it. */
export function statusOfHolder(locked: BackcourtError, location: string, { world }: Session): StatusFile | undefined {
  const status = readStatus(location)
  const holder = / is in use by process (\d+) /.exec(locked.message)?.[1]
  if (status === undefined || !isAlive(status, world)) return undefined
  return holder === undefined || Number(holder) === status.pid ? status : undefined
}

/** The error of a locked store with process, start and run of whoever holds it. */
function lockedBy(error: BackcourtError, location: string, session: Session): BackcourtError {
  const status = statusOfHolder(error, location, session)
  const readers = session.world.readersOf(location)
  if (status === undefined && readers.length === 0) return error
  const how = status === undefined ? `is being read by ${processesText(readers)}` : `is in use by ${holderText(status)}`
  const told = status === undefined ? '' : 'backcourt status tells how far it is; '
  return new BackcourtError('store_locked', `${location} ${how}`, {
    where: location,
    next: `${told}wait until it has finished, or name another file with --store`,
    cause: error,
  })
}

/** `process 123`, `processes 123, 124`. */
export function processesText(pids: readonly number[]): string {
  return `${pids.length === 1 ? 'process' : 'processes'} ${pids.join(', ')}`
}

/** `run 4 (backcourt backfill, process 123, since 2026-11-23 09:02:11 UTC)`. */
export function holderText({ run, command, pid, started_at }: StatusFile): string {
  const since = `${started_at.slice(0, 19).replace('T', ' ')} UTC`
  return run === null ? `process ${pid} (backcourt ${command}, since ${since})` : `run ${run} (backcourt ${command}, process ${pid}, since ${since})`
}
