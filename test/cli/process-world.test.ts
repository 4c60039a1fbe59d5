import { spawn } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { processWorld } from '../../src/cli/process-world.ts'

const BIN = path.resolve(import.meta.dirname, '../../src/cli/bin.ts')

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

  it('listens to the first Ctrl-C, and ends at the second', () => {
    const others = process.listeners('SIGINT')
    const pressed = vi.fn()
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
    const stop = processWorld().onInterrupt(pressed)
    const handler = process.listeners('SIGINT').find(listener => !others.includes(listener))
    handler?.('SIGINT')
    expect(pressed).toHaveBeenCalledTimes(1)
    expect(exit).not.toHaveBeenCalled()
    handler?.('SIGINT')
    expect(exit).toHaveBeenCalledWith(130)
    stop()
    expect(process.listeners('SIGINT')).toEqual(others)
    exit.mockRestore()
  })

  it('ends quietly when its reader has seen enough', () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
    const others = process.stdout.listeners('error')
    processWorld()
    const handler = process.stdout.listeners('error').find(listener => !others.includes(listener))
    handler?.(Object.assign(new Error('closed'), { code: 'EPIPE' }))
    handler?.(Object.assign(new Error('full'), { code: 'ENOSPC' }))
    expect(exit.mock.calls).toEqual([[0], [1]])
    exit.mockRestore()
  })
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(...argv: string[]): Promise<Ended> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', 'tsx', BIN, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', chunk => (out += String(chunk)))
    child.stderr.on('data', chunk => (err += String(chunk)))
    child.on('close', code => resolve({ code, out, err }))
  })
}

describe('bin.ts', () => {
  it('hands the exit code to the shell, and all of a long document to a pipe', async () => {
    expect(await start('tabels')).toEqual({ code: 2, out: '', err: "error: unknown verb 'tabels'\n  did you mean tables?\n" })
    const { code, out } = await start('tables', '--json')
    expect(code).toBe(0)
    expect(out.length).toBeGreaterThan(65_536)
    expect(() => JSON.parse(out) as unknown).not.toThrow()
  })
})
