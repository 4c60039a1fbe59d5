import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import {
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api'
import { BackcourtError, messageOf, QueryError } from '../errors.ts'
import { duckdb } from '../sql/duckdb.ts'
import type { ResultColumn, Row, Store, Value } from './store.ts'

export interface DuckdbOptions {
  /** Refuse every write, and every file but the store itself. */
  readonly readOnly?: boolean
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
  if (file !== undefined) {
    await attach(connection, file, options).catch((error: unknown) => {
      instance.closeSync()
      throw openError(location, error)
    })
    openFiles.add(file)
  }
  // A season of rows is more than the default 16 MB of log: with more room they are written once, not at every commit.
  await connection.run(`set timezone = 'UTC'; set wal_autocheckpoint = '128MB'`)
  if (options.readOnly === true) await connection.run(`set enable_external_access = false; set lock_configuration = true`)
  return new DuckdbStore(location, connection, () => {
    connection.closeSync()
    instance.closeSync()
    if (file !== undefined) openFiles.delete(file)
  })
}

function engineOptions(options: DuckdbOptions): Record<string, string> {
  return {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  }
}

/** The file is attached under a name of ours: DuckDB would name it after the file, and `nba_raw.duckdb` would hide the schema. */
async function attach(connection: DuckDBConnection, file: string, options: DuckdbOptions): Promise<void> {
  await connection.run(`attach ${duckdb.text(file)} as backcourt${options.readOnly === true ? ' (read_only)' : ''}`)
  await connection.run('use backcourt')
}

/** The path with links resolved, also for a file that does not exist yet. */
function canonicalPath(location: string): string {
  const absolute = path.resolve(location)
  if (existsSync(absolute)) return realpathSync(absolute)
  const folder = path.dirname(absolute)
  return existsSync(folder) ? path.join(realpathSync(folder), path.basename(absolute)) : absolute
}

function openError(location: string, cause: unknown): BackcourtError {
  const message = messageOf(cause)
  const holder = /Conflicting lock is held in (.+?) \(PID (\d+)\)/.exec(message)
  if (holder) {
    return new BackcourtError('store_locked', `${location} is in use by process ${holder[2]} (${holder[1]})`, {
      where: location,
      next: 'wait until it has finished, or name another file with --store',
      cause,
    })
  }
  if (/not a valid DuckDB database file/.test(message)) {
    return new BackcourtError('store_invalid', `${location} is not a Backcourt store: expected a DuckDB file`, {
      where: location,
      next: 'name another file with --store',
      cause,
    })
  }
  return new BackcourtError('store_unreadable', `${location} cannot be opened: ${message.split('\n')[0]}`, { where: location, cause })
}

class DuckdbStore implements Store {
  readonly dialect = duckdb
  readonly location: string
  readonly #connection: DuckDBConnection
  readonly #close: () => void

  constructor(location: string, connection: DuckDBConnection, close: () => void) {
    this.location = location
    this.#connection = connection
    this.#close = close
  }

  async run(statement: string): Promise<void> {
    await this.#connection.run(statement).catch((error: unknown) => {
      throw this.#failure(statement, error)
    })
  }

  async rows<R = Row>(query: string): Promise<R[]> {
    const reader = await this.#connection.runAndReadAll(query).catch((error: unknown) => {
      throw this.#failure(query, error)
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

  close(): void {
    this.#close()
  }

  #failure(statement: string, cause: unknown): Error {
    if (!/No space left on device|Disk quota exceeded/.test(messageOf(cause))) return new QueryError(statement, cause)
    return new BackcourtError('store_full', `the disk of ${this.location} is full; what was written before is whole`, {
      where: this.location,
      next: 'make room and run the same command again',
      cause,
    })
  }
}

function toValue(value: DuckDBValue | undefined): Value {
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue) return isoInstant(value.micros)
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
