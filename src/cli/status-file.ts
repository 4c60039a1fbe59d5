import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** What a program that writes into a store says of itself beside the store, because the engine locks the file. */
export interface StatusFile {
  /** Null until the ledger has given it a number. */
  readonly run: number | null
  readonly pid: number
  readonly command: string
  readonly started_at: string
  readonly units_done: number
  /** Null until it is known. */
  readonly units_planned: number | null
  /** Units per second; null until some are done. */
  readonly rate: number | null
  readonly eta_ms: number | null
}

/** Where the status of a store lies. */
export function statusPath(location: string): string {
  return `${location}.status.json`
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
    const status = JSON.parse(readFileSync(statusPath(location), 'utf8')) as StatusFile
    return typeof status.pid === 'number' ? status : undefined
  } catch {
    return undefined
  }
}

/** Takes the status away, where that may be done. */
export function removeStatus(location: string): void {
  try {
    rmSync(statusPath(location), { force: true })
  } catch {
    // Whoever reads it sees that its process is gone.
  }
}
