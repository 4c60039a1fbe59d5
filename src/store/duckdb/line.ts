import { BackcourtError } from '../../errors.ts'
import type { Dialect } from '../../sql/dialect.ts'
import { duckdb } from '../../sql/duckdb.ts'
import type { Checkpoints } from './checkpoint.ts'
import type { DuckDBConnection, DuckDBInstance as Instance, DuckDBResultReader } from './driver.ts'
import { statementError } from './errors.ts'
import { toValue } from './values.ts'
import type { Desk } from '../desk.ts'
import type { ResultColumn, Row, Store } from '../store.ts'

/** The engine's name of a database in memory beside the file: what all lines share while the store is open. */
export const SCRATCH = 'scratch'

/** What a line belongs to. */
export interface Line {
  readonly location: string
  /** With links resolved, as the engine names it; undefined in memory. */
  readonly file: string | undefined
  readonly instance: Instance
  /** The engine's name of the store. */
  readonly database: string
  /** Of all lines to the store. */
  readonly connections: Set<DuckDBConnection>
  readonly stop: AbortController
  /** Folder of this process for temporary files. */
  readonly temporary: string
  /** Undefined in memory and for who only reads. */
  readonly checkpoints: Checkpoints | undefined
  readonly close: () => Promise<void>
}

/** A line to a store in DuckDB. */
export class DuckdbStore implements Store {
  readonly dialect: Dialect = duckdb
  readonly location: string
  readonly scratch: string = `${SCRATCH}.main`
  readonly temporary: string
  desk: Desk | undefined
  readonly #connection: DuckDBConnection
  readonly #line: Line

  constructor(connection: DuckDBConnection, line: Line) {
    this.location = line.location
    this.temporary = line.temporary
    this.#connection = connection
    this.#line = line
  }

  async run(statement: string): Promise<void> {
    this.#refuseInterrupted()
    await this.#connection.run(statement).catch((error: unknown) => {
      this.#refuseInterrupted()
      throw statementError(statement, this.#line, error)
    })
    this.#line.checkpoints?.logged()
  }

  async rows<R = Row>(query: string): Promise<R[]> {
    this.#refuseInterrupted()
    return rowsIn(await this.#read(query, () => this.#connection.runAndReadAll(query))) as R[]
  }

  async firstRows(query: string, count: number): Promise<Row[]> {
    this.#refuseInterrupted()
    return rowsIn(await this.#read(query, () => this.#connection.streamAndReadUntil(query, count))).slice(0, count)
  }

  async #read<T>(query: string, read: () => Promise<T>): Promise<T> {
    return read().catch((error: unknown) => {
      this.#refuseInterrupted()
      throw statementError(query, this.#line, error)
    })
  }

  async describe(query: string): Promise<ResultColumn[]> {
    const rows = await this.rows<{ column_name: string; column_type: string }>(`describe ${query}`)
    return rows.map(row => ({ name: row.column_name, type: row.column_type }))
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const { checkpoints } = this.#line
    if (checkpoints === undefined) return this.#allOrNothing(work)
    const result = await checkpoints.gate.pass(() => this.#allOrNothing(work))
    await checkpoints.committed()
    return result
  }

  async #allOrNothing<T>(work: () => Promise<T>): Promise<T> {
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
      return await work([this, ...connections.map(connection => this.#beside(connection))])
    } finally {
      for (const connection of connections) {
        all.delete(connection)
        connection.closeSync()
      }
    }
  }

  #beside(connection: DuckDBConnection): DuckdbStore {
    const other = new DuckdbStore(connection, { ...this.#line, close: () => Promise.resolve() })
    other.desk = this.desk
    return other
  }

  interrupt(): void {
    this.#line.stop.abort()
    for (const connection of this.#line.connections) connection.interrupt()
  }

  #refuseInterrupted(): void {
    if (this.#line.stop.signal.aborted) throw new BackcourtError('interrupted', 'interrupted', { where: this.location })
  }

  close(): Promise<void> {
    return this.#line.close()
  }
}

function rowsIn(reader: DuckDBResultReader): Row[] {
  const names = reader.columnNames()
  return reader.getRows().map(values => Object.fromEntries(names.map((name, index) => [name, toValue(values[index])])))
}
