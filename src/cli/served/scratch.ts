import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { sentFolder, sentFolders } from '../../store/duckdb/temporary-folder.ts'
import { engineSettings } from '../engine-settings.ts'
import type { Session } from '../session.ts'

/** Does work in a folder that nobody else may read, and takes it away, with those of processes that are gone. */
export async function inScratch<T>(session: Session, work: (folder: string) => Promise<T>): Promise<T> {
  const { world } = session
  const { temporary } = engineSettings(session)
  for (const { folder, pid } of sentFolders(temporary)) if (!world.isRunning(pid)) rmSync(folder, { recursive: true, force: true })
  const folder = sentFolder(temporary, world.pid)
  mkdirSync(path.dirname(folder), { recursive: true })
  mkdirSync(folder, { mode: 0o700 })
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
