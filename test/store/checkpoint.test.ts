import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { storeFiles, type StoreFiles } from '../../src/store/duckdb/files.ts'
import { Gate } from '../../src/store/duckdb/gate.ts'
import { takeSnapshot } from '../../src/store/duckdb/snapshot.ts'
import type { Store } from '../../src/store/store.ts'

let folder: string
let file: string
let files: StoreFiles

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'checkpoint-'))
  file = path.join(folder, 'nba.duckdb')
  files = storeFiles(file)
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function numbers(store: Store): Promise<number[]> {
  return (await store.rows<{ n: number }>('select n from numbers order by n')).map(row => row.n)
}

/** A store that holds 1 in its file and 2 in its log, as a killed command leaves it, and the lines that opening it tells. */
async function stoppedStore(): Promise<void> {
  const store = await openStore(file)
  await store.run('create table numbers as select cast(1 as bigint) as n')
  await store.close()
  const again = await openStore(file)
  await again.run('insert into numbers values (2)')
  cpSync(files.wal, path.join(folder, 'kept.wal'))
  cpSync(files.store, path.join(folder, 'kept.duckdb'))
  await again.close()
  renameSync(path.join(folder, 'kept.wal'), files.wal)
  renameSync(path.join(folder, 'kept.duckdb'), files.store)
}

async function open(options: { readonly readOnly?: boolean } = {}): Promise<{ readonly store: Store; readonly told: string[] }> {
  const told: string[] = []
  return { store: await openStore(file, { ...options, tell: line => told.push(line) }), told }
}

describe('a store that was closed', () => {
  it('is its file and its lock, without a log or a copy', async () => {
    await (await openStore(file)).close()
    expect(readdirSync(folder).toSorted()).toEqual(['nba.duckdb', 'nba.duckdb.lock'])
  })

  it('opens without a word', async () => {
    await (await openStore(file)).close()
    const { store, told } = await open()
    await store.close()
    expect(told).toEqual([])
  })
})

describe('a store whose command was killed', () => {
  it.each([{ readOnly: false }, { readOnly: true }])('is whole, and says where that comes from: %o', async options => {
    await stoppedStore()
    const { store, told } = await open(options)
    expect(await numbers(store)).toEqual([1, 2])
    await store.close()
    expect(told).toEqual([`an earlier command did not close ${files.store}: what it had committed was taken from its log`])
  })
})

describe('a store whose checkpoint was torn', () => {
  /** The file overwritten from the engine's first block on, as a torn write of its metadata leaves it. */
  async function tear(): Promise<void> {
    await stoppedStore()
    takeSnapshot(files)
    const bytes = readFileSync(files.store)
    writeFileSync(files.store, bytes.fill(0xff, 12_288, 12_288 + 131_072))
    rmSync(files.wal)
  }

  it('opens no more without the snapshot', async () => {
    await tear()
    rmSync(files.snapshot, { recursive: true })
    await expect(openStore(file)).rejects.toMatchObject({ code: 'store_damaged', where: file })
  })

  it('is put back by whoever opens it, and tells so', async () => {
    await tear()
    const { store, told } = await open()
    expect(await numbers(store)).toEqual([1, 2])
    await store.close()
    expect(told).toEqual([
      `a command was stopped while it closed ${files.store}: the store stands as it was before, and nothing that was done is lost`,
    ])
    expect(existsSync(files.snapshot)).toBe(false)
  })

  it('is put back before it is read, too', async () => {
    await tear()
    const { store } = await open({ readOnly: true })
    expect(await numbers(store)).toEqual([1, 2])
    await store.close()
  })

  it('is kept beside until the next command has closed the store', async () => {
    await tear()
    await (await open()).store.close()
    expect(existsSync(files.interrupted)).toBe(true)
    await (await open()).store.close()
    expect(existsSync(files.interrupted)).toBe(false)
  })

  it.each([
    ['before anything was moved', () => undefined],
    ['when the torn file was moved away', () => renameSync(files.store, files.interrupted)],
    [
      'when the copy was moved in its place',
      () => {
        renameSync(files.store, files.interrupted)
        renameSync(path.join(files.snapshot, 'store'), files.store)
      },
    ],
    [
      'when its log was moved, too',
      () => {
        renameSync(path.join(files.snapshot, 'store'), files.store)
        renameSync(path.join(files.snapshot, 'wal'), files.wal)
      },
    ],
  ])('is put back though that was stopped %s', async (_, stopped) => {
    await tear()
    stopped()
    const { store } = await open()
    expect(await numbers(store)).toEqual([1, 2])
    await store.close()
  })
})

