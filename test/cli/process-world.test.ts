import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { processWorld } from '../../src/cli/process-world.ts'
import { fakeWorld, temporaryFolder } from './fake-world.ts'

const BIN = path.resolve(import.meta.dirname, '../../src/cli/bin.ts')
/** By its full path: the current folder is another one. */
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

describe('processWorld()', () => {
  it('is this process', () => {
    const world = processWorld()
    expect(world.cwd).toBe(process.cwd())
    expect(world.env).toBe(process.env)
    expect(Math.abs(world.now().getTime() - Date.now())).toBeLessThan(1000)
    expect(world.isRunning(world.pid)).toBe(true)
    expect(world.isRunning(2 ** 30)).toBe(false)
    expect(world.memory()).toBeGreaterThan(10)
    for (const stream of [world.stdout, world.stderr]) {
      expect(stream.isTerminal).not.toBe(true)
      expect(stream.columns).toBe(120)
      stream.write('')
    }
  })

  it('says no more to a reader that has gone, and tells a full disk once, in the exit code too', () => {
    const before = process.stdout.listeners('error')
    const broken = (code: string): void => {
      const handler = process.stdout.listeners('error').findLast(listener => !before.includes(listener))
      handler?.(Object.assign(new Error(code), { code }))
    }
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const atExit = vi.spyOn(process, 'once').mockReturnThis()
    const gone = processWorld()
    broken('EPIPE')
    gone.stdout.write('unheard')
    expect([said.mock.calls, told.mock.calls, atExit.mock.calls]).toEqual([[], [], []])
    const full = processWorld()
    broken('ENOSPC')
    broken('ENOSPC')
    full.stdout.write('unheard')
    expect([said.mock.calls, told.mock.calls]).toEqual([[], [['error: standard output cannot be written: ENOSPC\n']]])
    const exitCode = process.exitCode
    const end = atExit.mock.calls[0]?.[1]
    const codes = [0, 2].map(code => {
      end?.(code)
      return process.exitCode
    })
    process.exitCode = exitCode
    expect(codes).toEqual([1, 2])
    expect(full.readersOf('/nowhere')).toEqual([])
    for (const spy of [said, told, atExit]) spy.mockRestore()
  })

  it('hands on each Ctrl-C until one is left to the system, which ends the process', () => {
    const others = process.listeners('SIGINT')
    const pressed = vi.fn((times: number) => (times < 3 ? 'taken' : 'left'))
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => true)
    const stop = processWorld().onInterrupt(pressed)
    const handler = process.listeners('SIGINT').find(listener => !others.includes(listener))
    for (let time = 0; time < 2; time++) handler?.('SIGINT')
    expect(kill).not.toHaveBeenCalled()
    handler?.('SIGINT')
    expect(pressed.mock.calls).toEqual([[1], [2], [3]])
    expect(kill).toHaveBeenCalledWith(process.pid, 'SIGINT')
    expect(process.listeners('SIGINT')).toEqual(others)
    stop()
    kill.mockRestore()
  })

  it('runs the program that it belongs to again, and returns what that said', async () => {
    const program = path.join(temporaryFolder(), 'echo.mjs')
    writeFileSync(program, 'process.stdout.write(JSON.stringify(process.argv.slice(2)))')
    const [node = '', own = ''] = process.argv
    process.argv.splice(0, 2, node, program)
    const said = await processWorld().runOwn(['plan', '--date=2021-10-19'])
    process.argv.splice(0, 2, node, own)
    expect(said).toBe('["plan","--date=2021-10-19"]')
  })

  it.skipIf(process.platform !== 'linux')('shows an address in the browser of the desktop, and goes on where there is none', async () => {
    const folder = temporaryFolder()
    const told = path.join(folder, 'told')
    writeFileSync(path.join(folder, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > ${told}.part && /bin/mv ${told}.part ${told}\n`, { mode: 0o755 })
    vi.stubEnv('PATH', folder)
    processWorld().openInBrowser('http://127.0.0.1:4173/')
    while (!existsSync(told)) await new Promise(resolve => setTimeout(resolve, 10))
    vi.stubEnv('PATH', '/nowhere')
    processWorld().openInBrowser('http://127.0.0.1:4173/')
    await new Promise(resolve => setTimeout(resolve, 50))
    vi.unstubAllEnvs()
    expect(readFileSync(told, 'utf8')).toBe('http://127.0.0.1:4173/')
  })
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(...argv: string[]): Promise<Ended> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', TSX, BIN, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', chunk => (out += String(chunk)))
    child.stderr.on('data', chunk => (err += String(chunk)))
    child.on('close', code => resolve({ code, out, err }))
  })
}

/** Runs a command line in a folder, with these ends of its output closed before it says anything. */
function startUnread(cwd: string, unread: readonly ('stdout' | 'stderr')[], ...argv: string[]): Promise<number | null> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', TSX, BIN, ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const name of ['stdout', 'stderr'] as const) if (unread.includes(name)) child[name].destroy()
    child.stdout.resume()
    child.stderr.resume()
    child.on('exit', resolve)
  })
}

describe('a reader that has gone', () => {
  it('changes neither the work nor the exit code', async () => {
    const cwd = temporaryFolder()
    const world = fakeWorld({ cwd })
    await world.run('simulate', '--out', 'feeds', '--days', '2', '--season', '2021-22')
    await world.run('import', 'feeds')
    expect(await startUnread(cwd, ['stdout'], 'coverage', '--season', '2021-22')).toBe(1)
    expect(await startUnread(cwd, ['stdout', 'stderr'], 'backfill')).toBe(0)
    expect((await world.json('status')).document).toMatchObject({ last_run: { outcome: 'done' } })
    expect(await startUnread(cwd, ['stdout', 'stderr'], 'coverage')).toBe(0)
    expect(await startUnread(cwd, ['stderr'], 'sql', 'nonsense')).toBe(2)
  })

  it.skipIf(!existsSync('/dev/full'))('is not a full disk, which is told, exit 1', () => {
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = spawnSync(process.execPath, ['--import', TSX, BIN, 'tables'], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' })
    closeSync(full)
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^error: standard output cannot be written: ENOSPC/) as string })
  })
})

describe('surroundings in which nothing can run', () => {
  it('an old Node.js is told as such', () => {
    const old = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.8" } })'
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, '--import', old, BIN, 'tables'], { encoding: 'utf8' })
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: Backcourt needs Node.js 20.19 or newer, this is 18.20.8\n  https://nodejs.org has newer ones\n',
    })
  })

  it('nothing is imported before the version is known', () => {
    expect(readFileSync(BIN, 'utf8')).not.toMatch(/^(?:import|export|await) |^const .*await/m)
  })

  it.skipIf(process.platform === 'win32')('a deleted current folder too', async () => {
    const before = process.cwd()
    const deleted = temporaryFolder()
    process.chdir(deleted)
    rmdirSync(deleted)
    const { cwd } = processWorld()
    process.chdir(before)
    expect(cwd).toBeUndefined()
    const world = Object.assign(fakeWorld(), { cwd })
    const gone = { code: 2, out: '', err: 'error: the current folder has been deleted\n  go to a folder that exists\n' }
    expect(await world.run('coverage')).toEqual(gone)
    expect(await world.run('import', '/feeds')).toEqual(gone)
    expect((await world.run('tables')).code).toBe(0)
  })

  it('but not a missing folder for temporary files: those lie beside the store', async () => {
    const world = fakeWorld()
    await world.run('simulate', '--out', 'feeds', '--days', '1')
    const missing = path.join(world.cwd, 'missing')
    vi.stubEnv('TMPDIR', missing).stubEnv('TEMP', missing)
    const { code } = await world.run('import', 'feeds')
    vi.unstubAllEnvs()
    expect(code).toBe(0)
  })
})

describe('bin.ts', () => {
  it('hands the exit code to the shell, and all of a long document to a pipe', async () => {
    expect(await start('tabels')).toEqual({ code: 2, out: '', err: "error: unknown verb 'tabels'\n  did you mean tables?\n" })
    const { code, out } = await start('tables', '--json')
    expect(code).toBe(0)
    expect(out.length).toBeGreaterThan(65_536)
    expect(() => JSON.parse(out) as unknown).not.toThrow()
  })
})
