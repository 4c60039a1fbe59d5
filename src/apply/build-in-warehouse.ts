import { inputDigest, type PlanDocument } from '../change/plan-document.ts'
import { BackcourtError, isOfStatement } from '../errors.ts'
import { rowChanges } from '../ledger/plan-tables.ts'
import { recordUnits } from '../ledger/record-run.ts'
import { NOTHING_WRITTEN, type BuiltUnit } from '../ledger/units.ts'
import type { Dialect } from '../sql/dialect.ts'
import type { Relation } from '../sql/sql.ts'
import type { Desk } from '../store/desk.ts'
import type { Store } from '../store/store.ts'
import { compileModel, compileQuery } from '../table/compile.ts'
import { onDates } from '../sql/scope.ts'
import { qualifiedName } from '../table/source.ts'
import { sharedBehind, type Work } from './build-chunks.ts'
import { SHARED_OF_MODELS } from './shared-tables.ts'
import { isNew, outcomeOf, scopeOf, spanOf, type Chunk } from './build-units.ts'
import { causesOf } from './causes.ts'
import { violationOf } from './grain.ts'
import { countStaged, stageRows, writeStaged, type StagedCounts, type Staging } from './staged-rows.ts'

/**
 * Builds all chunks in the warehouse that the store is the desk of, season by season. Two jobs do a season, whatever its tables and dates: one computes the
 * shared queries, the rows of each table and how they differ from the stored ones; one writes what differs and the ledger in a transaction. Chunks whose
 * statements fail are built one by one, then by halves. Throws interrupted when somebody asked to stop and work is left.
 */
export async function buildInWarehouse(store: Store, work: Work): Promise<void> {
  const { chunks, request } = work
  const seasons = [...new Set(chunks.map(chunk => chunk.season))]
  await deskOf(store).commitFacts()
  for (const season of seasons) {
    if (request.interrupted?.() === true) throw new BackcourtError('interrupted', 'interrupted; what is written stays', { next: 'backcourt resume' })
    const built = await buildTogether(
      store,
      chunks.filter(chunk => chunk.season === season),
      season === seasons.at(-1) ? work : { ...work, ending: undefined },
    )
    if (request.stopOnError === true && built.some(unit => unit.status === 'failed')) return
  }
}

async function buildTogether(store: Store, chunks: readonly Chunk[], work: Work): Promise<readonly BuiltUnit[]> {
  const desk = deskOf(store)
  const began = work.request.elapsed()
  try {
    const stagings = chunks.map(chunk => stagingOf(desk, chunk))
    const counts = await stageTogether(desk, stagings, work)
    const built = stagings.map(staging => outcomesOf(staging, counts))
    const took = (work.request.elapsed() - began) / chunks.length
    await store.transaction(async () => {
      for (const [place, { chunk }] of stagings.entries()) await record(store, work, { chunk, built: built[place] ?? [], took })
      await write(desk, work, { built: built.flat(), statements: stagings.flatMap(staging => writing(staging, counts, work)) })
    })
    for (const [place, { chunk }] of stagings.entries()) work.progress.built(chunk, built[place] ?? [], took)
    return built.flat()
  } catch (error) {
    if (!isOfStatement(error)) throw error
    return buildApart(store, chunks, { work: { ...work, ending: undefined }, reason: error.message })
  }
}

interface Written {
  readonly built: readonly BuiltUnit[]
  readonly statements: readonly string[]
}

/** One job, which ends the run where nothing follows. */
async function write(desk: Desk, { ending }: Work, { built, statements }: Written): Promise<void> {
  if (ending === undefined) return desk.commit(statements)
  await ending.write(built)
  ending.written(await desk.leave(statements, ending.question))
}

interface Failed {
  readonly work: Work
  readonly reason: string
}

/** Each chunk alone; one that is alone by halves; a unit that is alone is at fault. */
async function buildApart(store: Store, chunks: readonly Chunk[], { work, reason }: Failed): Promise<readonly BuiltUnit[]> {
  const [only] = chunks
  if (only !== undefined && chunks.length === 1 && only.units.length === 1) return failUnit(store, only, { work, reason })
  const middle = Math.ceil((only?.units.length ?? 0) / 2)
  const halves = (chunk: Chunk): Chunk[] => [chunk.units.slice(0, middle), chunk.units.slice(middle)].map(units => ({ ...chunk, units }))
  const parts = only !== undefined && chunks.length === 1 ? halves(only) : chunks
  const built: BuiltUnit[] = []
  for (const part of parts) built.push(...(await buildTogether(store, [part], work)))
  return built
}

