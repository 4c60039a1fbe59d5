import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import { backfill } from '../../src/apply/backfill.ts'
import type { BackfillReport, Listen } from '../../src/apply/report.ts'
import type { Day, DayRange } from '../../src/calendar.ts'
import { createPlan } from '../../src/change/create-plan.ts'
import { unitStates } from '../../src/ledger/plan-tables.ts'
import type { PlanOptions } from '../../src/change/plan.ts'
import type { PlanDocument } from '../../src/change/plan-document.ts'
import { importFiles } from '../../src/import/import.ts'
import { inputDigests } from '../../src/ledger/import-tables.ts'
import { removeRow } from '../../src/import/remove.ts'
import type { ImportReport } from '../../src/import/report.ts'
import { settleImports } from '../../src/import/settle/settle.ts'
import { gameStates } from '../../src/nba/game-states.ts'
import { models } from '../../src/nba/models/index.ts'
import { playerEventFacts } from '../../src/nba/player-event-facts.ts'
import { playerIdentities } from '../../src/nba/player-identities.ts'
import { teamEventFacts } from '../../src/nba/team-event-facts.ts'
import { openStore } from '../../src/open-store.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import type { Store } from '../../src/store/store.ts'
import { selectedColumns } from '../../src/table/compile.ts'
import { qualifiedName, type Source } from '../../src/table/source.ts'
import type { FileName, LeagueFiles } from './league-files.ts'

export const TABLES: readonly string[] = models.map(model => model.name)

/** Tables that follow from raw rows. */
const DERIVED = [unitStates, playerIdentities, gameStates, playerEventFacts, teamEventFacts, inputDigests]

/** Rows of all tables, `TABLE KEY` to their text without the clock columns. */
export type Rows = ReadonlyMap<string, string>

export interface Import {
  readonly files?: readonly FileName[]
  readonly replace?: boolean
  readonly force?: boolean
}

interface Removal {
  readonly table: Source
  readonly key: string
}

/** One entry of the import log. */
type Entry = { readonly paths: readonly string[]; readonly replace: boolean; readonly force: boolean } | Removal

interface Start {
  readonly store: Store
  readonly range: DayRange
  /** A store file that scratch builds start from; undefined means nothing. */
  readonly from: string | undefined
}

/** A store with everything that was ever imported into it, so that another can be built from scratch by the same import log. */
export class Book {
  readonly store: Store
  readonly range: DayRange
  readonly #from: string | undefined
  readonly #folder: string
  readonly #log: Entry[] = []
  /** Copies were built in the first hours. */
  #hours: number

  private constructor({ store, range, from }: Start) {
    this.store = store
    this.range = range
    this.#from = from
    this.#hours = from === undefined ? 0 : 1000
    this.#folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-change-'))
  }

  /** A new store; what is built and compared lies in the range. */
  static async open(range: readonly [string, string]): Promise<Book> {
    return new Book({ store: await openMemory(undefined), range: { first: range[0] as Day, last: range[1] as Day }, from: undefined })
  }

  /** A store that starts as a copy; scratch builds start from the unbuilt one. */
  static async copy(range: DayRange, copies: { readonly start: string; readonly unbuilt: string }): Promise<Book> {
    return new Book({ store: await openMemory(copies.start), range, from: copies.unbuilt })
  }

