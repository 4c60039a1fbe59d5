import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { examineStore } from '../../src/store/duckdb/examine.ts'
import { storeFiles, type StoreFiles } from '../../src/store/duckdb/files.ts'
import { restoreStore } from '../../src/store/duckdb/restore.ts'
import { takeSnapshot } from '../../src/store/duckdb/snapshot.ts'

let folder: string
let file: string
let files: StoreFiles

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'restore-'))
  file = path.join(folder, 'nba.duckdb')
  files = storeFiles(file)
  const store = await openStore(file)
  await store.run(`create table numbers as select i as n from range(1000) as r(i);
    insert into nba_processing.import_files (import_number, path, digest, format, mapping_digest, table_name, rows_read, rows_stored, rows_changed, rows_unchanged, rows_duplicate, rows_undecided, rows_rejected)
      values (1, '/feeds/logs.csv', '', '', '', '', 0, 0, 0, 0, 0, 0, 0)`)
  await store.close()
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Overwrites the file from its first block on. */
function damage(target: string): void {
  writeFileSync(target, readFileSync(target).fill(0xff, 12_288))
}

async function sum(): Promise<number> {
  const store = await openStore(file)
  try {
    const [row] = await store.rows<{ sum: number }>('select cast(sum(n) as bigint) as sum from numbers')
    return row?.sum ?? 0
  } finally {
    await store.close()
  }
}

describe('restoreStore', () => {
  it('leaves a whole store alone', async () => {
    expect(await restoreStore(file)).toEqual([])
  })

  it('puts a whole copy in the place of a damaged store, which it keeps', async () => {
    cpSync(file, files.interrupted)
    damage(file)
    const damaged = readFileSync(file)
    expect(await restoreStore(file)).toEqual([
      `nba.duckdb.interrupted is whole and took the store's place; the damaged file is kept as nba.duckdb.damaged`,
    ])
    expect(await sum()).toBe(499_500)
    expect(readFileSync(files.damaged)).toEqual(damaged)
  })

  it('goes back to what it replaced where that is whole', async () => {
    cpSync(file, files.damaged)
    rmSync(file)
    expect(await restoreStore(file)).toHaveLength(1)
    expect(await sum()).toBe(499_500)
  })

  it('finishes what an interrupted checkpoint left', async () => {
    cpSync(file, files.wal)
    takeSnapshot(files)
    rmSync(path.join(files.snapshot, 'wal'))
    rmSync(files.wal)
    damage(file)
    expect(await restoreStore(file)).toEqual(['the store was put back as it was before an interrupted checkpoint'])
    expect(await sum()).toBe(499_500)
  })

  it('without a whole copy says which were looked for and what to import again, and changes nothing', async () => {
    damage(file)
    const damaged = readFileSync(file)
    await expect(restoreStore(file)).rejects.toMatchObject({
      code: 'store_damaged',
      next: expect.stringContaining('looked for nba.duckdb.checkpoint, nba.duckdb.interrupted, nba.duckdb.damaged') as unknown,
    })
    expect(readFileSync(file)).toEqual(damaged)
  })
})

describe('a log that was written for another state of the store', () => {
  beforeEach(async () => {
    cpSync(file, path.join(folder, 'backup'))
    const store = await openStore(file)
    await store.run('insert into numbers values (1)')
    await store.close()
    const killed = await openStore(file)
    await killed.run('insert into numbers values (1)')
    cpSync(files.wal, path.join(folder, 'log'))
    await killed.close()
    cpSync(path.join(folder, 'backup'), file)
    cpSync(path.join(folder, 'log'), files.wal)
  })

  it('is refused, with both ways out', async () => {
    await expect(openStore(file)).rejects.toMatchObject({
      code: 'store_damaged',
      message: `${file}.wal belongs to another state of ${file}: one of the two was replaced`,
      next: expect.stringMatching(/doctor --restore sets the log aside[^]*put back the file that it was written for/) as unknown,
    })
  })

  it('is set aside by hand, and the file stays as it is', async () => {
    expect(await restoreStore(file)).toEqual(['the log was set aside as nba.duckdb.wal.foreign'])
    expect(await sum()).toBe(499_500)
    expect(existsSync(files.foreignWal)).toBe(true)
  })
})

describe('examineStore', () => {
  it('finds nothing in a whole store', async () => {
    expect(await examineStore(file)).toEqual([])
  })

  it('names a file that does not open', async () => {
    damage(file)
    expect(await examineStore(file)).toMatchObject([
      { severity: 'error', object: files.store, found: expect.stringContaining('Corrupt database file') as unknown },
    ])
  })

  it('names what was set aside, and a checkpoint that did not end', async () => {
    cpSync(file, files.damaged)
    expect(await examineStore(file)).toMatchObject([{ severity: 'warning', object: files.damaged }])
    cpSync(file, files.wal)
    takeSnapshot(files)
    expect(await examineStore(file)).toMatchObject([{ severity: 'warning', object: files.snapshot }])
  })

  it('names each table with rows that cannot be read', async () => {
    const bytes = readFileSync(file)
    const at = bytes.length - 262_144 - 1000
    bytes.fill(0xff, at, at + 100)
    writeFileSync(file, bytes)
    const findings = await examineStore(file)
    expect(findings.length).toBeGreaterThan(0)
    expect(findings.every(({ severity }) => severity === 'error')).toBe(true)
  })
})
