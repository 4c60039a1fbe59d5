import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SimulationRequest } from './request.ts'
import { simulate } from './simulate.ts'

/** A file that was written. */
export interface WrittenFile {
  readonly path: string
  readonly rows: number
  readonly bytes: number
}

/** Writes the files of a simulation into a folder, which is made where it is missing; `listen` hears of each. */
export async function writeSimulation(
  request: SimulationRequest,
  folder: string,
  listen: (file: WrittenFile) => void = () => undefined,
): Promise<WrittenFile[]> {
  const written: WrittenFile[] = []
  for (const file of simulate(request)) {
    const target = path.join(folder, file.name)
    const content = Buffer.from(file.text)
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, content)
    const done = { path: target, rows: file.rows, bytes: content.byteLength }
    written.push(done)
    listen(done)
  }
  return written
}
