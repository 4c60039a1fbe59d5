import { processMark, readersOf } from './proc.ts'
import type { Stream, World } from './world.ts'

const WIDTH_OF_A_PIPE = 120

/** The world of this process. */
export function processWorld(): World {
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
    now: () => new Date(),
    memory: () => Math.round(process.resourceUsage().maxRSS / 1024),
    pid: process.pid,
    isRunning,
    processMark,
    readersOf: file => readersOf(file).filter(pid => pid !== process.pid),
    onInterrupt,
  }
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
