import type { Dialect } from '../sql/dialect.ts'
import type { ColumnType } from '../sql/types.ts'
import type { Row } from './store.ts'

/** What stands before the name of a table in statements that mean the one that the owner of a warehouse loads himself. */
export const OWNERS = 'owners_'

/** A table as it is carried from engine to engine: its qualified name, and its columns by type. */
export interface TableShape {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnType>>
}

/** Rows of a table on their way from one engine to another, in a file. */
export interface RowsFile {
  readonly path: string
  readonly format: 'parquet' | 'ndjson'
  readonly rows: number
}

/** Rows that take the place of others. */
export interface Replacement {
  readonly table: TableShape
  /** The condition that the rows which go meet, in SQL that every engine reads; undefined where none can be there. */
  readonly where: string | undefined
  /** What comes: a file, or rows themselves where they are few. */
  readonly rows: RowsFile | readonly Row[]
}

/** What an engine tells of a table without reading it. */
export interface TableFacts {
  readonly rows: number
  readonly bytes: number
  /** Names of its columns in lower case, with the engine's names of their types. */
  readonly columns: ReadonlyMap<string, string>
  /** How a warehouse keeps it; undefined for a table in a file. */
  readonly kept?: KeptTable
}

/** What a warehouse tells of how it keeps a table. */
export interface KeptTable {
  /** Columns that refuse NULL, in lower case. */
  readonly required: ReadonlySet<string>
  /** The column that it is partitioned by. */
  readonly partitionedBy: string | undefined
  /** What of it goes by itself after some time. */
  readonly expires: readonly ('table' | 'partitions')[]
}

/** What holds the tables of a store: a file of DuckDB's or datasets of BigQuery's. Nothing that asks one knows which it is. */
export interface Engine {
  readonly dialect: Dialect
  /** What the user called it. */
  readonly location: string
  /** The rows of a query, values as `Store.rows` gives them. Throws QueryError. */
  rows<R = Row>(query: string): Promise<R[]>
  /** Writes the rows of a table that meet a condition into a new file. */
  take(table: TableShape, where: string | undefined, file: string): Promise<RowsFile>
  /** Lets rows take the place of others, all of it or nothing. */
  replace(replacements: readonly Replacement[]): Promise<void>
  /** Its tables by qualified name. */
  tables(): Promise<ReadonlyMap<string, TableFacts>>
}

/** What the statements on a warehouse have cost. */
export interface JobsDone {
  /** Scripts and queries, each with all statements in it. */
  readonly queries: number
  readonly loads: number
  readonly bytesBilled: number
  /** How the warehouse carried out changes of rows, where it says so: coarse-grained or fine-grained. */
  readonly dmlModes: readonly string[]
}

/** An engine far away, for which a store on this machine is the desk: files are read and plans are made there, analytics rows are computed and kept here. */
export interface Warehouse extends Engine {
  /** Runs statements as one job, and gives the rows of the last. Throws QueryError. */
  script<R = Row>(statements: readonly string[]): Promise<R[]>
  /** Runs statements and lets rows take the place of others in one transaction, if this process still holds the warehouse. Throws store_locked, QueryError. */
  commit(statements: readonly string[], replacements: readonly Replacement[]): Promise<void>
  /** Does what `commit` does, gives the warehouse back and asks it a question, by one job; by none where nothing was asked of it. The rows of the answer. Throws store_locked, QueryError. */
  leave(statements: readonly string[], replacements: readonly Replacement[], question?: string): Promise<Row[]>
  /** What is told of some of its tables. */
  factsOf(names: readonly string[]): Promise<ReadonlyMap<string, TableFacts>>
  /** A table for rows between two jobs, by a name of our own; it is dropped by `commit`. */
  stage(name: string): string
  /** Tables that the owner of the warehouse loads himself under names that are declared, by these; in statements `OWNERS` stands before them. */
  owners(): Promise<ReadonlyMap<string, TableFacts>>
  /** Bytes that a query would read; nothing is run. */
  estimate(query: string): Promise<number>
  jobsDone(): JobsDone
}
