import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { openStore } from '../../src/open-store.ts'
import { readStatus, removeStatus, writeStatus } from '../../src/cli/status-file.ts'
import { copyStore, sightOf } from '../../src/store/duckdb/copy.ts'
import { ERROR_DOCUMENT } from '../cli/contract.ts'
import { builtWorld, served, type Site } from './site.ts'

/** Engines beside other work are slow; nothing here depends on how slow. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** Who writes without saying so beside the store is seen by its lock, where the system tells locks. */
const NO_LOCKS = !existsSync('/proc/locks')

let template = ''
let folder = ''
let store = ''

beforeAll(async () => {
  template = mkdtempSync(path.join(os.tmpdir(), 'backcourt-whole-'))
  await builtWorld(template, 1)
})

afterAll(() => rmSync(template, { recursive: true, force: true }))

beforeEach(() => {
  folder = mkdtempSync(path.join(template, 'copy-'))
  store = path.join(folder, 'backcourt.duckdb')
  copyFileSync(path.join(template, 'backcourt.duckdb'), store)
})

async function open(): Promise<Site> {
  const site = await served(folder)
  onTestFinished(() => site.close())
  return site
}

const COUNT = `sql?statement=${encodeURIComponent('select cast(count(*) as bigint) as n from nba_processing.runs')}`

async function runsIn(site: Site): Promise<{ readonly n: number | undefined; readonly warnings: unknown }> {
  const { rows, warnings } = (await site.document(COUNT)) as { readonly rows?: readonly { readonly n: number }[]; readonly warnings: unknown }
  return { n: rows?.[0]?.n, warnings }
}

const ANOTHER_RUN = `insert into nba_processing.runs select * replace (run + 1 as run, 'running' as outcome) from nba_processing.runs where run = (select max(run) from nba_processing.runs)`

describe('a store that is served', () => {
  it.skipIf(NO_LOCKS)('is open to a writer at once, shows nothing of what it has not finished, says so, and then all of it', async () => {
    const site = await open()
    expect(await runsIn(site)).toEqual({ n: 1, warnings: [] })
    const writer = await openStore(store)
    await writer.run(ANOTHER_RUN)
    const behind = await runsIn(site)
    expect(behind.n).toBe(1)
    expect(behind.warnings).toEqual([`${store} is being written by process ${process.pid}: this is what it held before`])
    await writer.run(`update nba_processing.runs set outcome = 'done'`)
    await writer.close()
    expect(await runsIn(site)).toEqual({ n: 2, warnings: [] })
  })

  it('tells the run that is on from what it says beside the store', async () => {
    const site = await open()
    const status = {
      run: 7,
      pid: 4711,
      mark: 'this one',
      command: 'backfill',
      started_at: '2026-11-23T09:00:00Z',
      units_done: 3,
      units_planned: 10,
      rate: 1.5,
      eta_ms: 4000,
    }
    writeStatus(store, status)
    const { running } = await site.document('status')
    const { mark: _, command: __, ...told } = status
    expect(running).toEqual({ ...told, tables: [] })
    removeStatus(store)
    expect(readStatus(store)).toBeUndefined()
    expect((await site.document('status'))['running']).toBeNull()
  })

  it.skipIf(NO_LOCKS)('is not read for the first time while somebody writes', async () => {
    const writer = await openStore(store)
    const site = await open()
    const refused = await site.ask('/api/runs')
    expect([refused.status, ERROR_DOCUMENT.parse(JSON.parse(refused.text)).error.code]).toEqual([503, 'store_locked'])
    expect((await site.ask('/')).status).toBe(200)
    await writer.close()
    expect(await runsIn(site)).toEqual({ n: 1, warnings: [] })
  })

  it('answers from what it held when it vanishes, and from another one in its place', async () => {
    const site = await open()
    const away = `${store}.away`
    renameSync(store, away)
    const gone = await runsIn(site)
    expect(gone).toEqual({ n: 1, warnings: [`${store} is gone: this is what it held before`] })
    renameSync(away, store)
    const writer = await openStore(store)
    await writer.run(ANOTHER_RUN)
    await writer.close()
    expect(await runsIn(site)).toEqual({ n: 2, warnings: [] })
  })

  it('is said to be none when something else takes its place', async () => {
    const site = await open()
    rmSync(store)
    copyFileSync(import.meta.filename, store)
    const { status, text } = await site.ask(`/api/${COUNT}`)
    const { error } = ERROR_DOCUMENT.parse(JSON.parse(text))
    expect([status, error.code, error.where]).toEqual([503, 'store_invalid', store])
    expect(text).not.toContain('copies-of-')
  })

  it('leaves nothing beside itself when serving ends, and takes away what a dead server left', async () => {
    const before = readdirSync(folder)
    const dead = `${store}.temporary-copies-of-1`
    mkdirSync(dead)
    const site = await served(folder)
    await runsIn(site)
    expect(existsSync(dead)).toBe(false)
    expect(readdirSync(folder)).not.toEqual(before)
    await site.close()
    expect(readdirSync(folder)).toEqual(before)
  })

  it('keeps its copies when a writer removes what dead processes left', async () => {
    const site = await open()
    await (await openStore(store)).close()
    expect(await runsIn(site)).toEqual({ n: 1, warnings: [] })
  })
})

describe('a copy', () => {
  it('holds what was committed, from file and log', async () => {
    const writer = await openStore(store)
    await writer.run(ANOTHER_RUN)
    const copy = (await copyStore(store, path.join(folder, 'apart'))) ?? ''
    const read = await openStore(copy, { readOnly: true })
    expect(await read.rows('select cast(count(*) as bigint) as n from nba_processing.runs')).toEqual([{ n: 2 }])
    await read.close()
    await writer.close()
  })

  it('comes from the snapshot where one stands', async () => {
    mkdirSync(`${store}.checkpoint`)
    copyFileSync(store, path.join(`${store}.checkpoint`, 'store'))
    rmSync(store)
    copyFileSync(import.meta.filename, store)
    const read = await openStore((await copyStore(store, path.join(folder, 'apart'))) ?? '', { readOnly: true })
    expect(await read.rows('select cast(count(*) as bigint) as n from nba_processing.runs')).toEqual([{ n: 1 }])
    await read.close()
  })

  it('is none when the store changes meanwhile, or is not there', async () => {
    const sight = sightOf(store)
    const copying = copyStore(store, path.join(folder, 'apart'))
    copyFileSync(store, `${store}.next`)
    renameSync(`${store}.next`, store)
    expect(await copying).toBeUndefined()
    expect(sightOf(store)).not.toBe(sight)
    rmSync(store)
    expect(await copyStore(store, path.join(folder, 'apart'))).toBeUndefined()
    expect(existsSync(path.join(folder, 'apart'))).toBe(false)
  })
})
