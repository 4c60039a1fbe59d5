import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  DuckDBTimestampValue,
  TIMESTAMP,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api'
import { duckdb } from '../../src/sql/duckdb.ts'
import type { HashType } from '../../src/sql/types.ts'
import type { Recipe } from '../../src/table/recipe.ts'
import type { AwkwardRow } from './awkward-rows.ts'
import { microsOf } from './cpython.ts'

const TYPES: Readonly<Record<HashType, { readonly engine: DuckDBType; readonly name: string }>> = {
  str: { engine: VARCHAR, name: 'varchar' },
  int: { engine: BIGINT, name: 'bigint' },
  float: { engine: DOUBLE, name: 'double' },
  bool: { engine: BOOLEAN, name: 'boolean' },
  date: { engine: DATE, name: 'date' },
  instant: { engine: TIMESTAMP, name: 'timestamp' },
}

/** A table `t` of a recipe's fields, in memory or a file, filled without a detour through decimal text. */
export class DuckdbTable {
  readonly #instance: DuckDBInstance
  readonly #recipe: Recipe

  private constructor(instance: DuckDBInstance, recipe: Recipe) {
    this.#instance = instance
    this.#recipe = recipe
  }

  static async create(
    recipe: Recipe,
    rows: readonly AwkwardRow[],
    { threads = 2, file = ':memory:' }: { readonly threads?: number; readonly file?: string } = {},
  ): Promise<DuckdbTable> {
    const table = new DuckdbTable(await DuckDBInstance.create(file, { threads: String(threads) }), recipe)
    await table.fill(rows)
    return table
  }

  /** The table as it stands in a file. */
  static async open(recipe: Recipe, file: string): Promise<DuckdbTable> {
    return new DuckdbTable(await DuckDBInstance.create(file), recipe)
  }

  /** Replaces all rows. */
  async fill(rows: readonly AwkwardRow[]): Promise<void> {
    const connection = await this.#instance.connect()
    const columns = this.#recipe.fields.map(({ name, type }) => `${duckdb.identifier(name)} ${TYPES[type].name}`)
    await connection.run(`create or replace table t (place bigint, ${columns.join(', ')})`)
    connection.closeSync()
    await this.append(rows, 0)
  }

  /** Adds rows, the first of them at a place. */
  async append(rows: readonly AwkwardRow[], place: number): Promise<void> {
    const connection = await this.#instance.connect()
    const appender = await connection.createAppender('t')
    for (let first = 0; first < rows.length; first += 2048) appender.appendDataChunk(this.#chunk(rows.slice(first, first + 2048), place + first))
    appender.closeSync()
    connection.closeSync()
  }

  /** An expression over the fields for each row, and over what is made of them, in the order in which the rows were given. */
  values(expression: string, made?: string): Promise<unknown[]> {
    return this.#query(`select ${expression} from ${made === undefined ? 't' : `(select *, ${made} as made from t)`} order by place`)
  }

  /** An aggregate over all rows. */
  async total(aggregate: string): Promise<unknown> {
    return (await this.#query(`select ${aggregate} from t`))[0]
  }

  close(): void {
    this.#instance.closeSync()
  }

  async #query(query: string): Promise<unknown[]> {
    const connection = await this.#instance.connect()
    const reader = await connection.runAndReadAll(query)
    connection.closeSync()
    return reader.getRows().map(row => row[0])
  }

  #chunk(rows: readonly AwkwardRow[], first: number): DuckDBDataChunk {
    const chunk = DuckDBDataChunk.create([BIGINT, ...this.#recipe.fields.map(({ type }) => TYPES[type].engine)])
    const places = rows.map((_, index) => BigInt(first + index))
    chunk.setColumns([places, ...this.#recipe.fields.map(({ name, type }) => rows.map(row => engineValue(type, row[name] ?? null)))])
    return chunk
  }
}

function engineValue(type: HashType, value: AwkwardRow[string]): DuckDBValue {
  if (value === null) return null
  if (type === 'int') return BigInt(value)
  if (type === 'instant') return new DuckDBTimestampValue(microsOf(value as string))
  return type === 'date' ? new DuckDBDateValue(Date.parse(`${value as string}T00:00:00Z`) / 86_400_000) : value
}
