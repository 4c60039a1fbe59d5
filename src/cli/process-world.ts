import { hostname } from 'node:os'
import path from 'node:path'
import { processMark, readersOf, writersOf } from './proc.ts'
import type { Network } from '../fetch/network.ts'
import type { Stream, World } from './world.ts'

const WIDTH_OF_A_PIPE = 120

/** The world of this process. */
export function processWorld(): World {
  quietAboutSqlite()
  const stderr = streamOf(process.stderr, () => undefined)
  const stdout = streamOf(process.stdout, error => {
    stderr.write(`error: standard output cannot be written: ${error.message}\n`)
    process.once('exit', code => {
      process.exitCode = code || 1
    })
  })
  return {
    stdout,
    stderr,
    env: process.env,
    cwd: currentFolder(),
    pageFolder: pageFolder(),
    now: () => new Date(),
    memory: () => Math.round(process.resourceUsage().maxRSS / 1024),
    runtime: `node ${process.versions.node}, ${process.platform} ${process.arch}`,
    machine: hostname(),
    pid: process.pid,
    isRunning,
    processMark,
    readersOf: file => readersOf(file).filter(pid => pid !== process.pid),
    writersOf,
    runOwn,
    network: { request, wait: waiting, now: () => new Date(), chance: () => Math.random() },
    openInBrowser: address => void openInBrowser(address),
    onInterrupt,
  }
}

/** Node.js 22 says that its reader of SQLite is experimental; who imports a file can do nothing about that. */
function quietAboutSqlite(): void {
  const listeners = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', warning => {
    if (warning.name !== 'ExperimentalWarning' || !warning.message.includes('SQLite'))
      for (const listener of listeners) listener.call(process, warning)
  })
}

/** A reader such as `head` that closes the pipe has seen enough: the work goes on, and what is said after it is dropped. */
function streamOf(stream: NodeJS.WriteStream, failed: (error: Error) => void): Stream {
  let broken = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!broken && error.code !== 'EPIPE') failed(error)
    broken = true
  })
  return {
    write: text => {
      if (!broken) stream.write(text)
    },
    get isTerminal() {
      return stream.isTTY
    },
    get columns() {
      return stream.isTTY ? stream.columns : WIDTH_OF_A_PIPE
    },
  }
}

/** Beside the program; of one that runs from its sources, where a build puts it. */
function pageFolder(): string {
  const program = path.dirname(import.meta.dirname)
  return path.join(path.dirname(program), 'dist', 'page')
}

function currentFolder(): string | undefined {
  try {
    return process.cwd()
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A process of somebody else may not be signalled, and so exists.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What only some commands need is loaded when they do: the network and other processes take as long to load as the command line. */
const request: Network['request'] = async (address, asking) => (await import('./ask-host.ts')).askHost(address, asking)

/** As this process was started: from the build, or from its sources by way of a loader. */
async function runOwn(argv: readonly string[]): Promise<string> {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...argv], { stdio: ['ignore', 'pipe', 'ignore'] })
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')))
  })
}

function waiting(milliseconds: number): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, milliseconds))
}

/** How systems open an address: the program, and what it is told before the address. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Where there is no browser the address that was printed has to do. */
async function openInBrowser(address: string): Promise<void> {
  const { spawn } = await import('node:child_process')
  const [program, ...before] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(program, [...before, address], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

function onInterrupt(listener: (times: number) => 'taken' | 'left'): () => void {
  let pressed = 0
  const handler = () => {
    pressed++
    if (listener(pressed) === 'taken') return
    // Leaving by `process.exit` would wait for the statement that runs.
    process.off('SIGINT', handler)
    process.kill(process.pid, 'SIGINT')
  }
  process.on('SIGINT', handler)
  return () => void process.off('SIGINT', handler)
}
