import type { Dialect } from '../../sql/dialect.ts'
import type { ColumnType } from '../../sql/types.ts'
import type { Engine, Replacement, RowsFile, TableFacts, TableShape } from '../engine.ts'
import type { Row, Store } from '../store.ts'

/** A store in a file, as an engine among others. */
export class DuckdbEngine implements Engine {
  readonly store: Store

  constructor(store: Store) {
    this.store = store
  }

  get dialect(): Dialect {
    return this.store.dialect
  }

  get location(): string {
    return this.store.location
  }

  rows<R = Row>(query: string): Promise<R[]> {
    return this.store.rows<R>(query)
  }

  async take(table: TableShape, where: string | undefined, file: string): Promise<RowsFile> {
    const columns = Object.entries(table.columns).map(([name, type]) => (type === 'timestamp' ? `${name} at time zone 'UTC' as ${name}` : name))
    const [written] = await this.store.rows<{ Count: number }>(
      `copy (select ${columns.join(', ')} from ${table.name} where ${where ?? 'true'}) to ${this.dialect.text(file)} (format parquet)`,
    )
    return { path: file, format: 'parquet', rows: written?.Count ?? 0 }
  }

  async replace(replacements: readonly Replacement[]): Promise<void> {
    await this.store.transaction(async () => {
      for (const replacement of replacements) await this.#replaceOne(replacement)
    })
  }

  async #replaceOne({ table, where, rows }: Replacement): Promise<void> {
    if (where !== undefined) await this.store.run(`delete from ${table.name} where ${where}`)
    if (!('path' in rows)) throw new TypeError('a store in a file takes rows from files')
    if (rows.rows === 0) return
    const columns = Object.entries(table.columns)
    const from = rows.format === 'parquet' ? `read_parquet(${this.dialect.text(rows.path)})` : this.#readLines(rows.path, columns)
    await this.store.run(
      `insert into ${table.name} (${columns.map(([name]) => name).join(', ')})
       select ${columns.map(([name, type]) => this.dialect.cast(name, type)).join(', ')} from ${from}`,
    )
  }

  #readLines(file: string, columns: readonly (readonly [string, ColumnType])[]): string {
    const types = columns.map(([name, type]) => `${name}: '${type === 'strings' ? 'VARCHAR[]' : 'VARCHAR'}'`)
    return `read_json(${this.dialect.text(file)}, format = 'newline_delimited', maximum_object_size = 268435456, columns = {${types.join(', ')}})`
  }

  async tables(): Promise<ReadonlyMap<string, TableFacts>> {
    const found = await this.store.rows<{ name: string; columns: string[]; types: string[] }>(`
      select schema_name || '.' || table_name as name, list(lower(column_name)) as columns, list(data_type) as types
      from duckdb_columns()
      where database_name = current_database() and schema_name not in ('information_schema', 'pg_catalog')
      group by all`)
    if (found.length === 0) return new Map()
    const counts = await this.store.rows<{ name: string; rows: number }>(
      found.map(({ name }) => `select ${this.dialect.text(name)} as name, count(*) as rows from ${name}`).join(' union all '),
    )
    const rowsOf = new Map(counts.map(({ name, rows }) => [name, rows]))
    return new Map(
      found.map(({ name, columns, types }) => [
        name,
        { rows: rowsOf.get(name) ?? 0, bytes: 0, columns: new Map(columns.map((column, place) => [column, types[place] ?? ''])) },
      ]),
    )
  }
}
