import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { BackcourtError } from '../../src/errors.ts'
import { openStore } from '../../src/open-store.ts'
import { duckdbDriver } from '../../src/store/duckdb/driver.ts'
import { storeFiles } from '../../src/store/duckdb/files.ts'
import { STORE_VERSION } from '../../src/store/migrations.ts'

const COMMITS = 60

let folder: string
/** A store, and beside it the same as a kill leaves it: what was committed last in its log. */
let whole: string
let killed: string
let store: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'damaged-'))
  whole = path.join(folder, 'whole.duckdb')
  killed = path.join(folder, 'killed.duckdb')
  const made = await openStore(whole)
  await made.run('create table numbers (n bigint, text varchar)')
  await made.run(`insert into numbers select 0, repeat('x', 200) from range(20000)`)
  await made.close()
  const again = await openStore(whole)
  for (let n = 1; n <= COMMITS; n++) await again.run(`insert into numbers values (${n}, 'commit')`)
  cpSync(whole, killed)
  cpSync(storeFiles(whole).wal, storeFiles(killed).wal)
  await again.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  store = path.join(mkdtempSync(path.join(folder, 'case-')), 'nba.duckdb')
})

/** The error that opening and reading everything ends with; undefined without one. */
async function refusal(): Promise<BackcourtError | undefined> {
  try {
    const opened = await openStore(store, { readOnly: true })
    try {
      await opened.rows('select sum(n), max(text) from numbers')
    } finally {
      await opened.close()
    }
    return undefined
  } catch (error) {
    if (!(error instanceof BackcourtError)) throw error
    return error
  }
}

describe('a log that is cut', () => {
  const size = (): number => readFileSync(storeFiles(killed).wal).length

  /** The commits that are there when the log is cut, and what opening it told; the code of the error when it does not open. */
  async function afterCut(length: number): Promise<{ commits: number[]; told: string } | { refused: string; exit: number }> {
    cpSync(killed, store)
    cpSync(storeFiles(killed).wal, storeFiles(store).wal)
    truncateSync(storeFiles(store).wal, length)
    let told = ''
    const opened = await openStore(store, { tell: line => (told += line) }).catch((error: unknown) => error as BackcourtError)
    if (opened instanceof Error) return { refused: opened.code, exit: exitCodeOf(opened) }
    const rows = await opened.rows<{ n: number }>('select n from numbers where n > 0 order by n')
    await opened.close()
    for (const file of [store, storeFiles(store).lock]) rmSync(file, { force: true })
    return { commits: rows.map(({ n }) => n), told }
  }

  it('at any of fifty places opens with the commits before the cut, in their order, and says that it was not closed', async () => {
    const lengths = fc
      .sample(fc.double({ min: 0.001, max: 1, noNaN: true }), { numRuns: 50, seed: 1 })
      .map(place => Math.max(1, Math.floor(size() * place)))
    for (const length of lengths) {
      const found = await afterCut(length)
      const commits = 'commits' in found ? found.commits : []
      expect(found).toEqual({ commits: commits.map((_, index) => index + 1), told: expect.stringContaining('did not close') as unknown })
    }
  }, 60_000)

  it('nowhere, so whole, gives all commits', async () => {
    const found = await afterCut(size())
    expect(found).toMatchObject({ commits: Array.from({ length: COMMITS }, (_, index) => index + 1) })
  })
})

describe('a store with one flipped byte', () => {
  it.each([0, 1, 2, 3])('in quarter %i opens whole or is refused as damaged, and stays as it is', async quarter => {
    const bytes = readFileSync(whole)
    const at = Math.floor((bytes.length * (quarter + 0.5)) / 4)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(store, bytes)
    const error = await refusal()
    expect([undefined, 'store_damaged']).toContain(error?.code)
    expect(error?.next ?? 'doctor').toContain('doctor')
    expect(readFileSync(store).equals(bytes)).toBe(true)
  })

  it('in its head is refused as damaged', async () => {
    const bytes = readFileSync(whole)
    bytes[5000] = (bytes[5000] ?? 0) ^ 0xff
    writeFileSync(store, bytes)
    expect((await refusal())?.code).toBe('store_damaged')
  })
})

describe('what is no store', () => {
  it.each([
    ['an empty file', () => writeFileSync(store, ''), 'store_invalid'],
    ['a file of another program', () => writeFileSync(store, 'SQLite format 3\0'.repeat(1000)), 'store_invalid'],
    ['the beginning of a store', () => writeFileSync(store, readFileSync(whole).subarray(0, 20_000)), 'store_damaged'],
  ])('%s is refused and left as it is', async (_, make, code) => {
    make()
    const before = readFileSync(store)
    const error = await refusal()
    expect(error?.code).toBe(code)
    expect(exitCodeOf(error)).toBe(3)
    await expect(openStore(store)).rejects.toMatchObject({ code })
    expect(readFileSync(store).equals(before)).toBe(true)
  })

  it('another database is refused to a reader', async () => {
    const instance = await duckdbDriver.DuckDBInstance.create(store)
    instance.closeSync()
    expect((await refusal())?.message).toContain('is a database, but not a Backcourt store')
  })

  it('a store of a newer layout is refused, and left as it is', async () => {
    cpSync(whole, store)
    const newer = await openStore(store)
    await newer.run(`update nba_processing.schema_version set version = ${STORE_VERSION + 1}`)
    await newer.close()
    const before = readFileSync(store)
    await expect(openStore(store)).rejects.toMatchObject({ code: 'store_invalid', message: expect.stringContaining('newer Backcourt') as unknown })
    expect(readFileSync(store).equals(before)).toBe(true)
  })
})
