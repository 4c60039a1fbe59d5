import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { processMark, readersOf } from '../../src/cli/proc.ts'
import { isAlive, readStatus, statusPath, writeStatus, type StatusFile } from '../../src/cli/status-file.ts'
import { withStore } from '../../src/cli/open-store.ts'
import { fakeWorld, temporaryFolder } from './fake-world.ts'

const DRIVER = pathToFileURL(createRequire(import.meta.url).resolve('@duckdb/node-api')).href
const LINUX = existsSync('/proc/locks')

const TOLD: StatusFile = {
  run: 9,
  pid: 4711,
  mark: 'this one',
  command: 'backfill',
  started_at: '2026-11-23T08:00:00.000Z',
  units_done: 1,
  units_planned: 50,
  rate: 1,
  eta_ms: 1,
}

let folder = ''
let store = ''

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-status-'))
  store = path.join(folder, 'backcourt.duckdb')
  await withStore(store, { mode: 'create' }, () => Promise.resolve())
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Another process that holds the store until the test has ended. */
async function holder(access: 'read_only' | 'read_write'): Promise<ChildProcess> {
  const open = `import d from '${DRIVER}'; globalThis.db = await d.DuckDBInstance.create(${JSON.stringify(store)}, { access_mode: '${access}' }); console.log('open'); setInterval(() => db, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', open], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise(resolve => child.on('exit', resolve))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  await new Promise(resolve => child.stdout.once('data', resolve))
  return child
}

describe('the status that a dead process left', () => {
  it('is not believed because another program has its number now', async () => {
    writeStatus(store, { ...TOLD, mark: 'one before the reboot' })
    const { out, err } = await fakeWorld({ cwd: folder }).run('status')
    expect(out).toBe('nothing is running\nno run yet\n')
    expect(err).toContain('warning: run 9 (backcourt backfill, process 4711, since 2026-11-23 08:00:00 UTC) is gone without having finished\n')
  })

  it('is taken away by the next command, whatever it is, with its drafts', async () => {
    writeStatus(store, { ...TOLD, pid: 99_999 })
    writeFileSync(`${statusPath(store)}.99999`, 'half')
    writeFileSync(`${statusPath(store)}.4711`, 'of somebody who writes now')
    expect((await fakeWorld({ cwd: folder }).run('runs')).code).toBe(0)
    expect([statusPath(store), `${statusPath(store)}.99999`, `${statusPath(store)}.4711`].map(file => existsSync(file))).toEqual([false, false, true])
    rmSync(`${statusPath(store)}.4711`)
  })

  it('is not the status of another process that holds the store', async () => {
    const { pid } = await holder('read_write')
    writeStatus(store, TOLD)
    for (const verb of ['status', 'plan']) {
      const { code, err } = await fakeWorld({ cwd: folder }).run(verb)
      expect(code).toBe(3)
      expect(err).toContain(`is in use by process ${pid} (`)
    }
    rmSync(statusPath(store))
  })
})

describe.skipIf(!LINUX)('a process that reads the store', () => {
  it('is named by status and to whoever wants to write', async () => {
    const { pid } = await holder('read_only')
    expect(readersOf(store)).toEqual([pid])
    const world = Object.assign(fakeWorld({ cwd: folder }), { readersOf })
    const { code, out, err } = await world.run('status')
    expect({ code, out }).toEqual({ code: 0, out: `no run is on; read by process ${pid}\nno run yet\n` })
    expect(err).toBe(`warning: the store is being read by process ${pid}: whatever writes is refused until that has finished\n`)
    const refused = await world.run('plan')
    expect({ code: refused.code, err: refused.err }).toEqual({
      code: 3,
      err: `error: ${store} is being read by process ${pid}\n  wait until it has finished, or name another file with --store\n`,
    })
  })
})

describe('a store that is reached by a link', () => {
  it('has one status, beside the file', async () => {
    const there = temporaryFolder()
    const link = path.join(there, 'link.duckdb')
    symlinkSync(store, link)
    writeStatus(link, TOLD)
    expect(readStatus(store)).toEqual(TOLD)
    expect(statusPath(link)).toBe(statusPath(store))
    rmSync(statusPath(store))
    expect(await fakeWorld({ cwd: there }).run('status', '--store', link)).toMatchObject({ code: 0 })
  })
})

describe('what is no file', () => {
  it('is refused instead of waited for', async () => {
    const there = temporaryFolder()
    mkdirSync(path.join(there, 'folder'))
    const world = fakeWorld({ cwd: there })
    expect((await world.run('status', '--store', 'folder')).err).toContain('is not a Backcourt store: expected a DuckDB file, found a folder\n')
    expect((await world.run('status', '--store', '/dev/null')).err).toContain('found a device\n')
    expect(spawnSync('mkfifo', [path.join(there, 'pipe')]).status).toBe(0)
    expect(await world.run('status', '--store', 'pipe')).toMatchObject({ code: 3, err: expect.stringContaining('found a pipe\n') as string })
  })

  it('is no status', () => {
    expect(spawnSync('mkfifo', [statusPath(store)]).status).toBe(0)
    expect(readStatus(store)).toBeUndefined()
    rmSync(statusPath(store))
  })
})

describe.skipIf(!LINUX)('processMark()', () => {
  it('stays with a process, and tells it from others and from none', () => {
    expect(processMark(process.pid)).toBe(processMark(process.pid))
    expect(processMark(process.pid)).not.toBe(processMark(1))
    expect(processMark(2 ** 30)).toBeUndefined()
    expect(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()).toBe(processMark(process.pid)?.split(' ')[0])
  })

  it('decides whether the process of a status is alive; where there is none, its number does', () => {
    const world = { isRunning: () => true, processMark: (): string | undefined => 'now' }
    expect(isAlive({ ...TOLD, mark: 'now' }, world)).toBe(true)
    expect(isAlive({ ...TOLD, mark: 'then' }, world)).toBe(false)
    expect(isAlive({ ...TOLD, mark: null }, world)).toBe(true)
    expect(isAlive(TOLD, { ...world, processMark: () => undefined })).toBe(true)
    expect(isAlive(TOLD, { ...world, isRunning: () => false })).toBe(false)
  })
})
