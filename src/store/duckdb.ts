import { existsSync, realpathSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { BackcourtError } from '../errors.ts'
import { duckdb } from '../sql/duckdb.ts'
import { duckdbDriver, type DuckDBConnection, type DuckDBInstance as Instance, type DuckDBValue } from './driver.ts'
import { openError, statementError } from './duckdb-errors.ts'
import type { ResultColumn, Row, Store, Value } from './store.ts'

const { DuckDBDateValue, DuckDBDecimalValue, DuckDBInstance, DuckDBListValue, DuckDBStructValue, DuckDBTimestampValue } = duckdbDriver

export interface DuckdbOptions {
  /** Refuse every write, and every file but the store itself. */
  readonly readOnly?: boolean
  /** With `readOnly`: the one file that may be written nevertheless, for an export. */
  readonly target?: string
  /** Threads of the engine; left out, one less than there are processors. */
  readonly threads?: number
}

/** Files that this process has open: opening one twice would lose data without an error. */
const openFiles = new Set<string>()

/** Opens a store file, or a store in memory for `:memory:`. Throws store_locked, store_invalid, store_unreadable, store_missing. */
export async function openDuckdb(location: string, options: DuckdbOptions = {}): Promise<Store> {
  const file = location === ':memory:' ? undefined : canonicalPath(location)
  if (options.readOnly === true && file !== undefined && !existsSync(file)) {
    throw new BackcourtError('store_missing', `no store at ${location}`, { where: location, next: 'backcourt import PATH…' })
  }
  if (file !== undefined && openFiles.has(file)) {
    throw new BackcourtError('store_locked', `${location} is already open in this process`, { where: location })
  }
  const instance = await DuckDBInstance.create(':memory:', engineOptions(options))
  const connection = await instance.connect()
  await connection.run(`attach ':memory:' as ${SCRATCH}`)
  if (file !== undefined) {
    await attach(connection, file, options).catch((error: unknown) => {
      instance.closeSync()
      throw openError(location, options, error)
    })
    openFiles.add(file)
  }
  // A season of rows is more than the default 16 MB of log: with more room they are written once, not at every commit.
  await connection.run(`set global timezone = 'UTC'; set wal_autocheckpoint = '128MB'`)
  const database = file === undefined ? 'memory' : ATTACHED
  await connection.run(`use ${database}`)
  if (options.readOnly === true) await connection.run(`${allowed(options)}set enable_external_access = false; set lock_configuration = true`)
  const close = (): void => {
    connection.closeSync()
    instance.closeSync()
    if (file !== undefined) openFiles.delete(file)
  }
  return new DuckdbStore(connection, { location, file, instance, database, connections: new Set([connection]), stop: new AbortController(), close })
}

/** The engine writes over a file by way of another one beside it, `tmp_` and its name. */
function allowed({ target }: DuckdbOptions): string {
  if (target === undefined) return ''
  const files = [target, path.join(path.dirname(target), `tmp_${path.basename(target)}`)]
  return `set allowed_paths = [${files.map(file => duckdb.text(file)).join(', ')}]; `
}

/** The file is attached under a name of ours: DuckDB would name it after the file, and `nba_raw.duckdb` would hide the schema. */
const ATTACHED = 'backcourt'

/** A database in memory beside the file: what all lines share while the store is open. */
const SCRATCH = 'scratch'

/** A processor fewer than there are is faster than all of them: whoever runs a statement works on it too, and often a second line beside it. */
function engineOptions({ threads = Math.max(1, availableParallelism() - 1) }: DuckdbOptions): Record<string, string> {
  return { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false', threads: String(threads) }
}

async function attach(connection: DuckDBConnection, file: string, options: DuckdbOptions): Promise<void> {
  await connection.run(`attach ${duckdb.text(file)} as ${ATTACHED}${options.readOnly === true ? ' (read_only)' : ''}`)
}

/** The path with links resolved, also for a file that does not exist yet. */
function canonicalPath(location: string): string {
  const absolute = path.resolve(location)
  if (existsSync(absolute)) return realpathSync(absolute)
  const folder = path.dirname(absolute)
  return existsSync(folder) ? path.join(realpathSync(folder), path.basename(absolute)) : absolute
}

/** What a line belongs to. */
interface Line {
  readonly location: string
  /** With links resolved, as the engine names it; undefined in memory. */
  readonly file: string | undefined
  readonly instance: Instance
  /** The engine's name of the store. */
  readonly database: string
  /** Of all lines to the store. */
  readonly connections: Set<DuckDBConnection>
  readonly stop: AbortController
  readonly close: () => void
}

class DuckdbStore implements Store {
  readonly dialect = duckdb
  readonly location: string
  readonly scratch = `${SCRATCH}.main`
  readonly #connection: DuckDBConnection
  readonly #line: Line

  constructor(connection: DuckDBConnection, line: Line) {
    this.location = line.location
    this.#connection = connection
    this.#line = line
  }

  async run(statement: string): Promise<void> {
    this.#refuseInterrupted()
    await this.#connection.run(statement).catch((error: unknown) => {
      this.#refuseInterrupted()
      throw statementError(statement, this.#line, error)
    })
  }

  async rows<R = Row>(query: string): Promise<R[]> {
    this.#refuseInterrupted()
    const reader = await this.#connection.runAndReadAll(query).catch((error: unknown) => {
      this.#refuseInterrupted()
      throw statementError(query, this.#line, error)
    })
    const names = reader.columnNames()
    return reader.getRows().map(values => Object.fromEntries(names.map((name, index) => [name, toValue(values[index])])) as R)
  }

  async describe(query: string): Promise<ResultColumn[]> {
    const rows = await this.rows<{ column_name: string; column_type: string }>(`describe ${query}`)
    return rows.map(row => ({ name: row.column_name, type: row.column_type }))
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('begin transaction')
    try {
      const result = await work()
      await this.run('commit')
      return result
    } catch (error) {
      await this.#connection.run('rollback').catch(() => undefined)
      throw error
    }
  }

  async withLines<T>(count: number, work: (lines: readonly Store[]) => Promise<T>): Promise<T> {
    const { instance, database, connections: all } = this.#line
    const connections = await Promise.all(Array.from({ length: count - 1 }, () => instance.connect()))
    for (const connection of connections) all.add(connection)
    try {
      for (const connection of connections) await connection.run(`use ${database}`)
      return await work([this, ...connections.map(connection => new DuckdbStore(connection, { ...this.#line, close: () => undefined }))])
    } finally {
      for (const connection of connections) {
        all.delete(connection)
        connection.closeSync()
      }
    }
  }

  interrupt(): void {
    this.#line.stop.abort()
    for (const connection of this.#line.connections) connection.interrupt()
  }

  #refuseInterrupted(): void {
    if (this.#line.stop.signal.aborted) throw new BackcourtError('interrupted', 'interrupted', { where: this.location })
  }

  close(): void {
    this.#line.close()
  }
}

function toValue(value: DuckDBValue | undefined): Value {
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue) return isoInstant(value.micros)
  if (value instanceof DuckDBDecimalValue) return value.scale === 0 ? toValue(value.value) : Number(value.toString())
  if (value instanceof DuckDBListValue) return value.items.map(toValue)
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([key, inner]) => [key, toValue(inner)]))
  return String(value)
}

function isoInstant(micros: bigint): string {
  const milliseconds = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n)
  const rest = Number(micros - milliseconds * 1000n)
  const text = new Date(Number(milliseconds)).toISOString()
  return rest === 0 ? text : text.replace('Z', `${String(rest).padStart(3, '0')}Z`)
}
