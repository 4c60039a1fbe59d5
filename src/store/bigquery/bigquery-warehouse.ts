import { createWriteStream } from 'node:fs'
import { setInterval } from 'node:timers'
import { BackcourtError } from '../../errors.ts'
import { bigquery } from '../../sql/bigquery.ts'
import type { Dialect } from '../../sql/dialect.ts'
import { OWNERS, type JobsDone, type Replacement, type RowsFile, type TableFacts, type TableShape, type Warehouse } from '../engine.ts'
import type { Row } from '../store.ts'
import type { Jobs, RowsPage } from './jobs.ts'
import { insertRows } from './literals.ts'
import { heldBy, LockStatements, type LockRow } from './lock.ts'
import type { WarehouseAddress } from './address.ts'
import { inLayout, nameOf, placeOf, type Layout } from './layout.ts'
import type { Service } from './service.ts'
import { factsOf, pathOf, tableNames, type TableAnswer } from './table-facts.ts'
import { jsonLine } from './wire.ts'

/** What a warehouse is made of. */
export interface WarehouseParts {
  readonly address: WarehouseAddress
  readonly service: Service
  readonly jobs: Jobs
  readonly layout: Layout
  /** Qualified name of the lock table. */
  readonly lockTable: string
  readonly owner: string
  readonly command: string
}

const PAGE = 20_000
/** Milliseconds between two signs of life: several fit into a lease. */
const BEAT = 120_000

/** Datasets of BigQuery's that hold the tables of a store. */
export class BigqueryWarehouse implements Warehouse {
  readonly dialect: Dialect = bigquery
  readonly location: string
  readonly #parts: WarehouseParts
  readonly #lock: LockStatements
  readonly #staged = new Set<string>()
  #beating: NodeJS.Timeout | undefined
  /** The last sign of life, given or on its way. */
  #sign: Promise<void> = Promise.resolve()
  #revision = 0
  #commits = false

  constructor(parts: WarehouseParts) {
    this.location = parts.address.location
    this.#parts = parts
    this.#lock = new LockStatements(parts.lockTable, parts.owner)
  }

  async rows<R = Row>(query: string): Promise<R[]> {
    return this.script<R>([query])
  }

