import { existsSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { World } from './world.ts'

/** What a program that writes into a store says of itself beside the store, because the engine locks the file. */
export interface StatusFile {
  /** Null until the ledger has given it a number. */
  readonly run: number | null
  readonly pid: number
  /** What tells its process from a later one of the same number; null where the system does not say. */
  readonly mark?: string | null
  readonly command: string
  readonly started_at: string
  readonly units_done: number
  /** Null until it is known. */
  readonly units_planned: number | null
  /** Units per second; null until some are done. */
  readonly rate: number | null
  readonly eta_ms: number | null
  /** How far an import is with its files; undefined of what reads none. */
  readonly files?: { readonly done: number; readonly known: number } | undefined
  /** How far each table is that has begun; undefined where an older Backcourt writes. */
  readonly tables?: readonly TableStatus[] | undefined
}

/** How far a run is with a table. */
export interface TableStatus {
  readonly table: string
  readonly units_done: number
  readonly units_planned: number
  readonly rows: number
  /** Rows per second. */
  readonly rate: number
  readonly eta_ms: number
}

/** Where the status of a store lies: beside the file itself, by whichever link it was reached. */
export function statusPath(location: string): string {
  return `${existsSync(location) ? realpathSync(location) : location}.status.json`
}

/** Whether the process that tells a status is there, and no other of its number. */
export function isAlive(status: StatusFile, world: Pick<World, 'isRunning' | 'processMark'>): boolean {
  if (!world.isRunning(status.pid)) return false
  const mark = world.processMark(status.pid)
  return status.mark == null || mark === undefined || mark === status.mark
}

/** Takes away what processes that are gone left beside a store, where that may be done. */
export function removeLeftovers(location: string, world: Pick<World, 'isRunning' | 'processMark'>): void {
  const status = readStatus(location)
  if (status !== undefined && !isAlive(status, world)) removeStatus(location)
  const file = statusPath(location)
  const folder = path.dirname(file)
  const draft = `${path.basename(file)}.`
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(draft) ? name.slice(draft.length) : ''
    if (/^\d+$/.test(pid) && !world.isRunning(Number(pid))) remove(path.join(folder, name))
  }
}

/** Writes the status in one step. A place that cannot be written is no reason to fail: the status is for others. */
export function writeStatus(location: string, status: StatusFile): void {
  const file = statusPath(location)
  const draft = `${file}.${status.pid}`
  try {
    writeFileSync(draft, `${JSON.stringify(status)}\n`)
    renameSync(draft, file)
  } catch {
    rmSync(draft, { force: true })
  }
}

/** The status beside a store; undefined when nothing is told there. */
export function readStatus(location: string): StatusFile | undefined {
  try {
    const file = statusPath(location)
    if (!statSync(file).isFile()) return undefined
    const status = JSON.parse(readFileSync(file, 'utf8')) as StatusFile
    return typeof status.pid === 'number' ? status : undefined
  } catch {
    return undefined
  }
}

/** Takes the status away, where that may be done. */
export function removeStatus(location: string): void {
  remove(statusPath(location))
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Whoever reads it sees that its process is gone.
  }
}
