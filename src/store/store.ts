import type { Dialect } from '../sql/dialect.ts'
import type { Desk } from './desk.ts'

/** A value of a result: whole numbers as numbers, dates and instants as ISO text, lists as arrays. */
export type Value = string | number | bigint | boolean | null | readonly Value[] | { readonly [key: string]: Value }
export type Row = Readonly<Record<string, Value>>

export interface ResultColumn {
  readonly name: string
  readonly type: string
}

/** Where tables live and SQL runs: a line to a store, one statement at a time. Nothing above it knows which engine it is. */
export interface Store {
  readonly dialect: Dialect
  /** What the user called it: the path of the file. */
  readonly location: string
  /** Schema of tables that every line to the store sees and that are gone when it is closed. */
  readonly scratch: string
  /** Where this store is the desk of a warehouse: its analytics rows are computed and kept there. Set by whoever opens it. */
  desk?: Desk | undefined
  /** Path of a folder for this process's temporary files; who needs it makes it and removes it. */
  readonly temporary: string
  /** Runs one or several statements. Throws QueryError, store_full. */
  run(statement: string): Promise<void>
  /** The rows of a query. Whole numbers beyond 2^53 come as bigint. Throws QueryError. */
  rows<R = Row>(query: string): Promise<R[]>
  /** The first so many rows of a query; the engine computes no more than it needs for them. */
  firstRows(query: string, count: number): Promise<Row[]>
  /** Names and engine types of the columns of a query, without running it. */
  describe(query: string): Promise<ResultColumn[]>
  /** All or nothing: commits when `work` returns, rolls back when it throws. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  /**
   * Does work that runs statements at the same time on so many lines to the store, this one first. Each has transactions and temporary tables of its own;
   * the others are closed afterwards.
   */
  withLines<T>(count: number, work: (lines: readonly Store[]) => Promise<T>): Promise<T>
  /** Stops the statements that run on every line to the store; they, and all that are started after it, throw `interrupted`. */
  interrupt(): void
  /** Writes what was committed into the file for good, and lets others in. */
  close(): Promise<void>
}
