import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashedTable } from '../src/hash/hashed-table.ts'
import { stampHashes } from '../src/hash/stamp.ts'
import { verifyHashes } from '../src/hash/verify.ts'
import { playerGameSummary as model } from '../src/nba/models/player-game-summary.ts'
import { duckdb } from '../src/sql/duckdb.ts'
import type { HashType } from '../src/sql/types.ts'
import { openDuckdb } from '../src/store/duckdb/duckdb.ts'
import type { Store } from '../src/store/store.ts'

const ROWS = 1_000_000
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

/** The same rows in SQLite, stamped and verified by Python. */
async function inPython(store: Store, folder: string): Promise<InPython> {
  const file = path.join(folder, 'rows.csv')
  const names = recipe.fields.map(({ name }) => name).join(', ')
  await store.run(`copy (select ${names} from t order by i) to ${duckdb.text(file)} (format csv, header true)`)
  const fields = JSON.stringify(recipe.fields.map(({ name, type }) => [name, type]))
  const script = fileURLToPath(new URL('stamp.py', import.meta.url))
  const ended = spawnSync('python3', [script, file, folder, fields], { encoding: 'utf8' })
  if (ended.status !== 0) throw new Error(ended.stderr)
  return JSON.parse(ended.stdout) as InPython
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-stamp-'))
try {
  const store = await openDuckdb(path.join(folder, 'rows.duckdb'))
  const columns = recipe.fields.map(({ name, type }) => `${value(name, type)} as ${name}`)
  await store.run(`create table t as select i, ${columns.join(', ')} from range(${ROWS}) as numbers(i)`)
  const before = await hashedTable(store, { model, relation: 't', label: 't' })
  const [stamped, stampSeconds] = await timed(() => stampHashes(store, { table: before, recipe }))
  const table = await hashedTable(store, { model, relation: 't', label: 't' })
  const [[verified], verifySeconds] = await timed(() => verifyHashes(store, { table, fallback: recipe }))
  const [digest] = await store.rows<{ digest: string }>(
    `select cast(sum(cast('0x' || substr(data_hash, 1, 15) as ubigint)) % 18446744073709551616 as varchar) as digest from t`,
  )
  console.log(`${stamped.stamped.toLocaleString('en-US')} rows of ${recipe.fields.length} fields`)
  console.log(told('stamp', stampSeconds))
  console.log(told('verify', verifySeconds))
  const python = await inPython(store, folder)
  await store.close()
  console.log(told('stamp in Python', python.stamp))
  console.log(told('verify in Python', python.verify))
  console.log(`stamp ${(python.stamp / stampSeconds).toFixed(1)} times, verify ${(python.verify / verifySeconds).toFixed(1)} times as fast`)
  const same = digest?.digest === python.digest && verified?.equal === ROWS && python.differing === 0
  console.log(same ? 'the same hash in every row' : `different hashes: ${digest?.digest} and ${python.digest}, ${verified?.equal} equal`)
  process.exitCode = same ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
