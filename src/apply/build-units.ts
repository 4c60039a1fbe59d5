import { expectedRows, type PlannedUnit } from '../change/plan.ts'
import { isOfStatement } from '../errors.ts'
import type { Day } from '../calendar.ts'
import type { Store } from '../store/store.ts'
import { compileModel, selectedColumns, type Ready } from '../table/compile.ts'
import { clockColumns, type Model } from '../table/model.ts'
import type { Scope, Span } from '../sql/dialect.ts'
import { onDates } from '../sql/scope.ts'
import { qualifiedName } from '../table/source.ts'
import { COMPARED, compareRows, countCompared, type Comparison, type DateCounts } from './compare-rows.ts'
import { endDoubledRows, findDuplicates, hasDuplicates, leaveOutDuplicates, type GrainViolation } from './grain.ts'
import { writeDifferences } from './write-units.ts'
import { NOTHING_WRITTEN, type BuiltUnit, type WrittenRows } from '../ledger/units.ts'

/** Units of one table and one season: what one statement computes and one transaction writes. */
export interface Chunk {
  readonly model: Model
  readonly season: number
  readonly units: readonly PlannedUnit[]
}

export interface ChunkBuild {
  readonly chunk: Chunk
  readonly run: number
  /** The day that games without a result are judged as of. */
  readonly asOf: Day | null
  /** `processed_at` of what is written, ISO text. */
  readonly now: string
  /** When the run started, ISO text. */
  readonly changedAt: string
  readonly ready: Ready
  readonly causes: ReadonlyMap<string, string>
  /** Writes how the units ended, in the transaction that writes their rows. */
  readonly record: (outcomes: readonly BuiltUnit[]) => Promise<void>
}

/** Dates of a chunk from first to last, and its season, seen as of a day. */
export function spanOf({ season, units }: Chunk, asOf: Day | null): Span {
  const dates = units.map(unit => unit.date).toSorted()
  return {
    firstDay: dates[0] ?? '9999-12-31',
    lastDay: dates.at(-1) ?? '0001-01-01',
    firstSeason: season,
    lastSeason: season,
    asOf: asOf ?? undefined,
    scope: scopeOf(units),
  }
}

/** Computes the rows of a chunk, checks their grain, and writes all rows but those that share their key with another: their units fail. A statement that fails is tried again on halves, so that only the units at fault fail. */
export async function buildUnits(store: Store, build: ChunkBuild): Promise<readonly BuiltUnit[]> {
  try {
    const fresh = (await isFresh(store, build)) ? await writeFresh(store, build) : undefined
    return fresh ?? (await writeCompared(store, build))
  } catch (error) {
    if (!isOfStatement(error)) throw error
    return build.chunk.units.length > 1 ? buildHalves(store, build) : failAll(store, build, error.message)
  }
}

/** Whether none of the units was ever built and none has a row. */
async function isFresh(store: Store, { chunk: { model, units } }: ChunkBuild): Promise<boolean> {
  if (!units.every(isNew)) return false
  const stored = await store.rows(`select 1 from ${storedOn(model, units)} limit 1`)
  return stored.length === 0
}

async function buildHalves(store: Store, build: ChunkBuild): Promise<readonly BuiltUnit[]> {
  const { units } = build.chunk
  const middle = Math.ceil(units.length / 2)
  const half = (part: readonly PlannedUnit[]): ChunkBuild => ({ ...build, chunk: { ...build.chunk, units: part } })
  const first = await buildUnits(store, half(units.slice(0, middle)))
  return [...first, ...(await buildUnits(store, half(units.slice(middle))))]
}

async function failAll(store: Store, build: ChunkBuild, reason: string): Promise<readonly BuiltUnit[]> {
  const { model, units } = build.chunk
  const stored = await storedRows(store, model, units)
  const outcomes = units.map(unit => ({
    table: unit.table,
    date: unit.date,
    status: 'failed' as const,
    rows: stored.get(unit.date) ?? 0,
    reason,
    written: NOTHING_WRITTEN,
  }))
  await store.transaction(() => build.record(outcomes))
  return outcomes
}

class GrainBroken extends Error {}

/** Writes straight into a table that has no row of these dates yet; undefined, with nothing written, when the rows break the grain. */
async function writeFresh(store: Store, build: ChunkBuild): Promise<readonly BuiltUnit[] | undefined> {
  const { model, units } = build.chunk
  const columns = [...selectedColumns(model), ...clockColumns].join(', ')
  const now = `timestamp '${build.now}'`
  return store
    .transaction(async () => {
      await store.run(
        `insert into ${qualifiedName(model)} (${columns}) select computed.*, ${now}, ${now} from (${computed(store, build)}) as computed`,
      )
      if (await hasDuplicates(store, model, storedOn(model, units))) throw new GrainBroken()
      const rows = await storedRows(store, model, units)
      const outcomes = units.map(unit => {
        const inserted = rows.get(unit.date) ?? 0
        return outcomeOf(unit, { rows: inserted, written: { ...NOTHING_WRITTEN, inserted } })
      })
      await build.record(outcomes)
      return outcomes
    })
    .catch((error: unknown) => {
      if (error instanceof GrainBroken) return undefined
      throw error
    })
}

