import type { PlannedUnit } from '../change/plan.ts'
import { QueryError } from '../errors.ts'
import type { Span } from '../sql/dialect.ts'
import type { Relation } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { compileModel, selectedColumns } from '../table/compile.ts'
import { clockColumns, type Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { endDoubledRows, findDuplicates, hasDuplicates } from './grain.ts'
import type { UnitOutcome } from './report.ts'
import { NOTHING_WRITTEN, onDates, STAGE, writeDifferences, type WrittenRows } from './write-units.ts'

/** Units of one table and one season: what one statement computes and one transaction writes. */
export interface Chunk {
  readonly model: Model
  readonly season: number
  readonly units: readonly PlannedUnit[]
}

export interface ChunkBuild {
  readonly chunk: Chunk
  readonly run: number
  readonly now: string
  readonly ready: ReadonlySet<Relation>
  /** Whether the chunk has every date of its span that can have rows, so that no date needs to be named. */
  readonly contiguous: boolean
  readonly causes: ReadonlyMap<string, string>
  /** Writes how the units ended, in the transaction that writes their rows. */
  readonly record: (outcomes: readonly BuiltUnit[]) => Promise<void>
}

export interface BuiltUnit extends UnitOutcome {
  readonly written: WrittenRows
}

/** Dates of a chunk from first to last, and its season. */
export function spanOf({ season, units }: Chunk): Span {
  const dates = units.map(unit => unit.date).toSorted()
  return { firstDay: dates[0] ?? '9999-12-31', lastDay: dates.at(-1) ?? '0001-01-01', firstSeason: season, lastSeason: season }
}

/** Computes the rows of a chunk, checks their grain, and writes its good units. A statement that fails is tried again on halves, so that only the units at fault fail. */
export async function buildUnits(store: Store, build: ChunkBuild): Promise<readonly BuiltUnit[]> {
  try {
    const fresh = (await isFresh(store, build)) ? await writeFresh(store, build) : undefined
    return fresh ?? (await writeCompared(store, build))
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    return build.chunk.units.length > 1 ? buildHalves(store, build) : failAll(store, build, error.message)
  }
}

/** Whether none of the units was ever built and none has a row. */
async function isFresh(store: Store, { chunk: { model, units } }: ChunkBuild): Promise<boolean> {
  if (!units.every(unit => unit.reasons.some(reason => reason.why === 'never built'))) return false
  const stored = await store.rows(
    `select 1 from ${qualifiedName(model)} where ${onDates(
      'game_date',
      units.map(unit => unit.date),
    )} limit 1`,
  )
  return stored.length === 0
}

async function buildHalves(store: Store, build: ChunkBuild): Promise<readonly BuiltUnit[]> {
  const { units } = build.chunk
  const middle = Math.ceil(units.length / 2)
  const half = (part: readonly PlannedUnit[]): ChunkBuild => ({ ...build, contiguous: false, chunk: { ...build.chunk, units: part } })
  const first = await buildUnits(store, half(units.slice(0, middle)))
  return [...first, ...(await buildUnits(store, half(units.slice(middle))))]
}

async function failAll(store: Store, build: ChunkBuild, reason: string): Promise<readonly BuiltUnit[]> {
  const outcomes = build.chunk.units.map(unit => ({
    table: unit.table,
    date: unit.date,
    status: 'failed' as const,
    rows: 0,
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
  const target = `${qualifiedName(model)} where ${onDates(
    'game_date',
    units.map(unit => unit.date),
  )}`
  return store
    .transaction(async () => {
      await store.run(
        `insert into ${qualifiedName(model)} (${columns}) select computed.*, ${now}, ${now} from (${computed(store, build)}) as computed`,
      )
      if (await hasDuplicates(store, model, target)) throw new GrainBroken()
      const rows = await rowsPerDate(store, target)
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

async function writeCompared(store: Store, build: ChunkBuild): Promise<readonly BuiltUnit[]> {
  const { model, units } = build.chunk
  await store.run(`create or replace temp table ${STAGE} as ${computed(store, build)}`)
  const violations = (await hasDuplicates(store, model, STAGE)) ? await findDuplicates(store, model) : []
  const broken = new Map<string, string>(violations.map(violation => [violation.date, violation.message]))
  if (broken.size > 0) await store.run(`delete from ${STAGE} where ${onDates('game_date', [...broken.keys()])}`)
  const rows = await rowsPerDate(store, STAGE)
  const good = units.filter(unit => !broken.has(unit.date))
  const builtBefore = good.filter(unit => !unit.reasons.some(reason => reason.why === 'never built')).map(unit => unit.date)
  const outcomes = await store.transaction(async () => {
    await endDoubledRows(
      store,
      model,
      onDates(
        'game_date',
        good.map(unit => unit.date),
      ),
    )
    const written = await writeDifferences(store, { ...build, model, dates: good.map(unit => unit.date), builtBefore })
    const built = units.map(unit =>
      outcomeOf(unit, { violation: broken.get(unit.date), rows: rows.get(unit.date) ?? 0, written: written.get(unit.date) ?? NOTHING_WRITTEN }),
    )
    await build.record(built)
    return built
  })
  await store.run(`drop table temp.${STAGE}`)
  return outcomes
}

function computed(store: Store, { chunk, ready, contiguous }: ChunkBuild): string {
  const dates = contiguous ? {} : { dates: chunk.units.map(unit => unit.date) }
  return compileModel(chunk.model, { dialect: store.dialect, span: spanOf(chunk), ready, ...dates })
}

async function rowsPerDate(store: Store, from: string): Promise<Map<string, number>> {
  const rows = await store.rows<{ date: string; rows: number }>(
    `select cast(game_date as varchar) as date, cast(count(*) as bigint) as rows from ${from} group by game_date`,
  )
  return new Map(rows.map(row => [row.date, row.rows]))
}

interface Made {
  readonly rows: number
  readonly written: WrittenRows
  readonly violation?: string | undefined
}

function outcomeOf({ table, date, outlook }: PlannedUnit, { rows, written, violation }: Made): BuiltUnit {
  const unit = { table, date, rows, written }
  if (violation !== undefined) return { ...unit, rows: 0, status: 'failed', reason: violation }
  if (outlook.played && rows === 0)
    return { ...unit, status: 'failed', reason: 'games with box scores gave no rows: a defect of the model, please report it' }
  if (outlook.status === 'done' && rows === 0)
    return { ...unit, status: 'waiting', reason: 'nobody was listed for a team of these games in the days before' }
  if (outlook.status === 'done') return { ...unit, status: written.inserted + written.updated + written.deleted === 0 ? 'unchanged' : 'done' }
  return { ...unit, status: outlook.status, ...(outlook.reason === undefined ? {} : { reason: outlook.reason }) }
}