  async close(): Promise<void> {
    await this.store.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** Another instant at every call, an hour later each time. */
  now(): string {
    this.#hours += 1
    return new Date(Date.UTC(2030, 0, 1, this.#hours)).toISOString()
  }

  async import(league: LeagueFiles, { files, replace = false, force = false }: Import = {}): Promise<ImportReport> {
    const paths = league.write(path.join(this.#folder, String(this.#log.length)), files)
    const entry = { paths, replace, force }
    this.#log.push(entry)
    return importFiles(this.store, { ...entry, now: this.now() })
  }

  async remove(table: Source, key: string): Promise<void> {
    await this.removeUnsettled(table, key)
    await settleImports(this.store)
  }

  /** Removes a row and stops before what follows from it is settled. */
  async removeUnsettled(table: Source, key: string): Promise<void> {
    this.#log.push({ table, key })
    await removeRow(this.store, { table, key, now: this.now() })
  }

  plan(tables: readonly string[] = [], range: DayRange = this.range): Promise<PlanDocument> {
    const options = { force: false, onlyMissing: false, onlyFailed: false }
    return createPlan(this.store, { range, tables, options, now: this.now(), unless: 'built' })
  }

  /** Carries a plan out; with a number of chunks, somebody asks to stop after so many. */
  apply(plan: PlanDocument, chunks?: number): Promise<BackfillReport> {
    const how = { command: 'apply', startedAt: this.now(), newestFirst: false, stopOnError: false, elapsed: () => 0 }
    return applyPlan(this.store, plan, { ...how, ...stoppedAfter(chunks) })
  }

  backfill({ range = this.range, tables = [], chunks, ...how }: Build = {}): Promise<BackfillReport> {
    const { interrupted, listen } = stoppedAfter(chunks)
    return backfill(this.store, { range, tables, now: this.now(), elapsed: () => 0, ...how, interrupted }, listen)
  }

  /** Rows of all tables. */
  rows(): Promise<Rows> {
    return rowsOf(this.store)
  }

  /** `TABLE KEY` of rows to when they were written. */
  async written(): Promise<ReadonlyMap<string, string>> {
    return textByKey(this.store, 'cast(processed_at as varchar)')
  }

  /** How the store stands now. */
  standing(): Promise<Standing> {
    return standingOf(this.store)
  }

  /** A store that takes the same imports and is built once. */
  async scratch(): Promise<Standing> {
    const store = await openMemory(this.#from)
    for (const entry of this.#log) {
      const now = '2029-01-01T00:00:00.000Z'
      if ('paths' in entry) await importFiles(store, { ...entry, now })
      else {
        await removeRow(store, { ...entry, now })
        await settleImports(store)
      }
    }
    const standing = await builtOnce(store, this.range)
    await store.close()
    return standing
  }

  /** This store, with everything but its raw rows forgotten and built once: cheaper than scratch, and the end of what was built. */
  async rebuilt(): Promise<Standing> {
    const forgotten = [...models.map(qualifiedName), ...DERIVED.map(qualifiedName)]
    await this.store.run(`${forgotten.map(table => `delete from ${table};`).join('\n')} update nba_processing.imports set people_resolved = false`)
    await settleImports(this.store)
    return builtOnce(this.store, this.range)
  }
}

/** How a store stands: rows, units that failed, and digests of what its rows are computed from. */
export interface Standing {
  readonly rows: Rows
  /** `TABLE DATE` to why. */
  readonly failed: ReadonlyMap<string, string>
  readonly digests: ReadonlyMap<string, string>
}

/** Everything in which two stores differ, short; failed units keep their last good rows, which nothing can be compared with. */
export function standApart(one: Standing, other: Standing): string[] {
  const comparable = (rows: Rows): Rows => new Map([...rows].filter(([key]) => !one.failed.has(key.slice(0, key.indexOf('/')))))
  return [
    ...differ(comparable(one.rows), comparable(other.rows)),
    ...differences(keysOf(one.failed), keysOf(other.failed)).map(unit => `${unit} failed in one: ${one.failed.get(unit) ?? other.failed.get(unit)}`),
    ...differ(one.digests, other.digests),
  ]
}

function keysOf(map: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...map.keys()].map(key => [key, '']))
}

async function builtOnce(store: Store, range: DayRange): Promise<Standing> {
  await backfill(store, { range, tables: [], now: '2029-01-01T00:00:00.000Z', elapsed: () => 0 }, () => undefined)
  return standingOf(store)
}

export async function standingOf(store: Store): Promise<Standing> {
  const mapped = async (query: string): Promise<Map<string, string>> =>
    new Map((await store.rows<{ key: string; text: string }>(query)).map(row => [row.key, row.text]))
  return {
    rows: await rowsOf(store),
    failed: await mapped(
      `select table_name || ' ' || cast(game_date as varchar) as key, coalesce(reason, '') as text from ${qualifiedName(unitStates)} where status = 'failed'`,
    ),
    digests: await mapped(`
      select table_name || ' ' || coalesce(cast(game_date as varchar), '') as key, row_count || ' ' || digest as text
      from (select table_name, game_date, arg_max(row_count, import_number) as row_count, arg_max(digest, import_number) as digest
        from ${qualifiedName(inputDigests)} group by all)
      where row_count > 0`),
  }
}

export interface Build {
  readonly range?: DayRange
  readonly tables?: readonly string[]
  /** Somebody asks to stop after so many chunks. */
  readonly chunks?: number | undefined
  readonly options?: Partial<PlanOptions>
  readonly newestFirst?: boolean
}

function stoppedAfter(chunks = Infinity): { readonly interrupted: () => boolean; readonly listen: Listen } {
  let built = 0
  return {
    interrupted: () => built >= chunks,
    listen: event => {
      if (event.kind === 'chunk') built += 1
    },
  }
}

/** A built league that many tests start from, each with a copy of its own. */
export class Template {
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-template-'))
  readonly #range: DayRange

  private constructor(range: DayRange) {
    this.#range = range
  }

  static async of(league: LeagueFiles, range: readonly [string, string]): Promise<Template> {
    const book = await Book.open(range)
    const template = new Template(book.range)
    await book.import(league)
    await saveCopy(book.store, template.#file('unbuilt'))
    await book.backfill()
    await saveCopy(book.store, template.#file('built'))
    await book.close()
    return template
  }

  /** A copy, built unless told otherwise. */
  open(built: boolean = true): Promise<Book> {
    return Book.copy(this.#range, { start: this.#file(built ? 'built' : 'unbuilt'), unbuilt: this.#file('unbuilt') })
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #file(state: 'built' | 'unbuilt'): string {
    return path.join(this.#folder, `${state}.duckdb`)
  }
}

async function saveCopy(store: Store, file: string): Promise<void> {
  await store.run(`attach ${store.dialect.text(file)} as saved; copy from database memory to saved; detach saved`)
}

/** A store in memory, as it is in a file where one is named. One thread: tests run side by side. */
async function openMemory(file: string | undefined): Promise<Store> {
  if (file === undefined) return openStore(':memory:', { threads: 1 })
  const store = await openDuckdb(':memory:', { threads: 1 })
  await store.run(`attach ${store.dialect.text(file)} as saved (read_only); copy from database saved to memory; detach saved`)
  return store
}

/** Rows of all tables of a store. */
export function rowsOf(store: Store): Promise<Rows> {
  return textByKey(store, undefined)
}

async function textByKey(store: Store, value: string | undefined): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const model of models) {
    const key = model.grain.map(column => `cast(${column} as varchar)`).join(` || '/' || `)
    const text = value ?? `cast(row(${selectedColumns(model).join(', ')}) as varchar)`
    for (const row of await store.rows<{ key: string; text: string }>(
      `select ${key} as key, ${text} as text from ${qualifiedName(model)} order by all`,
    ))
      found.set(`${model.name} ${row.key}${found.has(`${model.name} ${row.key}`) ? ' twice' : ''}`, row.text)
  }
  return found
}

/** Keys of rows that only one side has or that differ, sorted. */
export function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter(key => one.get(key) !== other.get(key)).toSorted()
}

/** As differences, but short: the first keys, how many more, and where the first one differs. */
export function differ(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const keys = differences(one, other)
  const [first] = keys
  if (first === undefined) return []
  const [a, b] = [one.get(first), other.get(first)]
  const at = a === undefined || b === undefined ? 0 : a.split('').findIndex((letter, index) => letter !== b[index])
  const near = (text: string | undefined): string => (text === undefined ? 'no row' : text.slice(Math.max(0, at - 60), at + 40))
  return [...keys.slice(0, 12), ...(keys.length > 12 ? [`and ${keys.length - 12} more`] : []), near(a), near(b)]
}
