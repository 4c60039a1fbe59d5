import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { temporaryFolder } from '../cli/fake-world.ts'

/** Counts for hours. */
const ENDLESS = 'select sum(hash(a.range, b.range) % 7) from range(10_000_000) as a, range(10_000_000) as b'

describe('Store.interrupt()', () => {
  it('stops what runs on every line, refuses what comes after, and leaves the file as it was committed', async () => {
    const file = path.join(temporaryFolder(), 'x.duckdb')
    const store = await openDuckdb(file)
    await store.run('create table kept as select 1 as one')
    const stopped = await store.withLines(2, async lines => {
      const running = Promise.allSettled(
        lines.map(line =>
          line.transaction(async () => {
            await line.run(`create table t${lines.indexOf(line)} as select 1 as one`)
            return line.rows(ENDLESS)
          }),
        ),
      )
      // A statement that is about to start does not notice, so it is stopped again.
      const again = setInterval(() => store.interrupt(), 1)
      return running.finally(() => clearInterval(again))
    })
    expect(stopped.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    for (const each of stopped) expect(each).toMatchObject({ reason: { code: 'interrupted' } })
    await expect(store.run('select 1')).rejects.toMatchObject({ code: 'interrupted' })
    await store.close()
    const again = await openDuckdb(file)
    expect(await again.rows("select table_name from duckdb_tables() where database_name = 'backcourt'")).toEqual([{ table_name: 'kept' }])
    await again.close()
  })
})