async function failUnit(store: Store, chunk: Chunk, { work, reason }: Failed): Promise<readonly BuiltUnit[]> {
  const desk = deskOf(store)
  const dates = chunk.units.map(unit => unit.date)
  const [stored] = await desk.warehouse.rows<{ rows: number }>(
    `select count(*) as rows from ${qualifiedName(chunk.model)} where ${onDates('game_date', dates)}`,
  )
  const built = chunk.units.map(({ table, date }) => ({
    table,
    date,
    status: 'failed' as const,
    rows: stored?.rows ?? 0,
    reason,
    written: NOTHING_WRITTEN,
  }))
  await store.transaction(async () => {
    await record(store, work, { chunk, built, took: 0 })
    await desk.commit([])
  })
  work.progress.built(chunk, built, 0)
  return built
}

function deskOf(store: Store): Desk {
  if (store.desk === undefined) throw new TypeError('expected the desk of a warehouse')
  return store.desk
}

/** A chunk and where it is compared. */
export interface ChunkStaging {
  readonly chunk: Chunk
  readonly stage: string
}

function stagingOf({ warehouse }: Desk, chunk: Chunk): ChunkStaging {
  return { chunk, stage: warehouse.stage(chunk.model.name) }
}

/** One job. */
function stageTogether({ warehouse }: Desk, stagings: readonly ChunkStaging[], { document }: Work): Promise<StagedCounts[]> {
  return warehouse.script<StagedCounts>(computing(stagings, { dialect: warehouse.dialect, asOf: document.as_of }))
}

/** The statements that compute chunks of one season: the shared queries once, then each table beside what is stored, then how many rows differ. */
export function computing(
  stagings: readonly ChunkStaging[],
  { dialect, asOf }: { readonly dialect: Dialect; readonly asOf: PlanDocument['as_of'] },
): string[] {
  const chunks = stagings.map(({ chunk }) => chunk)
  const whole = { ...(chunks[0] as Chunk), units: chunks.flatMap(chunk => chunk.units) }
  const span = spanOf(whole, asOf)
  const ready = new Map<Relation, string>()
  const shared: string[] = []
  for (const query of new Set(chunks.flatMap(chunk => sharedBehind(chunk.model.query, SHARED_OF_MODELS)))) {
    shared.push(`create temp table shared_${query.name} as ${compileQuery(query.query, { dialect, ready, span })}`)
    ready.set(query, `shared_${query.name}`)
  }
  const staged = stagings.map(staging =>
    stagingWith(staging, compileModel(staging.chunk.model, { dialect, ready, span: spanOf(staging.chunk, asOf) })),
  )
  return [...shared, ...staged.map(stageRows), countStaged(staged)]
}

function stagingWith({ chunk, stage }: ChunkStaging, computed: string): Staging {
  return { model: chunk.model, stage, scope: scopeOf(chunk.units), dates: chunk.units.map(unit => unit.date), computed }
}

function countsOf({ chunk }: ChunkStaging, counts: readonly StagedCounts[]): ReadonlyMap<string, StagedCounts> {
  return new Map(counts.filter(count => count.table_name === chunk.model.name).map(count => [count.date, count]))
}

function outcomesOf(staging: ChunkStaging, counts: readonly StagedCounts[]): BuiltUnit[] {
  const byDate = countsOf(staging, counts)
  return staging.chunk.units.map(unit => {
    const found = byDate.get(unit.date)
    if (found === undefined) throw new TypeError(`the warehouse told nothing of ${unit.table} ${unit.date}`)
    const { inserted, updated, deleted, unchanged, doubled, doubled_keys, kept, row_count } = found
    const violation =
      doubled === 0 ? undefined : violationOf(staging.chunk.model, { date: unit.date, keys: doubled_keys ?? '', copies: doubled, kept })
    return outcomeOf(unit, { rows: row_count, written: { inserted, updated, deleted, unchanged }, violation })
  })
}

function writing(staging: ChunkStaging, counts: readonly StagedCounts[], { document, run, request }: Work): string[] {
  const { chunk } = staging
  return writeStaged(stagingWith(staging, ''), [...countsOf(staging, counts).values()], {
    run,
    now: document.created_at,
    changedAt: request.startedAt,
    builtBefore: chunk.units.filter(unit => !isNew(unit)).map(unit => unit.date),
    causes: causesOf(document, chunk),
    log: qualifiedName(rowChanges),
  })
}

interface Ended {
  readonly chunk: Chunk
  readonly built: readonly BuiltUnit[]
  /** Milliseconds. */
  readonly took: number
}

/** Writes how the units ended into the desk's ledger, which travels with the rows. */
function record(store: Store, { document, run }: Work, { chunk, built, took }: Ended): Promise<void> {
  return recordUnits(store, { run, plan: document, inputDigest: inputDigest(document, chunk.season), milliseconds: took }, built)
}
