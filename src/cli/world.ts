import type { Network } from '../fetch/network.ts'

/** Somewhere to write text. */
export interface Stream {
  write(text: string): void
  /** Whether a person is looking: control codes and colours may be used. */
  readonly isTerminal: boolean
  /** Width in characters. */
  readonly columns: number
}

/** The outside world, as a command sees it. Tests pass another one. */
export interface World {
  readonly stdout: Stream
  readonly stderr: Stream
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder that relative paths start from; undefined when it was deleted. */
  readonly cwd: string | undefined
  now(): Date
  /** Folder of the page that `serve` shows; nothing lies there before it is built. */
  readonly pageFolder: string
  /** The most memory that this process has held, in MB. */
  memory(): number
  /** What the program runs on: `node 22.11.0, linux x64`. */
  readonly runtime: string
  /** Name of this machine. */
  readonly machine: string
  /** Number of this process. */
  readonly pid: number
  /** Whether a process of this number exists. */
  isRunning(pid: number): boolean
  /** What tells a process from a later one of the same number; undefined where the system does not say. */
  processMark(pid: number): string | undefined
  /** Processes that hold a file for reading, where the system says so. */
  readersOf(file: string): readonly number[]
  /** Processes that hold a file for writing, where the system says so. */
  writersOf(file: string): readonly number[]
  /** Runs this program again, in a process of its own, and returns its standard output. */
  runOwn(argv: readonly string[]): Promise<string>
  /** What `fetch` asks others by. */
  readonly network: Network
  /** Shows an address in the person's browser, where there is one. */
  openInBrowser(address: string): void
  /** Calls the listener at each Ctrl-C with how many there were; one that it leaves to the system ends the process. Returns how to stop listening. */
  onInterrupt(listener: (times: number) => 'taken' | 'left'): () => void
}
