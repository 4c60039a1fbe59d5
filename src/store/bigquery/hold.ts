import { setInterval } from 'node:timers'
import { BackcourtError } from '../../errors.ts'
import type { Row } from '../store.ts'
import { heldBy, type LockRow, type LockStatements } from './lock.ts'

/** What a hold is made of. */
export interface HoldParts {
  readonly lock: LockStatements
  /** What the user called the warehouse. */
  readonly location: string
  /** Qualified name of the lock table. */
  readonly table: string
  readonly owner: string
  readonly command: string
  /** Runs statements as one job. */
  readonly run: (statements: readonly string[]) => Promise<Row[]>
  /** Runs a statement that does not count. */
  readonly aside: (statement: string) => Promise<void>
}

/** Milliseconds between two signs of life: several fit into a lease. */
const BEAT = 120_000

/** How a process has a warehouse for itself: it takes the lock at once or with its first job, gives signs of life, counts commits, and gives the lock back. */
export class Hold {
  /** Counts what was ever committed, as far as this process knows: all of it while it holds the lock. */
  revision = 0
  readonly #parts: HoldParts
  /** Whether the next job has to take the lock first. */
  #claims = false
  /** Whether the lock may be ours. */
  #holds = false
  #beating: NodeJS.Timeout | undefined
  /** The last sign of life, given or on its way. */
  #sign: Promise<void> = Promise.resolve()
  #rests = false

  constructor(parts: HoldParts) {
    this.#parts = parts
  }

  /** Takes the lock by a job of its own. Throws store_locked. */
  async take(): Promise<void> {
    const { lock, location, table, owner, command, run } = this.#parts
    this.#holds = true
    const [row] = (await run(lock.take(command))) as unknown as readonly (LockRow | undefined)[]
    if (row?.owner !== owner) this.#holds = false
    if (row === undefined) throw new BackcourtError('store_invalid', `${location} has a lock table without a row`, { where: table })
    if (row.owner !== owner) throw heldBy(location, row)
    this.revision = row.revision
    this.#taken()
  }

  /** Lets the first job take the lock, if nothing was committed after that many commits. */
  takeLater(revision: number): void {
    this.revision = revision
    this.#claims = true
  }

  /** Runs statements as one job, which takes the lock first where that was left to it. Throws store_locked. */
  async running(statements: readonly string[]): Promise<Row[]> {
    const { lock, command, run } = this.#parts
    if (!this.#claims) return run(statements)
    this.#holds = true
    const rows = await run([...lock.claim(command, this.revision), ...statements])
    this.#taken()
    return rows
  }

  /** Does work that is a sign of life itself: one beside it would change the same row. */
  async withoutSigns<T>(work: () => Promise<T>): Promise<T> {
    this.#rests = true
    await this.#sign
    try {
      return await work()
    } finally {
      this.#rests = false
    }
  }

  /** Notes that a job gave the lock back; what comes after has to take it again. */
  left(): void {
    this.#stop()
    this.#claims = true
  }

  /** Gives the lock back where it may be ours. */
  async release(): Promise<void> {
    const { lock, run } = this.#parts
    const held = this.#holds
    this.#stop()
    if (held) await run([lock.release()])
  }

  #taken(): void {
    this.#claims = false
    this.#beating = setInterval(() => {
      if (!this.#rests) this.#sign = this.#parts.aside(this.#parts.lock.beat()).catch(() => undefined)
    }, BEAT)
    this.#beating.unref()
  }

  #stop(): void {
    clearInterval(this.#beating)
    this.#beating = undefined
    this.#holds = false
    this.#claims = false
  }
}
