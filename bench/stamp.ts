import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashedTable, type HashedTable } from '../src/hash/hashed-table.ts'
import { stampHashes } from '../src/hash/stamp.ts'
import { verifyHashes } from '../src/hash/verify.ts'
import { playerGameSummary as model } from '../src/nba/models/player-game-summary.ts'
import { duckdb } from '../src/sql/duckdb.ts'
import type { HashType } from '../src/sql/types.ts'
import { openDuckdb } from '../src/store/duckdb/duckdb.ts'
import type { Store } from '../src/store/store.ts'

const ROWS = Number(process.argv[2] ?? 1_000_000)
const TABLE = model.name
const recipe = model.recipes.find(({ name }) => name === 'seed-1')!

/** What a field holds, as SQL over the row number `i`: a fifth of the numbers is missing. */
function value(name: string, type: HashType): string {
  const nth = `hash(i, '${name}')`
  switch (type) {
    case 'str':
      return name === 'player_full_name'
        ? `case when i % 30 = 0 then 'Luka Dončić' else 'LeBron James ' || (i % 400) end`
        : `'${name}_' || (${nth} % 400)`
    case 'date':
      return `date '2021-10-19' + cast(i // 250 as integer)`
    case 'bool':
      return `${nth} % 2 = 0`
    case 'float':
      return `case when ${nth} % 5 > 0 then cast(${nth} % 99999 as double) / 1e3 end`
    case 'int':
      return `case when ${nth} % 5 > 0 then cast(${nth} % 60 as bigint) end`
    case 'instant':
      return `timestamp '2021-10-19'`
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[result: T, seconds: number]> {
  const start = performance.now()
  const result = await work()
  return [result, (performance.now() - start) / 1000]
}

function told(what: string, seconds: number): string {
  return `${what.padEnd(24)} ${seconds.toFixed(2).padStart(7)} s  ${Math.round(ROWS / seconds / 1000)
    .toString()
    .padStart(5)}k rows/s`
}

interface InPython {
  readonly rows: number
  readonly stamp: number
  readonly verify: number
  readonly differing: number
  readonly digest: string
}

const PROGRAM = fileURLToPath(new URL('../src/cli/bin.ts', import.meta.url))
/** Bytes of the log by which a stamp has surely committed a batch. */
const SOME_BATCHES = 6_000_000

interface Ours {
  readonly stamp: number
  readonly verify: number
  readonly equal: number
  readonly again: number
  readonly digest: string
}

/** All hashes of a table as one number, whatever the order of the rows. */
async function digestOf(store: Store): Promise<string> {
  const [found] = await store.rows<{ digest: string }>(
    `select cast(sum(cast('0x' || substr(data_hash, 1, 15) as ubigint)) % 18446744073709551616 as varchar) as digest from ${TABLE}`,
  )
  return found?.digest ?? ''
}

function tableIn(store: Store): Promise<HashedTable> {
  return hashedTable(store, { model, relation: TABLE, label: TABLE })
}

async function inBackcourt(store: Store): Promise<Ours> {
  const before = await tableIn(store)
  const [, stamp] = await timed(() => stampHashes(store, { table: before, recipe }))
  const table = await tableIn(store)
  const [[verified], verify] = await timed(() => verifyHashes(store, { table, fallback: recipe }))
  const { stamped: again } = await stampHashes(store, { table, recipe })
  return { stamp, verify, equal: verified?.equal ?? 0, again, digest: await digestOf(store) }
}

/** How many rows differ from their hash after a number was altered in three of them. */
async function foundAltered(store: Store): Promise<number> {
  await store.run(`update ${TABLE} set points = coalesce(points, 0) + 1 where i in (7, ${Math.floor(ROWS / 2)}, ${ROWS - 1})`)
  const [verified] = await verifyHashes(store, { table: await tableIn(store), fallback: recipe })
  return verified?.different ?? 0
}

/** Stamps a file with the program, and kills it once the log has more than so many bytes; returns what it told. */
function programStamps(file: string, killAt = Number.POSITIVE_INFINITY): Promise<string> {
  const program = spawn(process.execPath, ['--import', 'tsx', PROGRAM, 'hash', 'stamp', '--file', file, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const watch = setInterval(() => {
    if ((statSync(`${file}.wal`, { throwIfNoEntry: false })?.size ?? 0) > killAt) program.kill('SIGKILL')
  }, 5)
  let told = ''
  program.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()))
  return new Promise((resolve, reject) => {
    program.on('error', reject)
    program.on('close', (_, signal) => {
      clearInterval(watch)
      resolve(signal ?? told)
    })
  })
}

interface Killed {
  readonly signal: string
  /** Rows that had their hash when the same command was given again, and rows that it filled. */
  readonly already: number
  readonly stamped: number
  readonly digest: string
}

/** Stamps a file, is killed in the middle, and stamps on. */
async function killedStamp(file: string): Promise<Killed> {
  const signal = await programStamps(file, SOME_BATCHES)
  const { tables } = JSON.parse(await programStamps(file)) as { tables: [{ stamped: number; already: number }] }
  const store = await openDuckdb(file)
  const digest = await digestOf(store)
  await store.close()
  return { signal, ...tables[0], digest }
}

/** The same rows in SQLite, stamped and verified by Python. */
async function inPython(store: Store, folder: string): Promise<InPython> {
  const file = path.join(folder, 'rows.csv')
  const names = recipe.fields.map(({ name }) => name).join(', ')
  await store.run(`copy (select ${names} from ${TABLE} order by i) to ${duckdb.text(file)} (format csv, header true)`)
  const fields = JSON.stringify(recipe.fields.map(({ name, type }) => [name, type]))
  const script = fileURLToPath(new URL('stamp.py', import.meta.url))
  const ended = spawnSync('python3', [script, file, folder, fields], { encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(ended.stderr)
  return JSON.parse(ended.stdout) as InPython
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-stamp-'))
try {
  const killed = path.join(folder, 'killed.duckdb')
  const store = await openDuckdb(path.join(folder, 'rows.duckdb'))
  const columns = recipe.fields.map(({ name, type }) => `${value(name, type)} as ${name}`)
  await store.run(`create table ${TABLE} as select i, ${columns.join(', ')} from range(${ROWS}) as numbers(i)`)
  await store.run(`attach ${duckdb.text(killed)} as killed; create table killed.${TABLE} as from ${TABLE}; detach killed`)
  const ours = await inBackcourt(store)
  console.log(`${ROWS.toLocaleString('en-US')} rows of ${recipe.fields.length} fields`)
  console.log(told('stamp', ours.stamp))
  console.log(told('verify', ours.verify))
  const python = await inPython(store, folder)
  const altered = await foundAltered(store)
  await store.close()
  console.log(told('stamp in Python', python.stamp))
  console.log(told('verify in Python', python.verify))
  console.log(`stamp ${(python.stamp / ours.stamp).toFixed(1)} times, verify ${(python.verify / ours.verify).toFixed(1)} times as fast`)
  const stopped = await killedStamp(killed)
  console.log(`${stopped.signal}: ${stopped.already} rows had been stamped, ${stopped.stamped} were by the same command again`)
  const checks = {
    'the same hash in every row as Python': ours.digest === python.digest && python.differing === 0,
    'verify finds every hash in its row': ours.equal === ROWS,
    'stamping again writes nothing': ours.again === 0,
    'verify finds the 3 rows that were altered': altered === 3,
    'a killed stamp goes on': stopped.signal === 'SIGKILL' && stopped.already > 0 && stopped.stamped > 0,
    'and ends equal': stopped.already + stopped.stamped === ROWS && stopped.digest === ours.digest,
  }
  for (const [what, holds] of Object.entries(checks)) console.log(`${holds ? 'yes' : 'NO '} ${what}`)
  process.exitCode = Object.values(checks).every(Boolean) ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
