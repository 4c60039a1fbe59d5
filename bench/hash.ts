import { duckdb } from '../src/sql/duckdb.ts'
import { openDuckdb } from '../src/store/duckdb/duckdb.ts'
import type { Store } from '../src/store/store.ts'
import type { HashType } from '../src/sql/types.ts'
import { defineRecipe, hashExpression, hashTextExpression, type RecipeField } from '../src/table/recipe.ts'
import { rowHash } from '../src/table/row-hash.ts'

const ROWS = 200_000
const THREADS = 2

/** Columns in the proportions of an analytics table: what they hold, as SQL over the row number `i`. */
const KINDS: readonly { readonly count: number; readonly type: HashType; readonly value: (nth: number) => string }[] = [
  { count: 46, type: 'int', value: nth => `case when hash(i, ${nth}) % 5 = 0 then null else cast(hash(${nth}, i) % 60 as bigint) end` },
  {
    count: 31,
    type: 'float',
    value: nth => `case when hash(i, ${nth}) % 5 = 0 then null else cast(hash(${nth}, i) % 99999 as double) / 1e${1 + (nth % 3)} end`,
  },
  { count: 5, type: 'str', value: nth => `'BKN_' || (hash(${nth}, i) % 30)` },
  { count: 1, type: 'str', value: () => `case when i % 30 = 0 then 'Luka Dončić' else 'LeBron James ' || (i % 400) end` },
  { count: 5, type: 'bool', value: nth => `hash(${nth}, i) % 2 = 0` },
  { count: 2, type: 'date', value: nth => `date '2021-10-19' + cast(hash(${nth}, i) % 700 as integer)` },
]

const columns = KINDS.flatMap(({ count, type, value }, kind) =>
  Array.from({ length: count }, (_, nth) => ({ name: `column_of_${type}_${kind}_${nth}`, type, value: value(nth) })),
)
const recipe = defineRecipe('bench', columns satisfies readonly RecipeField[])

interface Measure {
  readonly seconds: number
  readonly cpuSeconds: number
}

/** The best of five runs; processor time is the steadier figure where others use the machine too. */
async function best(work: () => Promise<unknown>): Promise<Measure> {
  const runs: Measure[] = []
  for (let run = 0; run < 5; run++) {
    const cpu = process.cpuUsage()
    const start = performance.now()
    await work()
    const used = process.cpuUsage(cpu)
    runs.push({ seconds: (performance.now() - start) / 1000, cpuSeconds: (used.user + used.system) / 1e6 })
  }
  return { seconds: Math.min(...runs.map(run => run.seconds)), cpuSeconds: Math.min(...runs.map(run => run.cpuSeconds)) }
}

function line(name: string, { seconds, cpuSeconds }: Measure, rows: number = ROWS): string {
  const rate = `${Math.round(rows / seconds / 1000)}k rows/s`
  return `${name.padEnd(34)} ${seconds.toFixed(2)} s  ${cpuSeconds.toFixed(2)} s cpu  ${rate.padStart(12)}`
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`
}

async function measureDuckdb(store: Store): Promise<void> {
  const text = hashTextExpression(recipe, duckdb)
  const hash = hashExpression(recipe, duckdb)
  const read = await best(() => store.rows(`select ${columns.map(({ name }) => `bit_xor(hash(${name}))`).join(', ')} from t`))
  const written = await best(() => store.rows(`select sum(strlen(${text})) from t`))
  const hashed = await best(() => store.rows(`select bit_xor(hash(${hash})) from t`))
  const plain = await best(() => store.run('create or replace table copy as select * from t'))
  const stored = await best(() => store.run(`create or replace table copy as select *, ${hash} as data_hash from t`))
  console.log(line('read all columns', read))
  console.log(line('hash text', written))
  console.log(line('hash', hashed))
  console.log(line('copy the table', plain))
  console.log(line('copy the table with its hash', stored))
  console.log(`SHA-256 is ${share(hashed.cpuSeconds - written.cpuSeconds, hashed.cpuSeconds)} of the hash, the rest writes its text`)
  console.log(`the hash is ${share(stored.cpuSeconds - plain.cpuSeconds, stored.cpuSeconds)} of writing a hashed copy`)
}

async function measureTypescript(store: Store): Promise<void> {
  const rows = await store.rows(`select * from t limit ${ROWS / 10}`)
  const hashed = await best(() => Promise.resolve(rows.map(row => rowHash(recipe, row))))
  console.log(line('hash in TypeScript', hashed, rows.length))
}

const store = await openDuckdb(':memory:', { threads: THREADS })
await store.run(`create table t as select ${columns.map(({ name, value }) => `${value} as ${name}`).join(', ')} from range(${ROWS}) as numbers(i)`)
console.log(`${ROWS} rows of ${columns.length} columns on ${THREADS} threads`)
await measureDuckdb(store)
await measureTypescript(store)
await store.close()
