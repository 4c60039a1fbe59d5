import { tablesLike } from '../../src/hash/hashed-table.ts'
import { stampHashes } from '../../src/hash/stamp.ts'
import { models } from '../../src/nba/models/index.ts'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'

/** What a worker is to stamp: the tables of a file, a batch of dates at a time. */
export interface StampOrder {
  readonly file: string
  readonly batchRows: number
}

/** Fills the missing hashes of a file by `seed-1`; writes a line with the rows that are filled after each batch. */
async function work({ file, batchRows }: StampOrder): Promise<void> {
  const store = await openDuckdb(file, { threads: 1 })
  for (const table of await tablesLike(store, models)) {
    const recipe = table.model.recipes.find(({ name }) => name === 'seed-1')!
    await stampHashes(store, { table, recipe, batchRows, listen: stamped => process.stdout.write(`${stamped}\n`) })
  }
  await store.close()
}

if (process.argv[2] !== undefined) void work(JSON.parse(process.argv[2]) as StampOrder)
