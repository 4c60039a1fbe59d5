import { existsSync, renameSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import path from 'node:path'
import { BackcourtError } from '../../errors.ts'
import { duckdb } from '../../sql/duckdb.ts'
import { Checkpoints, LOG_LIMIT } from './checkpoint.ts'
import { duckdbDriver, type DuckDBConnection } from './driver.ts'
import { openError } from './errors.ts'
import { DuckdbStore, SCRATCH, type Line } from './line.ts'
import { storeFiles, syncFolderOf, type StoreFiles } from './files.ts'
import { takeLock } from './lock.ts'
import { hasLog, recover } from './recover.ts'
import { hasSnapshot, storeExists } from './snapshot.ts'
import type { Store } from '../store.ts'
import { temporaryFolder, temporaryFolderInMemory } from './temporary-folder.ts'

const { DuckDBInstance } = duckdbDriver

export interface DuckdbOptions {
  /** Refuse every write, and every file but the store itself. */
  readonly readOnly?: boolean
  /** With `readOnly`: the one file that may be written nevertheless, for an export. */
  readonly target?: string
  /** With `readOnly`: the one folder whose files may be read and written nevertheless, for a publication. */
  readonly folder?: string
  /** Whether many files are going to be imported: with all processors then, and with blocks from a region of the engine's own, which takes a fifth less memory. */
  readonly importing?: boolean
  /** Threads of the engine; left out, one less than there are processors, but while files are imported. */
  readonly threads?: number
  /** Memory that the engine may take, as `2GB`; left out, 800 MB, or four fifths of a machine that has little. */
  readonly memoryLimit?: string
  /** Folder for what does not fit into memory; left out, the store's. */
  readonly temporary?: string
  /** Bytes to which the log may grow before it is written into the file. */
  readonly logLimit?: number
  /** Is told what was done to open a store that a command left unfinished. */
  readonly tell?: (line: string) => void
}

/** Files that this process has open: opening one twice would lose data without an error. */
const openFiles = new Set<string>()

/** Opens a store file, or a store in memory for `:memory:`. Throws store_locked, store_invalid, store_damaged, store_unreadable, store_missing. */
export async function openDuckdb(location: string, options: DuckdbOptions = {}): Promise<Store> {
  return location === ':memory:' ? openInMemory(options) : openFile(location, options)
}

async function openInMemory(options: DuckdbOptions): Promise<Store> {
  const engine = await startEngine(options, temporaryFolderInMemory(options.temporary))
  await engine.connection.run(`set temp_directory = ${duckdb.text(engine.temporary)}; use memory`)
  const close = (): Promise<void> => Promise.resolve(shut(engine))
  return new DuckdbStore(engine.connection, { ...engine, location: ':memory:', file: undefined, database: 'memory', checkpoints: undefined, close })
}

async function openFile(location: string, options: DuckdbOptions): Promise<Store> {
  const readOnly = options.readOnly === true
  const files = storeFiles(location)
  if (readOnly && !storeExists(location)) {
    throw new BackcourtError('store_missing', `no store at ${location}`, { where: location, next: 'backcourt import PATH…' })
  }
  if (openFiles.has(files.store)) throw new BackcourtError('store_locked', `${location} is already open in this process`, { where: location })
  if (readOnly && hasSnapshot(files)) await (await openFile(location, { ...options, readOnly: false })).close()
  openFiles.add(files.store)
  try {
    return await openHeld(location, files, options)
  } catch (error) {
    openFiles.delete(files.store)
    throw error
  }
}

async function openHeld(location: string, files: StoreFiles, options: DuckdbOptions): Promise<Store> {
  const engine = await startEngine(options, temporaryFolder(files, options.temporary))
  const { connection } = engine
  const shutdown = (): void => {
    shut(engine)
    openFiles.delete(files.store)
  }
  try {
    const checkpoints = await attach(connection, files, options)
    await connection.run(`set temp_directory = ${duckdb.text(engine.temporary)}; use ${ATTACHED}`)
    if (checkpoints === undefined) await connection.run(`${allowed(options)}set enable_external_access = false; set lock_configuration = true`)
    const close = async (): Promise<void> => {
      try {
        await checkpoints?.last()
      } finally {
        shutdown()
      }
    }
    return new DuckdbStore(connection, { ...engine, location, file: files.store, database: ATTACHED, checkpoints, close })
  } catch (error) {
    shutdown()
    throw openError(location, options, error)
  }
}

/** Takes the lock, puts back what was left unfinished, and attaches the file; returns how its log is written into it, nothing to who only reads. */
async function attach(connection: DuckDBConnection, files: StoreFiles, options: DuckdbOptions): Promise<Checkpoints | undefined> {
  const readOnly = options.readOnly === true
  await takeLock(connection, files, readOnly)
  const recovered = readOnly ? false : recover(files, options)
  if (!readOnly && !existsSync(files.store)) await createStoreFile(connection, files)
  if (!recovered && hasLog(files)) options.tell?.(`an earlier command did not close ${files.store}: what it had committed was taken from its log`)
  await connection.run(`attach ${duckdb.text(files.store)} as ${ATTACHED} ${readOnly ? '(type duckdb, read_only)' : STORAGE}`)
  if (readOnly) return undefined
  const checkpoints = new Checkpoints(files, { checkpoint: () => connection.run(`checkpoint ${ATTACHED}`), logLimit: options.logLimit ?? LOG_LIMIT })
  if (recovered) checkpoints.hold()
  return checkpoints
}

function shut({ connection, instance }: Pick<Engine, 'connection' | 'instance'>): void {
  connection.closeSync()
  instance.closeSync()
}

/** The engine's own checkpoints are switched off: it would make them without a snapshot. */
const SETTINGS = `set global timezone = 'UTC'; set global wal_autocheckpoint = '1TB'; pragma disable_checkpoint_on_shutdown`

/**
 * Lets blocks come from a region of the engine's own: among what the system's allocator hands out they leave gaps, a fifth of the memory of a large import. A smaller one makes
 * imports take more memory. Small builds take a twentieth more time with it, and builds of thirty seasons a tenth less memory. It takes many of the machine's addresses, so a process
 * with two of them can start no other.
 */
const REGION = `set global block_allocator_memory = '512MB'`

/** The layout of the file from which on the engine sees that a log belongs to another state of it. Files of an older layout take it at their next checkpoint. */
const STORAGE = `(type duckdb, storage_version 'v1.4.0')`

/** An engine with the scratch database, and nothing of a store yet. */
interface Engine extends Pick<Line, 'instance' | 'temporary' | 'connections' | 'stop'> {
  readonly connection: DuckDBConnection
}

async function startEngine(options: DuckdbOptions, temporary: string): Promise<Engine> {
  const instance = await DuckDBInstance.create(':memory:', engineOptions(options))
  const connection = await instance.connect()
  if (options.importing === true) await connection.run(REGION)
  await connection.run(`${SETTINGS}; attach ':memory:' as ${SCRATCH}`)
  return { instance, connection, temporary, connections: new Set([connection]), stop: new AbortController() }
}

/** A new file appears whole or not at all. */
async function createStoreFile(connection: DuckDBConnection, { draft, store }: StoreFiles): Promise<void> {
  await connection.run(`attach ${duckdb.text(draft)} as draft ${STORAGE}; detach draft`)
  renameSync(draft, store)
  syncFolderOf(store)
}

/** The engine writes over a file by way of another one beside it, `tmp_` and its name. */
function allowed({ target, folder }: DuckdbOptions): string {
  if (folder !== undefined) return `set allowed_directories = [${duckdb.text(folder)}]; `
  if (target === undefined) return ''
  const files = [target, path.join(path.dirname(target), `tmp_${path.basename(target)}`)]
  return `set allowed_paths = [${files.map(file => duckdb.text(file)).join(', ')}]; `
}

/** The file is attached under a name of ours: DuckDB would name it after the file, and `nba_raw.duckdb` would hide the schema. */
const ATTACHED = 'backcourt'

/** What is larger goes to the temporary folder, which takes no longer: a million events fill four times as much where they may. */
const LITTLE = `${Math.min(800, Math.floor((0.8 * totalmem()) / 1e6))}MB`

/** Where two lines work side by side, as builds do, a processor fewer than there are is faster than all of them; imports have one. */
function threadsFor({ importing = false }: DuckdbOptions): number {
  return importing ? availableParallelism() : Math.max(1, availableParallelism() - 1)
}

function engineOptions(options: DuckdbOptions): Record<string, string> {
  const { threads = threadsFor(options), memoryLimit = LITTLE } = options
  return { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', threads: String(threads), memory_limit: memoryLimit }
}
