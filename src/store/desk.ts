import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ColumnType } from '../sql/types.ts'
import type { Replacement, RowsFile, TableShape, Warehouse } from './engine.ts'
import { DuckdbEngine } from './duckdb/engine.ts'
import type { Row, Store } from './store.ts'

/** A table that a desk has a copy of, and what its rows are carried by: those of one part go together. */
export interface DeskTable extends TableShape {
  readonly key: readonly string[]
  /** Whether nothing that is computed in the warehouse reads it. */
  readonly isLedger: boolean
}

/** So many rows of a table go as a statement, more as a file; so do those that would make the script of all tables longer than so many characters. */
const FEW = 500
const SHORT = 400_000

/** Rows and digest of each part of each table, by `table part`. */
type Parts = ReadonlyMap<string, Part>

interface Part {
  readonly table: DeskTable
  readonly part: string | null
  readonly rows: number
  readonly digest: string
}

/**
 * A store on this machine that holds what a warehouse does but for the analytics rows. Whatever changes it is found by digests, a month of a table at a
 * time, and takes the place of what the warehouse has: nobody needs to say what he has written.
 */
export class Desk {
  readonly store: Store
  readonly warehouse: Warehouse
  readonly #tables: readonly DeskTable[]
  readonly #folder: string
  #seen: Parts = new Map()
  #files = 0

  /** `folder` is for files on their way. */
  constructor(store: Store, warehouse: Warehouse, { tables, folder }: { readonly tables: readonly DeskTable[]; readonly folder: string }) {
    this.store = store
    this.warehouse = warehouse
    this.#tables = tables
    this.#folder = folder
  }

