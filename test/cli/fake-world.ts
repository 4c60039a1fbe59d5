import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { main } from '../../src/cli/main.ts'
import type { Network } from '../../src/fetch/network.ts'
import type { World } from '../../src/cli/world.ts'

/** What one invocation said, and how it ended. */
export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A world without a process: a folder of its own, a clock that moves when told, streams that remember. */
export interface FakeWorld extends World {
  readonly cwd: string
  /** Runs a command line in this world. */
  run(...argv: string[]): Promise<Ended>
  /** Runs a command line with `--json` and reads the document. */
  json(...argv: string[]): Promise<{ readonly code: number; readonly document: Record<string, unknown> }>
  /** Presses Ctrl-C, and says whether it was taken. */
  interrupt(): 'taken' | 'left'
  /** Whether a command listens to Ctrl-C. */
  listens(): boolean
}

export interface FakeOptions {
  readonly isTerminal?: boolean
  readonly columns?: number
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** The hour in which the world begins; worlds that share a store need different ones. */
  readonly hour?: number
  /** What lies outside; nothing unless told. */
  readonly network?: Network
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'backcourt-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function fakeWorld({ isTerminal = false, columns = 100, env = {}, cwd = temporaryFolder(), hour = 9, network }: FakeOptions = {}): FakeWorld {
  let out = ''
  let err = ''
  let milliseconds = Date.UTC(2026, 10, 23, hour)
  let pressed = 0
  const listeners = new Set<(times: number) => 'taken' | 'left'>()
  const world: FakeWorld = {
    stdout: { isTerminal, columns, write: text => void (out += text) },
    stderr: { isTerminal, columns, write: text => void (err += text) },
    env,
    cwd,
    now: () => new Date((milliseconds += 100)),
    pageFolder: path.join(cwd, 'page'),
    memory: () => 64,
    runtime: 'node 22.0.0, anywhere',
    machine: 'here',
    pid: 4711,
    isRunning: pid => pid === 4711,
    processMark: pid => (pid === 4711 ? 'this one' : undefined),
    readersOf: () => [],
    writersOf: () => [],
    runOwn: async argv => (await fakeWorld({ cwd, hour: hour + 1 }).run(...argv)).out,
    network: network ?? {
      request: () => Promise.reject(new Error('this world has no network')),
      wait: () => Promise.resolve(),
      now: () => world.now(),
      chance: () => 0.5,
    },
    openInBrowser: () => undefined,
    onInterrupt(listener) {
      pressed = 0
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    interrupt: () => {
      pressed++
      return [...listeners].map(listener => listener(pressed)).includes('left') ? 'left' : 'taken'
    },
    listens: () => listeners.size > 0,
    async run(...argv) {
      out = ''
      err = ''
      const code = await main(argv, world)
      return { code, out, err }
    },
    async json(...argv) {
      const { code, out: text } = await world.run(...argv, '--json')
      return { code, document: JSON.parse(text) as Record<string, unknown> }
    },
  }
  return world
}
