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
  /** The most memory that this process has held, in MB. */
  memory(): number
  /** Number of this process. */
  readonly pid: number
  /** Whether a process of this number exists. */
  isRunning(pid: number): boolean
  /** What tells a process from a later one of the same number; undefined where the system does not say. */
  processMark(pid: number): string | undefined
  /** Processes that hold a file for reading, where the system says so. */
  readersOf(file: string): readonly number[]
  /** Calls the listener at each Ctrl-C with how many there were; one that it leaves to the system ends the process. Returns how to stop listening. */
  onInterrupt(listener: (times: number) => 'taken' | 'left'): () => void
}
