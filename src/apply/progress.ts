import type { PlanDocument } from '../change/plan-document.ts'
import { models } from '../nba/models/index.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import type { BuiltUnit, UnitStatus } from '../ledger/units.ts'
import type { Chunk } from './build-units.ts'
import type { BackfillEvent, BackfillReport, TableOutcome } from './report.ts'

export interface ProgressInput {
  readonly document: PlanDocument
  readonly chunks: readonly Chunk[]
  /** Units that an earlier run of the plan has done. */
  readonly doneBefore: number
  readonly run: number
  readonly listen: (event: BackfillEvent) => void
  readonly elapsed: () => number
}

/** What a run has built so far: tells it while it works, and sums it up. */
export class Progress {
  readonly #input: ProgressInput
  readonly #started: number
  readonly #units: BuiltUnit[] = []
  readonly #tables = new Map<Model, TableOutcome>()

  constructor(input: ProgressInput) {
    this.#input = input
    this.#started = input.elapsed()
  }

  /** Runs the work of a chunk and counts what it built. */
  async timed(chunk: Chunk, work: () => Promise<readonly BuiltUnit[]>): Promise<readonly BuiltUnit[]> {
    const { elapsed } = this.#input
    const began = elapsed()
    const built = await work()
    this.built(chunk, built, elapsed() - began)
    return built
  }

  /** Counts what was built of a chunk, and how long that took. */
  built(chunk: Chunk, units: readonly BuiltUnit[], milliseconds: number): void {
    this.#units.push(...units)
    this.#tables.set(chunk.model, added(this.#tables.get(chunk.model) ?? nothing(chunk.model), units, milliseconds))
    this.#tell(chunk)
  }

  #tell({ model }: Chunk): void {
    const { chunks, listen, elapsed } = this.#input
    const planned = chunks.filter(chunk => chunk.model === model).reduce((sum, chunk) => sum + chunk.units.length, 0)
    const all = chunks.reduce((sum, chunk) => sum + chunk.units.length, 0)
    const spent = Math.max(1, elapsed() - this.#started)
    const done = this.#tables.get(model)
    const rows = this.#units.reduce((sum, unit) => sum + unit.rows, 0)
    listen({
      kind: 'chunk',
      table: qualifiedName(model),
      unitsDone: done?.units ?? 0,
      unitsPlanned: planned,
      rows: this.#units.filter(unit => unit.table === model.name).reduce((sum, unit) => sum + unit.rows, 0),
      rowsPerSecond: (1000 * rows) / spent,
      millisecondsLeft: (spent / this.#units.length) * (all - this.#units.length),
    })
    if (done?.units === planned) listen({ kind: 'table', outcome: done })
  }

  failed(): boolean {
    return this.#units.some(unit => unit.status === 'failed')
  }

  rowsWritten(): number {
    return [...this.#tables.values()].reduce((sum, table) => sum + table.rows_written, 0)
  }

  report(milliseconds: number): BackfillReport {
    const { document, run } = this.#input
    const untried = this.#untried()
    const failures = [...this.#units, ...document.idle].filter(unit => unit.status === 'failed' || unit.status === 'blocked').toSorted(byTableAndDate)
    return {
      run,
      plan: document.plan,
      range: document.range,
      units: this.#counts(),
      untried,
      tables: document.tables.map(name => [...this.#tables.values()].find(outcome => outcome.table === name) ?? empty(name)),
      failures: failures.map(unit => ({ table: `nba_analytics.${unit.table}`, date: unit.date, error: unit.reason ?? unit.status })),
      warnings: [...untriedWarning(untried), ...warningsOf(document, [...this.#units, ...document.idle])],
      duration_ms: Math.round(milliseconds),
    }
  }

  /** Units that a run left out because it stopped at an error. */
  #untried(): number {
    return this.#input.chunks.reduce((sum, chunk) => sum + chunk.units.length, 0) - this.#units.length
  }

  /** Every unit of the range: those that the plan leaves alone count by how they stand. */
  #counts(): Record<'planned' | UnitStatus, number> {
    const { document, doneBefore } = this.#input
    const { counts } = document
    const sums = {
      planned: 0,
      done: 0,
      unchanged: counts.unchanged + doneBefore,
      empty: counts.empty,
      waiting: counts.waiting,
      failed: 0,
      blocked: counts.blocked,
    }
    for (const unit of this.#units) sums[unit.status] += 1
    return { ...sums, planned: Object.values(sums).reduce((sum, count) => sum + count, 0) }
  }
}

function untriedWarning(units: number): string[] {
  return units === 0 ? [] : [`the run stopped at an error: ${units} ${units === 1 ? 'unit was' : 'units were'} not tried (backcourt resume goes on)`]
}

const ORDER = models.map(model => model.name)

function byTableAndDate(a: Pick<BuiltUnit, 'table' | 'date'>, b: Pick<BuiltUnit, 'table' | 'date'>): number {
  return ORDER.indexOf(a.table) - ORDER.indexOf(b.table) || (a.date < b.date ? -1 : 1)
}

function nothing(model: Model): TableOutcome {
  return empty(qualifiedName(model))
}

function empty(table: string): TableOutcome {
  return { table, units: 0, rows_written: 0, inserted: 0, updated: 0, deleted: 0, unchanged: 0, duration_ms: 0 }
}

function added(sum: TableOutcome, built: readonly BuiltUnit[], milliseconds: number): TableOutcome {
  const total = (count: (unit: BuiltUnit) => number): number => built.reduce((whole, unit) => whole + count(unit), 0)
  const [inserted, updated, deleted] = [
    total(unit => unit.written.inserted),
    total(unit => unit.written.updated),
    total(unit => unit.written.deleted),
  ]
  return {
    table: sum.table,
    units: sum.units + built.length,
    rows_written: sum.rows_written + inserted + updated + deleted,
    inserted: sum.inserted + inserted,
    updated: sum.updated + updated,
    deleted: sum.deleted + deleted,
    unchanged: sum.unchanged + total(unit => unit.written.unchanged),
    duration_ms: sum.duration_ms + Math.round(milliseconds),
  }
}

/** One sentence for the inputs that columns wait for, and one for games that wait. */
function warningsOf(document: PlanDocument, units: readonly Pick<BuiltUnit, 'date' | 'status' | 'reason'>[]): string[] {
  const inputs = new Map<string, number>()
  for (const model of models.filter(candidate => document.tables.includes(qualifiedName(candidate)))) {
    for (const { waitingFor } of Object.values(model.columns)) {
      if (waitingFor !== undefined) inputs.set(waitingFor, (inputs.get(waitingFor) ?? 0) + 1)
    }
  }
  const columns = [...inputs.values()].reduce((sum, count) => sum + count, 0)
  const [waiting] = units.filter(unit => unit.status === 'waiting').toSorted((a, b) => (a.date < b.date ? -1 : 1))
  return [
    ...(columns === 0 || document.units.length === 0
      ? []
      : [`${columns} columns stay NULL, waiting for ${[...inputs.keys()].join(', ')} (backcourt tables --waiting)`]),
    ...(waiting === undefined ? [] : [`${waiting.date}: ${waiting.reason ?? 'games wait for a result'}`]),
  ]
}
