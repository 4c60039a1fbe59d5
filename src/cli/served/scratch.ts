import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { engineSettings } from '../engine-settings.ts'
import type { Session } from '../session.ts'

const PREFIX = 'backcourt-dropped-'

/** Does work in a folder that nobody else may read, outside of the store's own, and takes the folder away. Those of processes that are gone go with it. */
export async function inScratch<T>(session: Session, work: (folder: string) => Promise<T>): Promise<T> {
  const { world } = session
  const around = engineSettings(session).temporary ?? tmpdir()
  for (const name of readdirSync(around)) {
    const pid = name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : undefined
    if (pid !== undefined && !world.isRunning(Number(pid))) rmSync(path.join(around, name), { recursive: true, force: true })
  }
  const folder = mkdtempSync(path.join(around, `${PREFIX}${world.pid}-`))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
