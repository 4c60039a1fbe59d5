import { readFileSync, readlinkSync, readdirSync, realpathSync, statSync } from 'node:fs'

/** What tells a process from a later one of the same number; undefined where there is none, or the system does not say. */
export function processMark(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`)
  const boot = read('/proc/sys/kernel/random/boot_id')
  // The name of the program, in parentheses, can hold anything.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, start] = [fields?.[0], fields?.[19]]
  return boot === undefined || start === undefined || state === 'Z' ? undefined : `${boot.trim()} ${start}`
}

/** Processes that hold a file for reading, where the system says so. */
export function readersOf(file: string): number[] {
  return holdersOf(file, 'READ')
}

/** Processes that hold a file for writing, where the system says so. */
export function writersOf(file: string): number[] {
  return holdersOf(file, 'WRITE')
}

function holdersOf(file: string, how: 'READ' | 'WRITE'): number[] {
  const inode = inodeOf(file)
  if (inode === undefined) return []
  const locks = read('/proc/locks') ?? ''
  const pids = [...locks.matchAll(/^\d+: POSIX +\S+ +(READ|WRITE) +(\d+) [\da-f]+:[\da-f]+:(\d+) /gm)]
    .filter(([, held, , locked]) => held === how && locked === inode)
    .map(([, , pid]) => Number(pid))
  return [...new Set(pids)].filter(pid => hasOpen(pid, file))
}

/** Inodes are told apart by their file system, which a lock names otherwise than a file does; its process knows the path. */
function hasOpen(pid: number, file: string): boolean {
  const real = told(() => realpathSync(file))
  const descriptors = told(() => readdirSync(`/proc/${pid}/fd`)) ?? []
  return descriptors.some(descriptor => told(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`)) === real)
}

function inodeOf(file: string): string | undefined {
  return told(() => String(statSync(file, { bigint: true }).ino))
}

function read(file: string): string | undefined {
  return told(() => readFileSync(file, 'utf8'))
}

/** What the system tells; undefined where it does not, or may not. */
function told<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