  async script<R = Row>(statements: readonly string[]): Promise<R[]> {
    const text = statements.length === 1 ? (statements[0] ?? '') : `${statements.join(';\n')};`
    return (await this.#parts.jobs.query(this.asItStands(text))) as R[]
  }

  estimate(query: string): Promise<number> {
    return this.#parts.jobs.estimate(this.asItStands(query))
  }

  /** A statement as the service is told it: tables have their full names. */
  asItStands(statement: string): string {
    return inLayout(statement, this.#parts.layout)
  }

  jobsDone(): JobsDone {
    return this.#parts.jobs.done
  }

  /** Takes the lock and keeps it until `release`; the count of what was ever committed. Throws store_locked. */
  async hold(): Promise<number> {
    const [row] = await this.script<LockRow>(this.#lock.take(this.#parts.command))
    if (row === undefined)
      throw new BackcourtError('store_invalid', `${this.location} has a lock table without a row`, { where: this.#parts.lockTable })
    if (row.owner !== this.#parts.owner) throw heldBy(this.location, row)
    this.#beating = setInterval(() => {
      this.#sign = this.#beat().catch(() => undefined)
    }, BEAT)
    this.#beating.unref()
    this.#revision = row.revision
    return row.revision
  }

  /** Who holds the lock, and how much was ever committed. */
  async lockRow(): Promise<LockRow | undefined> {
    const [row] = await this.script<LockRow>([this.#lock.look()])
    return row
  }

  /** Counts what was ever committed, as far as this process knows: all of it while it holds the lock. */
  get revision(): number {
    return this.#revision
  }

  /** Gives the lock back, if that has not been done. */
  async release(): Promise<void> {
    if (this.#beating === undefined) return
    this.#stopBeating()
    await this.script([this.#lock.release()])
  }

  async leave(replacements: readonly Replacement[]): Promise<void> {
    await this.#commit([], replacements, [this.#lock.release()])
    this.#stopBeating()
  }

  /** A commit is a sign of life itself, and one beside it would change the same row. */
  async #beat(): Promise<void> {
    if (!this.#commits) await this.#parts.jobs.aside(this.asItStands(this.#lock.beat()))
  }

  #stopBeating(): void {
    clearInterval(this.#beating)
    this.#beating = undefined
  }

  stage(name: string): string {
    const [dataset = ''] = this.#parts.lockTable.split('.')
    const table = `${dataset}.stage_${name.replaceAll('.', '_')}`
    this.#staged.add(table)
    return table
  }

  async replace(replacements: readonly Replacement[]): Promise<void> {
    await this.commit([], replacements)
  }

  commit(statements: readonly string[], replacements: readonly Replacement[]): Promise<void> {
    return this.#commit(statements, replacements, [])
  }

  async #commit(statements: readonly string[], replacements: readonly Replacement[], afterwards: readonly string[]): Promise<void> {
    const replacing = await Promise.all(replacements.map(replacement => this.#replacing(replacement)))
    const work = [...statements, ...replacing.flat()]
    const drops = [...this.#staged].map(table => `drop table if exists ${table}`)
    const mark = `${this.#parts.owner}, commit ${this.#revision + 1}`
    const script =
      work.length === 0 ? afterwards : ['begin transaction', ...this.#lock.hold(mark), ...work, 'commit transaction', ...drops, ...afterwards]
    this.#commits = true
    await this.#sign
    try {
      if (script.length > 0) await this.script(script)
    } catch (error) {
      // The service may fail after the commit, and while it tells of it.
      if (work.length === 0 || (await this.lockRow().catch(() => undefined))?.committed !== mark) throw error
      if (afterwards.length > 0) await this.script(afterwards)
    } finally {
      this.#commits = false
    }
    if (work.length > 0) this.#revision += 1
    this.#staged.clear()
  }

  /** The statements that let rows take the place of others; many come by a load job. */
  async #replacing({ table, where, rows }: Replacement): Promise<string[]> {
    const goes = where === undefined ? [] : [`delete from ${table.name} where ${where}`]
    if (!('path' in rows)) return rows.length === 0 ? goes : [...goes, insertRows(table, rows)]
    if (rows.rows === 0) return goes
    const stage = this.stage(table.name)
    const { layout, jobs } = this.#parts
    await jobs.load(rows, { name: placeOf(stage, layout), columns: table.columns })
    const columns = Object.keys(table.columns).map(name => bigquery.identifier(name))
    return [...goes, `insert into ${table.name} (${columns.join(', ')}) select ${columns.join(', ')} from ${stage}`]
  }

  async take(table: TableShape, where: string | undefined, file: string): Promise<RowsFile> {
    const out = createWriteStream(file)
    let rows = 0
    const write = (line: string): void => {
      rows += 1
      out.write(`${line}\n`)
    }
    if (where === undefined) await this.#list(table, write)
    else for (const row of await this.rows(`select ${this.#columns(table)} from ${table.name} where ${where}`)) write(JSON.stringify(row, bigintText))
    await new Promise<void>((resolve, reject) => {
      out.on('error', reject)
      out.end(resolve)
    })
    return { path: file, format: 'ndjson', rows }
  }

  /** Lists a whole table page by page, which is no job and bills nothing. */
  async #list(table: TableShape, write: (line: string) => void): Promise<void> {
    const { layout, service } = this.#parts
    const path = pathOf(placeOf(table.name, layout))
    const { schema } = await service.ask<TableAnswer>({ method: 'GET', path })
    const fields = (schema?.fields ?? []).filter(field => field.name in table.columns)
    const selectedFields = fields.map(field => field.name).join(',')
    let pageToken: string | undefined
    do {
      const parameters = { maxResults: PAGE, pageToken, selectedFields, 'formatOptions.useInt64Timestamp': true }
      const page = await service.ask<RowsPage>({ method: 'GET', path: `${path}/data`, parameters })
      for (const row of page.rows ?? []) write(jsonLine(fields, row))
      pageToken = page.pageToken
    } while (pageToken !== undefined)
  }

  #columns(table: TableShape): string {
    return Object.keys(table.columns)
      .map(name => bigquery.identifier(name))
      .join(', ')
  }

  async tables(): Promise<ReadonlyMap<string, TableFacts>> {
    const { layout, service } = this.#parts
    const found = await Promise.all(
      [...layout.datasets].map(async dataset =>
        (await tableNames(service, layout.prefix + dataset)).map(name => nameOf(`${dataset}.${name}`, layout)),
      ),
    )
    return this.#factsOf(found.flat())
  }

  async owners(): Promise<ReadonlyMap<string, TableFacts>> {
    const found = await this.#factsOf([...this.#parts.layout.owners].map(name => OWNERS + name))
    return new Map([...found].map(([name, facts]) => [name.slice(OWNERS.length), facts]))
  }

  async #factsOf(names: readonly string[]): Promise<ReadonlyMap<string, TableFacts>> {
    const { layout, service } = this.#parts
    return new Map(
      await Promise.all(
        names.map(async (name): Promise<[string, TableFacts]> => {
          const path = pathOf(placeOf(name, layout))
          return [name, factsOf(await service.ask<TableAnswer>({ method: 'GET', path }))]
        }),
      ),
    )
  }
}

function bigintText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