  /** Takes all rows from the warehouse. */
  async fetch(): Promise<void> {
    const replacements: Replacement[] = []
    for (const table of this.#tables)
      replacements.push({ table, where: 'true', rows: await this.warehouse.take(table, undefined, this.#file(table, 'ndjson')) })
    await new DuckdbEngine(this.store).replace(replacements)
  }

  /** Notes that the warehouse has everything that is here. */
  async settled(): Promise<void> {
    this.#seen = await this.#parts()
  }

  /** Commits what has changed here where what is computed in the warehouse would be computed of something else; the ledger alone can wait. */
  async commitFacts(): Promise<void> {
    const now = await this.#parts()
    const isFact = (key: string): boolean => (now.get(key) ?? this.#seen.get(key))?.table.isLedger === false
    if (this.#differing(now).some(isFact)) await this.#commit(now, [])
  }

  /** Commits statements in the warehouse together with what has changed here. */
  async commit(statements: readonly string[]): Promise<void> {
    await this.#commit(await this.#parts(), statements)
  }

  async #commit(now: Parts, statements: readonly string[]): Promise<void> {
    await this.warehouse.commit(statements, await this.#replacements(now))
    this.#seen = now
  }

  /** Commits statements with what has changed here, gives the warehouse back and asks it a question: all by one job. The rows of the answer. */
  async leave(statements: readonly string[] = [], question?: string): Promise<Row[]> {
    const now = await this.#parts()
    const told = await this.warehouse.leave(statements, await this.#replacements(now), question)
    this.#seen = now
    return told
  }

  /** Brings the rows of a query from the warehouse by one job, as a temporary table of that name. */
  async bring(name: string, { query, columns }: { readonly query: string; readonly columns: TableShape['columns'] }): Promise<string> {
    const rows = await this.warehouse.rows(query)
    const file = this.#file({ name }, 'ndjson')
    writeFileSync(file, rows.map(row => `${JSON.stringify(row, wholeNumbers)}\n`).join(''))
    return this.#temporary({ name, columns }, { path: file, format: 'ndjson', rows: rows.length })
  }

  /** Brings rows of a table of the warehouse, as a temporary table of that name: by one job, or all of them by listing them, which is none. */
  async bringRows(name: string, table: TableShape, where: string | undefined): Promise<string> {
    return this.#temporary({ name, columns: table.columns }, await this.warehouse.take(table, where, this.#file({ name }, 'ndjson')))
  }

  async #temporary(into: TableShape, rows: RowsFile): Promise<string> {
    const { dialect } = this.store
    const types = Object.entries(into.columns).map(([column, type]) => `${dialect.cast('null', type)} as ${dialect.identifier(column)}`)
    await this.store.run(`create or replace temp table ${into.name} as select ${types.join(', ')} where false`)
    await new DuckdbEngine(this.store).replace([{ table: into, where: undefined, rows }])
    return into.name
  }

  async #parts(): Promise<Parts> {
    const queries = this.#tables.map(
      (table, place) =>
        `select ${place} as place, ${partOf(table)} as part, count(*) as rows, cast(sum(hash(t)) as varchar) as digest from ${table.name} as t group by all`,
    )
    const rows = await this.store.rows<Omit<Part, 'table'> & { place: number }>(queries.join(' union all '))
    return new Map(
      rows.map(({ place, ...part }) => {
        const table = this.#tables[place] as DeskTable
        return [`${table.name} ${part.part ?? ''}`, { table, ...part }]
      }),
    )
  }

  /** The parts that are not as they were. */
  #differing(now: Parts): string[] {
    return [...new Set([...now.keys(), ...this.#seen.keys()])].filter(key => now.get(key)?.digest !== this.#seen.get(key)?.digest)
  }

  /** What stands in them. */
  async #replacements(now: Parts): Promise<Replacement[]> {
    const differing = this.#differing(now)
    const found: Replacement[] = []
    let room = SHORT
    for (const table of this.#tables) {
      const parts = differing
        .map(key => ({ before: this.#seen.get(key), after: now.get(key) }))
        .filter(({ before, after }) => (before ?? after)?.table === table)
      if (parts.length === 0) continue
      const known = parts.flatMap(({ before }) => before ?? [])
      const there = parts.flatMap(({ after }) => after ?? [])
      const rows = await this.#rowsIn(table, there, room)
      if (!('path' in rows)) room -= lengthOf(rows)
      found.push({ table, where: known.length === 0 ? undefined : known.map(part => inPart(part)).join(' or '), rows })
    }
    return found
  }

  async #rowsIn(table: DeskTable, parts: readonly Part[], room: number): Promise<RowsFile | readonly Row[]> {
    if (parts.length === 0) return []
    const where = parts.map(part => inPart(part)).join(' or ')
    const few = parts.reduce((sum, { rows }) => sum + rows, 0) <= FEW
    const rows = few ? await this.store.rows(`select ${Object.keys(table.columns).join(', ')} from ${table.name} where ${where}`) : []
    return few && lengthOf(rows) <= room ? rows : new DuckdbEngine(this.store).take(table, where, this.#file(table, 'parquet'))
  }

  #file({ name }: { readonly name: string }, extension: string): string {
    this.#files += 1
    return path.join(this.#folder, `${this.#files}-${name}.${extension}`)
  }
}

/** About as many characters as the rows take in a statement. */
function lengthOf(rows: readonly Row[]): number {
  return JSON.stringify(rows, wholeNumbers).length
}

/** JSON has no whole numbers beyond 2^53. */
function wholeNumbers(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

/** What rows of a table are carried by: the month of their day, else one of these of its key, else the whole table. */
const CARRIED_BY: Readonly<Record<string, ColumnType>> = { run: 'int', import_number: 'int', plan: 'string' }

function carrier({ columns, key }: DeskTable): string | undefined {
  return 'game_date' in columns ? 'game_date' : Object.keys(CARRIED_BY).find(column => key[0] === column)
}

function partOf(table: DeskTable): string {
  const column = carrier(table)
  if (column === undefined) return `'all'`
  return column === 'game_date' ? `strftime(game_date, '%Y-%m')` : `cast(${column} as varchar)`
}

/** The condition that the rows of a part meet, for every engine. */
function inPart({ table, part }: Part): string {
  const column = carrier(table)
  if (column === undefined) return 'true'
  if (part === null) return `${column} is null`
  if (column !== 'game_date') return CARRIED_BY[column] === 'int' ? `${column} = ${part}` : `${column} = '${part}'`
  const last = new Date(Date.UTC(Number(part.slice(0, 4)), Number(part.slice(5)), 0)).toISOString().slice(0, 10)
  return `(game_date between date '${part}-01' and date '${last}')`
}
