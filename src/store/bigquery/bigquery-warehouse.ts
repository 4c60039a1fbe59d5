import { createWriteStream } from 'node:fs'
import { bigquery } from '../../sql/bigquery.ts'
import type { Dialect } from '../../sql/dialect.ts'
import { OWNERS, type JobsDone, type Replacement, type RowsFile, type TableFacts, type TableShape, type Warehouse } from '../engine.ts'
import type { Row } from '../store.ts'
import { Hold } from './hold.ts'
import type { Jobs, RowsPage } from './jobs.ts'
import { insertRows } from './literals.ts'
import { LockStatements, type LockRow } from './lock.ts'
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

/** Datasets of BigQuery's that hold the tables of a store. */
export class BigqueryWarehouse implements Warehouse {
  readonly dialect: Dialect = bigquery
  readonly location: string
  readonly #parts: WarehouseParts
  readonly #lock: LockStatements
  readonly #hold: Hold
  readonly #staged = new Set<string>()

  constructor(parts: WarehouseParts) {
    this.location = parts.address.location
    this.#parts = parts
    this.#lock = new LockStatements(parts.lockTable, parts.owner)
    this.#hold = new Hold({
      lock: this.#lock,
      location: this.location,
      table: parts.lockTable,
      owner: parts.owner,
      command: parts.command,
      run: statements => this.#run(statements),
      aside: statement => parts.jobs.aside(this.asItStands(statement)),
    })
  }

  async rows<R = Row>(query: string): Promise<R[]> {
    return this.script<R>([query])
  }

  async script<R = Row>(statements: readonly string[]): Promise<R[]> {
    return (await this.#hold.running(statements)) as R[]
  }

  #run(statements: readonly string[]): Promise<Row[]> {
    const text = statements.length === 1 ? (statements[0] ?? '') : `${statements.join(';\n')};`
    return this.#parts.jobs.query(this.asItStands(text))
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

  /**
   * Takes the lock and keeps it until it is given back. Where nobody has it and the caller has seen all that was committed, the first job takes it.
   * The count of what was ever committed. Throws store_locked.
   */
  async hold(hasSeen: (revision: number) => boolean = () => false): Promise<number> {
    const { owner, revision } = await this.#lockAsListed()
    if (owner === null && hasSeen(revision)) this.#hold.takeLater(revision)
    else await this.#hold.take()
    return this.#hold.revision
  }

  /** Who holds the lock, and how much was ever committed; a listing is no job. */
  async #lockAsListed(): Promise<Pick<LockRow, 'owner' | 'revision'>> {
    const lines: string[] = []
    await this.#list({ name: this.#parts.lockTable, columns: { owner: 'string', revision: 'int' } }, line => lines.push(line))
    const { owner = null, revision = 0 } = JSON.parse(lines[0] ?? '{}') as { readonly owner?: string | null; readonly revision?: string }
    return { owner, revision: Number(revision) }
  }

  /** Who holds the lock, and how much was ever committed. */
  async lockRow(): Promise<LockRow | undefined> {
    const [row] = await this.#run([this.#lock.look()])
    return row as unknown as LockRow | undefined
  }

  /** Counts what was ever committed, as far as this process knows: all of it while it holds the lock. */
  get revision(): number {
    return this.#hold.revision
  }

  /** Gives the lock back, if that has not been done. */
  release(): Promise<void> {
    return this.#hold.release()
  }

  stage(name: string): string {
    const [dataset = ''] = this.#parts.lockTable.split('.')
    const table = `${dataset}.stage_${this.#parts.jobs.mark}_${name.replaceAll('.', '_')}`
    this.#staged.add(table)
    return table
  }

  replace(replacements: readonly Replacement[]): Promise<void> {
    return this.commit([], replacements)
  }

  async commit(statements: readonly string[], replacements: readonly Replacement[]): Promise<void> {
    const work = await this.#workOf(statements, replacements)
    if (work.length > 0) await this.#commit(work, [])
  }

  async leave(statements: readonly string[], replacements: readonly Replacement[], question?: string): Promise<Row[]> {
    const asked = question === undefined ? [] : [question]
    const work = await this.#workOf(statements, replacements)
    const told = work.length === 0 ? undefined : await this.#commit(work, [this.#lock.release(), ...asked])
    if (told === undefined) await this.release()
    this.#hold.left()
    return told ?? (asked.length === 0 ? [] : this.#run(asked))
  }

  async #workOf(statements: readonly string[], replacements: readonly Replacement[]): Promise<readonly string[]> {
    const replacing = await Promise.all(replacements.map(replacement => this.#replacing(replacement)))
    return [...statements, ...replacing.flat()]
  }

  /** Runs statements in a transaction, and others after it; the rows of the last of these. */
  async #commit(work: readonly string[], afterwards: readonly string[]): Promise<Row[]> {
    const drops = [...this.#staged].map(table => `drop table if exists ${table}`)
    const mark = `${this.#parts.owner}, commit ${this.revision + 1}`
    const script = ['begin transaction', ...this.#lock.hold(mark), ...work, 'commit transaction', ...drops, ...afterwards]
    const told = await this.#hold.withoutSigns(() => this.script(script).catch((error: unknown) => this.#afterAll({ mark, afterwards }, error)))
    this.#hold.revision += 1
    this.#staged.clear()
    return told
  }

  /** The service may fail after a commit, and while it tells of it: then only what comes afterwards is left to do. */
  async #afterAll({ mark, afterwards }: { readonly mark: string; readonly afterwards: readonly string[] }, error: unknown): Promise<Row[]> {
    if ((await this.lockRow().catch(() => undefined))?.committed !== mark) throw error
    return afterwards.length === 0 ? [] : this.#run(afterwards)
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
    return this.factsOf(found.flat())
  }

  async owners(): Promise<ReadonlyMap<string, TableFacts>> {
    const found = await this.factsOf([...this.#parts.layout.owners].map(name => OWNERS + name))
    return new Map([...found].map(([name, facts]) => [name.slice(OWNERS.length), facts]))
  }

  async factsOf(names: readonly string[]): Promise<ReadonlyMap<string, TableFacts>> {
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