/** So many rows are few. */
const FEW_ROWS = 2000

async function writeCompared(store: Store, build: ChunkBuild): Promise<readonly BuiltUnit[]> {
  const { model, units } = build.chunk
  const dates = units.map(unit => unit.date)
  const few = expectedRows(units) <= FEW_ROWS
  const outcomes = await store.transaction(async () => {
    const { counts, broken } = await compareByKey(store, { model, dates, scope: scopeOf(units), computed: computed(store, build), few })
    const builtBefore = units.filter(unit => !isNew(unit)).map(unit => unit.date)
    if (counts.some(date => date.inserted + date.updated + date.deleted > 0)) await writeDifferences(store, { ...build, model, builtBefore })
    const written = new Map(counts.map(({ date, inserted, updated, deleted, unchanged }) => [date, { inserted, updated, deleted, unchanged }]))
    const rows = await storedRows(store, model, units)
    const built = units.map(unit =>
      outcomeOf(unit, {
        violation: broken.get(unit.date),
        rows: rows.get(unit.date) ?? 0,
        written: written.get(unit.date) ?? NOTHING_WRITTEN,
      }),
    )
    await build.record(built)
    return built
  })
  await store.run(`drop table temp.${COMPARED}`)
  return outcomes
}

interface Compared {
  readonly counts: readonly DateCounts[]
  /** What breaks the grain, by date: these keys are left out and keep the rows that they have. */
  readonly broken: ReadonlyMap<string, GrainViolation>
}

/** Compares the rows of a scope key by key. */
async function compareByKey(store: Store, comparison: Comparison): Promise<Compared> {
  const { model } = comparison
  await compareRows(store, comparison)
  const counts = await countCompared(store, model)
  if (counts.every(date => date.doubled === 0)) return { counts, broken: new Map() }
  if (await endDoubledRows(store, comparison)) await compareRows(store, comparison)
  const violations = await findDuplicates(store, model)
  await leaveOutDuplicates(store, model)
  return { counts: await countCompared(store, model), broken: new Map(violations.map(violation => [violation.date, violation])) }
}

/** The SELECT of the rows of the units and of no others: dates between them may be built already. */
function computed(store: Store, { chunk, asOf, ready }: ChunkBuild): string {
  return compileModel(chunk.model, { dialect: store.dialect, span: spanOf(chunk, asOf), ready })
}

/** The rows that units are made of. */
export function scopeOf(units: readonly PlannedUnit[]): Scope {
  return { dates: units.filter(unit => unit.games === null).map(unit => unit.date), games: units.flatMap(unit => unit.games ?? []) }
}

/** Whether the unit was never built before. */
export function isNew({ reasons }: PlannedUnit): boolean {
  return reasons.some(reason => reason.why === 'never built')
}

/** The stored rows of the units, to select from. */
function storedOn(model: Model, units: readonly PlannedUnit[]): string {
  return `${qualifiedName(model)} where ${onDates(
    'game_date',
    units.map(unit => unit.date),
  )}`
}

async function storedRows(store: Store, model: Model, units: readonly PlannedUnit[]): Promise<Map<string, number>> {
  const rows = await store.rows<{ date: string; rows: number }>(
    `select cast(game_date as varchar) as date, cast(count(*) as bigint) as rows from ${storedOn(model, units)} group by game_date`,
  )
  return new Map(rows.map(row => [row.date, row.rows]))
}

const NO_ROWS = 'games with box scores gave no rows: a defect of the model, please report it'

/** What building a unit came to. */
export interface Made {
  readonly rows: number
  readonly written: WrittenRows
  readonly violation?: GrainViolation | undefined
}

/** How a unit ended, by what was expected of it and what came. */
export function outcomeOf({ table, date, outlook }: PlannedUnit, { rows, written, violation }: Made): BuiltUnit {
  const unit = { table, date, rows, written }
  if (violation !== undefined) return { ...unit, status: 'failed', reason: reasonOf(violation, rows) }
  if (outlook.played && rows === 0) return { ...unit, status: 'failed', reason: NO_ROWS }
  if (outlook.status === 'done' && rows === 0 && outlook.lacks !== undefined) return { ...unit, status: 'blocked', reason: outlook.lacks }
  if (outlook.status === 'done' && rows === 0)
    return { ...unit, status: 'waiting', reason: 'nobody was listed for a team of these games in the days before' }
  if (outlook.status === 'done') return { ...unit, status: written.inserted + written.updated + written.deleted === 0 ? 'unchanged' : 'done' }
  return { ...unit, status: outlook.status, ...(outlook.reason === undefined ? {} : { reason: outlook.reason }) }
}

function reasonOf({ message, kept, remedy }: GrainViolation, rows: number): string {
  const others = rows - kept
  const left = kept === 0 ? '' : `, what was stored of ${kept === 1 ? 'that key' : `${kept} of these keys`} stays as it was`
  return `${message}; the other ${others} ${others === 1 ? 'row' : 'rows'} of the date are written${left}; ${remedy}`
}
