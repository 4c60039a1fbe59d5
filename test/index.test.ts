import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  applyPlan,
  asOf,
  BackcourtError,
  changesQuery,
  createPlan,
  declaredTables,
  importFiles,
  lastPlan,
  listChanges,
  listRuns,
  loadPlan,
  models,
  openRun,
  openStore,
  parseDay,
  qualifiedName,
  rowHistory,
  runUnits,
  savePlan,
  writeSimulation,
  type BackfillReport,
  type Model,
  type PlanDocument,
  type RowChange,
  type RunEntry,
  type RunUnit,
  type Store,
} from '../src/index.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

it('is a list of names, one line per file, in order', () => {
  const lines = readFileSync(path.join(ROOT, 'src/index.ts'), 'utf8').trim().split('\n')
  const files = lines.map(line => /^export .* from '(\.\/[\w/-]+\.ts)'$/.exec(line)?.[1])
  expect(files).not.toContain(undefined)
  expect(files).toEqual([...new Set(files)].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1)))
})

it('openStore(location, options) opens a store with all its tables', async () => {
  const store = await openStore(':memory:')
  const rows = await store.rows<{ name: string }>(`select table_schema || '.' || table_name as name from information_schema.tables`)
  await store.close()
  expect(rows.map(row => row.name)).toEqual(expect.arrayContaining(declaredTables().map(qualifiedName)))
})

it('openStore(location, options) refuses an empty store that must not be written', async () => {
  await expect(openStore(':memory:', { readOnly: true })).rejects.toThrow(BackcourtError)
  await expect(openStore('/nowhere/at/all.duckdb', { readOnly: true })).rejects.toThrow('no store at /nowhere/at/all.duckdb')
})

describe('a program that embeds Backcourt', () => {
  const now = '2030-01-01T00:00:00.000Z'
  let folder: string
  let store: Store
  let model: Model
  let plan: PlanDocument
  let report: BackfillReport
  let changes: RowChange[]

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-embedded-'))
    await writeSimulation({ seasons: 1, seed: 1, days: 2, firstSeason: 2021 }, path.join(folder, 'feeds'))
    store = await openStore(path.join(folder, 'embedded.duckdb'))
    model = models.find(each => each.name === 'upcoming_team_game_context') ?? expect.fail('no such model')
    await importFiles(store, { paths: [path.join(folder, 'feeds')], replace: false, force: false, now })
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('makes a plan, saves it and finds it again', async () => {
    const options = { force: false, onlyMissing: false, onlyFailed: false }
    plan = await createPlan(store, { range: undefined, tables: [], options, now, unless: 'built' })
    expect(plan.units).toHaveLength(2 * models.length)
    await savePlan(store, plan)
    expect(await lastPlan(store)).toBe(plan.plan)
    expect(await loadPlan(store, plan.plan.slice(0, 4))).toEqual(plan)
  })

  it('carries it out, and reads the run and its units', async () => {
    const how = { command: 'nightly', startedAt: now, listen: () => undefined, elapsed: () => 0 }
    report = await applyPlan(store, plan, how)
    const runs: RunEntry[] = await listRuns(store)
    expect(runs).toMatchObject([{ run: report.run, command: 'nightly', plan: plan.plan, outcome: 'done', units: { done: plan.units.length } }])
    const units: RunUnit[] = await runUnits(store, report.run)
    expect(units.map(unit => unit.status)).toEqual(plan.units.map(() => 'done'))
    expect(await openRun(store)).toBeUndefined()
  })

  it('reads what changed, as rows or as a query of its own', async () => {
    changes = await listChanges(store, { run: report.run - 1 }, [model])
    expect(changes.every(change => change.table === qualifiedName(model) && change.run === report.run)).toBe(true)
    const [counted] = await store.rows<{ rows: number }>(`select count(*) as rows from (${changesQuery(store, { run: 0 }, [model])}) as changes`)
    expect(counted?.rows).toBe(changes.length)
  })

  it('explains a row: how it came to be, and what was known of it before the tip', async () => {
    const [first] = changes
    const [date = '', who = ''] = first?.key.split('/') ?? []
    const history = await rowHistory(store, { model, date: parseDay(date, 'key'), who })
    expect(history.current?.hash).toBe(first?.new_hash)
    expect(history.entries.map(entry => [entry.run, entry.kind])).toEqual([[report.run, 'created']])
    const known = await asOf(store, { model, date: parseDay(date, 'key'), key: who, knownAt: 'tip' })
    expect(known).toMatchObject({ known_at: 'tip', rows: [{ team_abbr: who }], differs: [] })
  })

  it('may be the lines of README.md', () => {
    const lines = /## As a library\n\n```ts\n([\s\S]*?)```/.exec(readFileSync(path.join(ROOT, 'README.md'), 'utf8'))?.[1] ?? ''
    expect(lines).toContain("from 'backcourt'")
    const program = path.join(folder, 'nightly.mts')
    writeFileSync(program, lines.replace("'backcourt'", `'${pathToFileURL(path.join(ROOT, 'src/index.ts')).href}'`))
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
    const out = execFileSync(process.execPath, ['--import', loader, program], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const printed = out.trim().split('\n')
    expect(printed.length).toBeGreaterThan(changes.length)
    for (const line of printed) expect(line).toMatch(/^nba_analytics\.\w+ 2021-10-\d\d\/\w+ [0-9a-f]{16}$/)
  })
})
