import { rmSync } from 'node:fs'
import { BackcourtError } from '../../errors.ts'
import { Broadcast } from '../../serve/broadcast.ts'
import { LastWhole } from '../../serve/last-whole.ts'
import type { PageFiles } from '../../serve/page-files.ts'
import type { Starts } from '../../serve/starts.ts'
import { serve, type Listening } from '../../serve/server.ts'
import { storeFiles } from '../../store/duckdb/files.ts'
import { storeExists } from '../../store/duckdb/snapshot.ts'
import { copyFolder, copyFolders } from '../../store/duckdb/temporary-folder.ts'
import { documentText, errorDocumentText } from '../document-text.ts'
import type { ErrorMember } from '../documents.ts'
import type { EngineSettings } from '../open-store.ts'
import type { Session } from '../session.ts'
import { servedEndpoints } from './endpoints.ts'
import { eventOf, statusEndpoint, writerOf } from './status.ts'

/** How a store is served. */
export interface Serving {
  readonly port: number
  readonly page: PageFiles
  readonly engine: EngineSettings
  /** What may be started from the page; undefined where nothing may. */
  readonly starts?: Starts | undefined
}

/** Serves the session's store. Throws usage for a port that is taken, and whatever opening the store throws; one that is being written is no reason not to begin. */
export async function startServing(session: Session, { port, page, engine, starts }: Serving): Promise<Listening> {
  const last = await openLast(session, engine)
  try {
    const endpoints = servedEndpoints(statusEndpoint(session))
    // What the declarations say is put together before somebody asks.
    setImmediate(() => void endpoints.get('tables')?.answer({ name: 'tables', search: new URLSearchParams() }, last))
    return await serve({
      port,
      last,
      page,
      starts,
      endpoints,
      write: (command, told) =>
        told instanceof BackcourtError
          ? errorDocumentText(command, told)
          : documentText(command, { ...told, error: told.error as ErrorMember | undefined }),
      broadcast: new Broadcast(() => eventOf(session, starts !== undefined)),
    })
  } catch (error) {
    await last.close()
    throw error
  }
}

async function openLast(session: Session, { tell: _, ...engine }: EngineSettings): Promise<LastWhole> {
  const { store: location, world } = session
  if (location === ':memory:') throw new BackcourtError('usage', 'a store in memory cannot be served', { where: '--store', next: '--store FILE' })
  const files = storeFiles(location)
  for (const { folder, pid } of copyFolders(files, engine.temporary)) if (!world.isRunning(pid)) rmSync(folder, { recursive: true, force: true })
  const last = new LastWhole({ location, folder: copyFolder(files, engine.temporary, world.pid), engine, writer: () => writerOf(session) })
  // Where there is none yet the page says how to make one, and shows it as soon as it is there.
  if (!storeExists(location)) return last
  await last
    .read(() => Promise.resolve())
    .catch(async (error: unknown) => {
      if (error instanceof BackcourtError && error.code === 'store_locked') return
      await last.close()
      throw error
    })
  return last
}
