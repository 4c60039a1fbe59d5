import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDuckdb } from '../../src/store/duckdb/duckdb.ts'
import { openError, statementError } from '../../src/store/duckdb/errors.ts'

const FILES = { location: 'nba.duckdb', file: '/data/nba.duckdb' }

describe('openError(location, options, cause)', () => {
  it.each([
    ['IO Error: Cannot open file "nba.duckdb": Permission denied', 'store_unreadable', 'may not be written'],
    ['IO Error: Could not write file: No space left on device', 'store_full', 'is full; what was written before is whole'],
    ['IO Error: Could not set lock: Conflicting lock is held in /usr/bin/node (PID 12)', 'store_locked', 'is in use by process 12'],
    ['IO Error: The file "x" exists, but it is not a valid DuckDB database file!', 'store_invalid', 'is not a Backcourt store'],
    ['IO Error: Failure while replaying WAL: the WAL checkpoint iteration does not match', 'store_damaged', 'belongs to another state'],
    ['IO Error: Could not read from file: Input/output error', 'store_unreadable', 'the disk of nba.duckdb failed'],
    ['IO Error: Corrupt database file: computed checksum 1', 'store_damaged', 'is damaged'],
    ['IO Error: something else', 'store_unreadable', 'cannot be opened: IO Error: something else'],
  ])('%s', (message, code, said) => {
    const error = openError('nba.duckdb', {}, new Error(message))
    expect(error).toMatchObject({ code, where: expect.stringContaining('nba.duckdb') as unknown })
    expect(error.message).toContain(said)
  })
})

describe('statementError(statement, files, cause)', () => {
  it.each([
    ['IO Error: Could not write: Disk quota exceeded', { code: 'store_full' }],
    ['FATAL Error: database has been invalidated because of a previous fatal error', { code: 'store_unreadable' }],
    [
      'Out of Memory Error: could not allocate block of size 256.0 KiB (28.4 MiB/28.6 MiB used)',
      { code: 'out_of_memory', message: `the engine's memory of 28.6 MiB did not suffice` },
    ],
    ['Out of Memory Error: failed', { code: 'out_of_memory', message: `the engine's memory did not suffice` }],
    ['IO Error: Corrupt database file: computed checksum 1', { code: 'store_damaged' }],
    ['Binder Error: no such column', { name: 'QueryError', sql: 'select x' }],
  ])('%s', (message, expected) => {
    expect(statementError('select x', FILES, new Error(message))).toMatchObject(expected)
  })
})

it('a limit of memory may be beyond what the machine has', async () => {
  for (const memoryLimit of ['1000TB', '100MB']) {
    for (const importing of [true, false]) {
      const store = await openDuckdb(':memory:', { memoryLimit, importing })
      expect(await store.rows(`select current_setting('block_allocator_memory') <> '0 bytes' as region`)).toEqual([{ region: importing }])
      await store.close()
    }
  }
})

it('a process that reads several stores can start others', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-readers-'))
  const files = ['one', 'two', 'three'].map(name => path.join(folder, `${name}.duckdb`))
  for (const file of files) await (await openDuckdb(file)).close()
  const stores = await Promise.all(files.map(file => openDuckdb(file, { readOnly: true })))
  expect(spawnSync(process.execPath, ['--version']).error).toBeUndefined()
  for (const store of stores) await store.close()
  rmSync(folder, { recursive: true, force: true })
})
