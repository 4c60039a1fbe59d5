import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { backfill } from '../src/apply/backfill.ts'
import { importFiles } from '../src/import/import.ts'
import { models } from '../src/nba/models/index.ts'
import { openStore } from '../src/open-store.ts'
import { writeSimulation } from '../src/simulate/index.ts'
import type { Store } from '../src/store/store.ts'
import { qualifiedName } from '../src/table/source.ts'

/** What a backfill costs of a store that has grown after it was built, beside one of the same raw rows that was never built. */

const NOW = '2026-01-01T00:00:00Z'
const FIRST_SEASON = 2021
const RUNS = Number(process.env['BENCH_RUNS'] ?? 3)
const ONLY = process.env['BENCH_ONLY'] ?? ''

interface Scenario {
  readonly name: string
  /** Files that are imported and built. */
  readonly built: readonly string[]
  /** Files that are imported after that. */
  readonly added: readonly string[]
}

interface Cost {
  readonly seconds: number
  readonly megabytes: number
}

const folder = (root: string, name: string): string => path.join(root, name)

/** Simulated files by how much of the seasons they hold. */
async function simulated(root: string): Promise<(days: number | undefined, pick: string) => string[]> {
  for (const days of [30, 31, 37, 60, undefined]) {
    const request = { seasons: 3, seed: 1, firstSeason: FIRST_SEASON, ...(days === undefined ? {} : { days }) }
    await writeSimulation(request, folder(root, String(days ?? 'all')))
  }
  return (days, pick) => {
    const files = readdirSync(folder(root, String(days ?? 'all')), { recursive: true, encoding: 'utf8' })
    return files.filter(file => /\.\w+$/.test(file) && new RegExp(pick).test(file)).map(file => path.join(root, String(days ?? 'all'), file))
  }
}

const FIRST = '2021-22'
const LAST = '2023-24'
/** Without the box scores of Basketball-Reference. */
const ONE_FEED = '(nba_api|schedule)/.*'

async function scenarios(root: string): Promise<Scenario[]> {
  const files = await simulated(root)
  const month = files(30, FIRST)
  return [
    { name: '1 day', built: month, added: files(31, FIRST) },
    { name: '1 week', built: month, added: files(37, FIRST) },
    { name: '1 month', built: month, added: files(60, FIRST) },
    { name: 'a season', built: month, added: files(undefined, FIRST) },
    { name: 'three seasons', built: month, added: files(undefined, '') },
    { name: 'two seasons before the one that was built', built: files(undefined, LAST), added: files(undefined, '') },
    { name: 'another feed of the month', built: files(30, ONE_FEED + FIRST), added: month },
    { name: 'another feed of a season, a month built', built: files(30, ONE_FEED + FIRST), added: files(undefined, FIRST) },
    { name: 'another feed of a season, all of it built', built: files(undefined, ONE_FEED + FIRST), added: files(undefined, FIRST) },
    { name: 'another feed of three seasons, all built', built: files(undefined, ONE_FEED), added: files(undefined, '') },
  ].filter(({ name }) => name.includes(ONLY))
}

/** Makes a store in which what was built before something was added is built. */
async function prepare(file: string, { built, added }: Scenario, grown: boolean): Promise<void> {
  const store = await openStore(file)
  const imported = (paths: readonly string[]): Promise<unknown> => importFiles(store, { paths, replace: false, force: false, now: NOW })
  await imported(built)
  if (grown) await build(store)
  await imported(added)
  await store.close()
}

async function build(store: Store): Promise<void> {
  await backfill(store, { range: undefined, tables: [], now: NOW, elapsed: () => performance.now() }, () => undefined)
}

const COMMAND = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url))

/** Builds a store by the command, from its start to its end. */
function measured(file: string): Cost {
  const began = performance.now()
  const { stdout, stderr, status } = spawnSync(process.execPath, [COMMAND, 'backfill', '--store', file, '--json'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return { seconds: (performance.now() - began) / 1000, megabytes: (JSON.parse(stdout) as { peak_rss_mb: number }).peak_rss_mb }
}

/** The tables of a built store as one digest each; clocks aside. */
async function digests(file: string): Promise<string> {
  const store = await openStore(file, { readOnly: true })
  const queries = models.map(
    model => `select '${model.name}' as name, cast(count(*) as bigint) as rows, cast(sum(hash(t)) as varchar) as digest
      from (select * exclude (created_at, processed_at) from ${qualifiedName(model)}) as t`,
  )
  const rows = await store.rows(queries.join(' union all '))
  await store.close()
  return JSON.stringify(rows)
}

/** The run that took least time, of stores made anew each time. */
async function best(root: string, scenario: Scenario, grown: boolean): Promise<Cost & { readonly digest: string }> {
  const file = path.join(root, 'bench.duckdb')
  const costs: Cost[] = []
  let digest = ''
  for (let run = 0; run < RUNS; run++) {
    await prepare(file, scenario, grown)
    costs.push(measured(file))
    digest = await digests(file)
    readdirSync(root)
      .filter(name => name.startsWith('bench.duckdb'))
      .forEach(name => rmSync(path.join(root, name), { recursive: true }))
  }
  return { seconds: Math.min(...costs.map(cost => cost.seconds)), megabytes: Math.min(...costs.map(cost => cost.megabytes)), digest }
}

function line(name: string, fields: readonly string[]): string {
  return `${name.padEnd(44)}${fields.map(field => field.padStart(11)).join('')}`
}

async function compareAll(root: string): Promise<void> {
  console.log(line('imported after a month was built', ['grown', 'scratch', 'ratio', 'grown', 'scratch', 'ratio', 'tables']))
  for (const scenario of await scenarios(root)) {
    const grown = await best(root, scenario, true)
    const scratch = await best(root, scenario, false)
    const seconds = [grown.seconds, scratch.seconds].map(cost => `${cost.toFixed(2)} s`)
    const megabytes = [grown.megabytes, scratch.megabytes].map(cost => `${cost.toFixed(0)} MB`)
    const times = (grown.seconds / scratch.seconds).toFixed(2)
    const sizes = (grown.megabytes / scratch.megabytes).toFixed(2)
    const fields = [...seconds, times, ...megabytes, sizes]
    console.log(line(scenario.name, [...fields, grown.digest === scratch.digest ? 'equal' : 'DIFFERENT']))
  }
}

const root = mkdtempSync(path.join(tmpdir(), 'backcourt-grown-'))
try {
  await compareAll(root)
} finally {
  rmSync(root, { recursive: true })
}
