import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { applyPlan } from '../src/apply/apply-plan.ts'
import { backfill } from '../src/apply/backfill.ts'
import { createPlan } from '../src/change/create-plan.ts'
import { declaredTables } from '../src/declared-tables.ts'
import { importFiles } from '../src/import/import.ts'
import { models } from '../src/nba/models/index.ts'
import { writeSimulation } from '../src/simulate/index.ts'
import { duckdb } from '../src/sql/duckdb.ts'
import type { Span } from '../src/sql/dialect.ts'
import { openDuckdb } from '../src/store/duckdb/duckdb.ts'
import { prepareStore } from '../src/store/schema.ts'
import type { Store } from '../src/store/store.ts'
import { compileModel, waitingColumns } from '../src/table/compile.ts'
import type { Model } from '../src/table/model.ts'
import { hashInTwoSteps } from '../src/table/recipe.ts'
import { correctedRow, FIRST_SEASON, measureScale } from './scale.ts'

const SEASONS = Number(process.env['BENCH_SEASONS'] ?? 10)

interface Measured<T> {
  readonly result: T
  readonly seconds: number
}

async function timed<T>(work: () => Promise<T>): Promise<Measured<T>> {
  const start = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - start) / 1000 }
}

function say(label: string, seconds: number, rows: number): void {
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  const rate = Math.round(rows / seconds).toLocaleString('en')
  console.log(
    `${label.padEnd(46)} ${seconds.toFixed(2).padStart(7)} s  ${rows.toLocaleString('en').padStart(11)} rows  ${rate.padStart(9)} rows/s  peak ${peak} MB`,
  )
}

/** The same SELECTs as plain CREATE TABLE AS, one per table over the whole range. */
async function bareSelects(store: Store, span: Span, hash: boolean): Promise<number> {
  // One statement at a time gets all processors.
  await store.run(`create schema if not exists bare; set threads = ${availableParallelism()}`)
  let rows = 0
  for (const model of models) {
    const query = compileModel(model, { dialect: duckdb, span })
    await store.run(`create or replace table bare.${model.name} as ${hash ? query : withoutHash(model, query)}`)
    const [counted] = await store.rows<{ rows: number }>(`select cast(count(*) as bigint) as rows from bare.${model.name}`)
    rows += counted?.rows ?? 0
  }
  return rows
}

/** The statement of a model with a constant in place of the hash. */
function withoutHash(model: Model, query: string): string {
  const { text, hashOf } = hashInTwoSteps(model.recipes[0], duckdb, { alwaysNull: waitingColumns(model), decimals: true })
  const [before, after, ...others] = query.split(text)
  if (before === undefined || after === undefined || others.length > 0)
    throw new TypeError(`the text that is hashed does not stand once in ${model.name}`)
  return `${before}''${after}`.replace(hashOf('hashed_text'), `'0000000000000000'`)
}

/** One more point for one player in one game of the middle season: imported, planned and applied. */
async function measureCorrection(store: Store, folder: string): Promise<void> {
  const file = path.join(folder, 'correction.csv')
  writeFileSync(file, correctedRow(path.join(folder, 'feeds'), SEASONS))
  const now = '2026-01-02T00:00:00Z'
  const imported = await timed(() => importFiles(store, { paths: [file], replace: false, force: false, now }))
  say('import one corrected row', imported.seconds, 1)
  const plan = await timed(() => createPlan(store, { range: undefined, tables: [], options: CHOICES, now, unless: 'built' }))
  say('plan what it reaches', plan.seconds, plan.result.units.length)
  const applied = await timed(() =>
    applyPlan(store, plan.result, { command: 'bench', startedAt: now, elapsed: () => performance.now(), listen: () => undefined }),
  )
  say(
    'apply',
    applied.seconds,
    applied.result.tables.reduce((sum, table) => sum + table.rows_written, 0),
  )
}

const CHOICES = { force: false, onlyMissing: false, onlyFailed: false }

async function measure(folder: string): Promise<void> {
  const simulated = await timed(() => writeSimulation({ seasons: SEASONS, seed: 1, firstSeason: FIRST_SEASON }, path.join(folder, 'feeds')))
  say(
    `simulate ${SEASONS} seasons`,
    simulated.seconds,
    simulated.result.reduce((sum, file) => sum + file.rows, 0),
  )
  const store = await openDuckdb(path.join(folder, 'bench.duckdb'))
  await prepareStore(store, declaredTables())
  const request = { paths: [path.join(folder, 'feeds')], replace: false, force: false, now: '2026-01-01T00:00:00Z' }
  const imported = await timed(() => importFiles(store, request))
  say(
    'import',
    imported.seconds,
    imported.result.files.flatMap(file => file.tables).reduce((sum, table) => sum + table.read, 0),
  )
  const built = await timed(() =>
    backfill(store, { range: undefined, tables: [], now: request.now, elapsed: () => performance.now() }, () => undefined),
  )
  const rows = built.result.tables.reduce((sum, table) => sum + table.rows_written, 0)
  say('backfill', built.seconds, rows)
  const again = await timed(() =>
    backfill(store, { range: undefined, tables: [], now: request.now, elapsed: () => performance.now() }, () => undefined),
  )
  say('backfill again, nothing to write', again.seconds, rows)
  await measureCorrection(store, folder)
  const { range } = built.result
  const span: Span = { firstDay: range.first, lastDay: range.last, firstSeason: FIRST_SEASON, lastSeason: FIRST_SEASON + SEASONS }
  const bare = await timed(() => bareSelects(store, span, true))
  say('the same SELECTs as bare CREATE TABLE AS', bare.seconds, bare.result)
  const hashless = await timed(() => bareSelects(store, span, false))
  say('the same without the hash', hashless.seconds, hashless.result)
  console.log(
    `backfill ÷ bare SELECTs: ${(built.seconds / bare.seconds).toFixed(2)}; share of the hash in the bare SELECTs: ${Math.round(100 * (1 - hashless.seconds / bare.seconds))} %`,
  )
  await store.close()
}

const folder = mkdtempSync(path.join(tmpdir(), 'backcourt-bench-'))
try {
  // BENCH_SCALE=3,10,30: each command as a process, and how it grows.
  const scale = process.env['BENCH_SCALE']
  if (scale === undefined) await measure(folder)
  else measureScale(folder, scale.split(',').map(Number))
} finally {
  rmSync(folder, { recursive: true })
}
