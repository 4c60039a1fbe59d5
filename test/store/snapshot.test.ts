import { cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { Checkpoints } from '../../src/store/duckdb/checkpoint.ts'
import { copyStore } from '../../src/store/duckdb/copy.ts'
import { duckdbDriver, type DuckDBConnection } from '../../src/store/duckdb/driver.ts'
import { storeFiles, type StoreFiles } from '../../src/store/duckdb/files.ts'

let folder: string
let file: string
let files: StoreFiles
let engine: DuckDBConnection
let checkpoints: Checkpoints
/** The file of each snapshot that stood when a checkpoint began, by its inode. */
let snapshots: number[]

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'snapshot-'))
  file = path.join(folder, 'nba.duckdb')
  files = storeFiles(file)
  await (await openStore(file)).close()
  rest()
  engine = await (await duckdbDriver.DuckDBInstance.create(':memory:')).connect()
  await engine.run(`set global wal_autocheckpoint = '1TB'; pragma disable_checkpoint_on_shutdown; attach '${file}' as store; use store`)
  snapshots = []
  checkpoints = checkpointsOf(1_000_000)
})
afterEach(() => {
  engine.closeSync()
  rmSync(folder, { recursive: true, force: true })
})

function checkpointsOf(logLimit: number): Checkpoints {
  const checkpoint = async (): Promise<void> => {
    snapshots.push(inodeIn(files.snapshot))
    cpSync(files.snapshot, path.join(folder, 'kept'), { recursive: true, force: true })
    await engine.run('checkpoint store')
  }
  return new Checkpoints(files, { checkpoint, logLimit })
}

/** Lets the file have rested for long. */
function rest(): void {
  utimesSync(files.store, 0, 0)
}

async function commit(statement: string): Promise<void> {
  await engine.run(statement)
  checkpoints.logged()
}

const ONE = 'create table numbers as select cast(1 as bigint) as n'

function inodeIn(snapshot: string): number {
  return statSync(path.join(snapshot, 'store')).ino
}

/** The inode of the copy that is made beside; a link to it keeps the number from being given again. */
async function begun(): Promise<number> {
  await vi.waitFor(() => linkSync(path.join(files.snapshotDraft, 'store'), path.join(folder, 'begun')))
  return inodeIn(files.snapshotDraft)
}

async function numbersIn(location: string): Promise<number[]> {
  const store = await openStore(location)
  try {
    return (await store.rows<{ n: number }>('select n from numbers order by n')).map(row => row.n)
  } finally {
    await store.close()
  }
}

/** What the next command finds where one was killed in its last checkpoint. */
function numbersAfterKill(): Promise<number[]> {
  const killed = path.join(folder, 'killed.duckdb')
  cpSync(path.join(folder, 'kept'), storeFiles(killed).snapshot, { recursive: true })
  return numbersIn(killed)
}

/** Puts something in the place of the file that cannot be copied. */
async function withoutFile(work: () => Promise<unknown>): Promise<void> {
  renameSync(files.store, path.join(folder, 'away'))
  mkdirSync(files.store)
  rest()
  await work()
  rmdirSync(files.store)
  renameSync(path.join(folder, 'away'), files.store)
}

describe('the copy of a store for its next snapshot', () => {
  it('is begun by the first commit and no sooner, and is taken with the log as it is at the checkpoint', async () => {
    await commit('select 1')
    expect(existsSync(files.snapshotDraft)).toBe(false)
    await commit(ONE)
    const inode = await begun()
    await commit('insert into numbers values (2)')
    await checkpoints.last()
    expect(snapshots).toEqual([inode])
    expect(await numbersAfterKill()).toEqual([1, 2])
  })

  it('is begun anew by the first commit after a checkpoint', async () => {
    await commit(ONE)
    await checkpoints.last()
    rest()
    await commit('select 1')
    expect(existsSync(files.snapshotDraft)).toBe(false)
    await commit('insert into numbers values (2)')
    const inode = await begun()
    await checkpoints.last()
    expect(snapshots[1]).toBe(inode)
    expect(await numbersAfterKill()).toEqual([1, 2])
  })

  it('is left where a large insert has put blocks into the file since', async () => {
    await commit(ONE)
    const inode = await begun()
    const { size } = statSync(files.store)
    await commit('insert into numbers select range + 2 from range(299_999)')
    expect(statSync(files.store).size).toBeGreaterThan(size)
    await checkpoints.last()
    expect(snapshots).not.toEqual([inode])
    expect(await numbersAfterKill()).toHaveLength(300_000)
  })

  it('is not begun where the log might need the room, or a later write of the file might not show', async () => {
    checkpoints = checkpointsOf(Number.MAX_SAFE_INTEGER)
    await commit(ONE)
    checkpoints = checkpointsOf(1_000_000)
    utimesSync(files.store, 0, 4_000_000_000)
    await commit('insert into numbers values (2)')
    expect(existsSync(files.snapshotDraft)).toBe(false)
    await checkpoints.last()
    expect(await numbersAfterKill()).toEqual([1, 2])
  })

  it('is not begun where no checkpoint will be', async () => {
    checkpoints.hold()
    await commit(ONE)
    await checkpoints.last()
    expect(existsSync(files.snapshotDraft)).toBe(false)
    expect(await numbersIn(file)).toEqual([1])
  })

  it('is made by the checkpoint where it failed before', async () => {
    await withoutFile(async () => {
      await commit(ONE)
      await vi.waitFor(() => expect(existsSync(files.snapshotDraft)).toBe(false))
    })
    await checkpoints.last()
    expect(snapshots).toHaveLength(1)
    expect(await numbersAfterKill()).toEqual([1])
  })

  it('leaves the log where it cannot be made, and nothing is lost', async () => {
    await withoutFile(async () => {
      await commit(ONE)
      await checkpoints.last()
    })
    expect(snapshots).toEqual([])
    expect(await numbersIn(file)).toEqual([1])
  })

  it('is in nobody’s way when its command was killed, and goes with the next', async () => {
    await commit(ONE)
    await begun()
    const copy = await copyStore(file, path.join(folder, 'copy'))
    expect(await numbersIn(copy ?? '')).toEqual([1])
    expect(await numbersIn(file)).toEqual([1])
    expect(readdirSync(folder).filter(name => name.startsWith('nba.'))).toEqual(['nba.duckdb', 'nba.duckdb.lock'])
  })
})
