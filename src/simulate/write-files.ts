import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { draftOf, writeWhole, type Writer } from '../whole-file.ts'
import type { SimulationRequest } from './request.ts'
import { simulate } from './simulate.ts'

/** A file that was written. */
export interface WrittenFile {
  readonly path: string
  readonly rows: number
  readonly bytes: number
}

export interface WriteOptions {
  /** Whose drafts are told apart from those of writers that died. */
  readonly writer?: Writer
  readonly listen?: (file: WrittenFile) => void
}

/** A writer that does not say who it is leaves the drafts of others alone. */
const UNKNOWN: Writer = { pid: 0, isRunning: () => true }

/** Writes the files of a simulation into a folder, which is made where it is missing; `listen` hears of each. */
export async function writeSimulation(
  request: SimulationRequest,
  folder: string,
  { writer = UNKNOWN, listen }: WriteOptions = {},
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = []
  for (const file of simulate(request)) {
    const target = path.join(folder, file.name)
    const content = Buffer.from(file.text)
    await mkdir(path.dirname(target), { recursive: true })
    await writeWhole(draftOf(target, writer), writer, draft => writeFile(draft, content))
    const done = { path: target, rows: file.rows, bytes: content.byteLength }
    written.push(done)
    listen?.(done)
  }
  return written
}
