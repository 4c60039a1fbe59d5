import type { Stream, World } from './world.ts'

const WIDTH_OF_A_PIPE = 120

/** The world of this process. */
export function processWorld(): World {
  // A reader such as `head` that closes the pipe has seen enough; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1)
  })
  return {
    stdout: streamOf(process.stdout),
    stderr: streamOf(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    memory: () => Math.round(process.resourceUsage().maxRSS / 1024),
    pid: process.pid,
    isRunning,
    onInterrupt,
  }
}

function streamOf(stream: NodeJS.WriteStream): Stream {
  return {
    write: text => void stream.write(text),
    get isTerminal() {
      return stream.isTTY
    },
    get columns() {
      return stream.isTTY ? stream.columns : WIDTH_OF_A_PIPE
    },
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

function onInterrupt(listener: () => void): () => void {
  let pressed = 0
  const handler = () => {
    pressed++
    if (pressed === 1) listener()
    else process.exit(130)
  }
  process.on('SIGINT', handler)
  return () => void process.off('SIGINT', handler)
}