describe('leftovers of dead processes', () => {
  it('are removed by the next writer: half a snapshot, half a store, temporary files', async () => {
    await (await openStore(file)).close()
    for (const leftover of [files.snapshotDraft, files.draft, `${files.store}.temporary-0`])
      cpSync(files.store, path.join(leftover, 'x'), { recursive: true })
    await (await openStore(file)).close()
    expect(readdirSync(folder).toSorted()).toEqual(['nba.duckdb', 'nba.duckdb.lock'])
  })

  it('a half-written lock keeps nobody out', async () => {
    writeFileSync(files.lock, 'DUCK')
    await (await openStore(file)).close()
    expect(existsSync(files.store)).toBe(true)
  })
})

describe('a store in use', () => {
  it('stays so although its file was opened and closed in the same process', async () => {
    const store = await openStore(file)
    readFileSync(files.store)
    const source = pathToFileURL(path.resolve(import.meta.dirname, '../../src/open-store.ts')).href
    const script = `import(${JSON.stringify(source)}).then(m => m.openStore(${JSON.stringify(file)})).then(() => console.log('opened'), error => console.log(error.code))`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    for await (const chunk of child.stdout) said += String(chunk)
    await store.close()
    expect(said.trim()).toBe('store_locked')
  })
})

describe('a log that has grown', () => {
  it('is written into the file between the transactions of all lines, and nothing is lost', async () => {
    const store = await openStore(file, { logLimit: 20_000 })
    await store.run('create table numbers (line int, n int, text varchar)')
    let largest = 0
    await store.withLines(3, async lines => {
      await Promise.all(
        lines.map(async (line, index) => {
          for (let n = 0; n < 20; n++) {
            await line.transaction(() => line.run(`insert into numbers select ${index}, ${n}, repeat('x', 50) from range(20)`))
            largest = Math.max(largest, statSync(files.wal, { throwIfNoEntry: false })?.size ?? 0)
          }
        }),
      )
    })
    expect(largest).toBeLessThan(40_000)
    expect(await store.rows('select line, cast(count(*) as int) as count from numbers group by line order by line')).toEqual(
      [0, 1, 2].map(line => ({ line, count: 400 })),
    )
    await store.close()
    expect(readdirSync(folder).toSorted()).toEqual(['nba.duckdb', 'nba.duckdb.lock'])
  })
})

describe('Gate', () => {
  it('runs work alone between those that run and those that come', async () => {
    const gate = new Gate()
    const seen: string[] = []
    const step = (name: string): Promise<void> =>
      gate.pass(async () => {
        seen.push(`${name} starts`)
        await Promise.resolve()
        seen.push(`${name} ends`)
      })
    await Promise.all([step('a'), gate.alone(() => Promise.resolve(void seen.push('alone'))), step('b')])
    expect(seen).toEqual(['a starts', 'a ends', 'alone', 'b starts', 'b ends'])
  })

  it('lets one at a time be alone', async () => {
    const gate = new Gate()
    let times = 0
    const count = (): Promise<void> => Promise.resolve(void times++)
    await Promise.all([gate.alone(count), gate.alone(count)])
    expect(times).toBe(1)
  })
})
