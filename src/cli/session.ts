import path from 'node:path'
import type { Store } from '../store/store.ts'
import { BackcourtError } from '../errors.ts'
import { documentText } from './document-text.ts'
import { Interrupt } from './interrupt.ts'
import { errorLines } from './report-error.ts'
import type { Outcome } from './outcome.ts'
import { paintFor } from './paint.ts'
import { Progress } from './render/progress.ts'
import type { World } from './world.ts'

/** Milliseconds that clocks are put right by without a word. */
const SMALL_STEP = 60_000

const DEFAULT_STORE = 'backcourt.duckdb'

/** The options that every verb understands. */
export type GlobalOptions = {
  readonly store?: string | undefined
  readonly warehouse?: string | undefined
  readonly json?: true | undefined
  readonly quiet?: true | undefined
  readonly verbose?: true | undefined
}

/** One invocation of the program: its world, its options, and how it ends. */
export class Session {
  readonly world: World
  readonly progress: Progress
  command: string
  exitCode: number = 0
  /** When the session began, as the ledger writes it. */
  readonly startedAt: string
  readonly #warnings: string[] = []
  #notBefore = 0
  readonly #options: () => GlobalOptions
  #interrupt: Interrupt

  constructor(world: World, options: () => GlobalOptions) {
    this.world = world
    this.startedAt = world.now().toISOString()
    this.#options = options
    this.command = 'backcourt'
    const isQuiet = () => options().quiet === true
    this.progress = new Progress({
      stream: world.stderr,
      now: () => world.now(),
      get quiet() {
        return isQuiet()
      },
    })
    this.#interrupt = new Interrupt(this.progress)
  }

  get options(): GlobalOptions {
    return this.#options()
  }

  /** The store that the command works on, as a full path. */
  get store(): string {
    const named = this.options.store ?? this.world.env['BACKCOURT_STORE'] ?? ''
    return this.pathOf(named === '' ? DEFAULT_STORE : named)
  }

  /** The warehouse that the command works on; undefined for a store in a file. */
  get warehouse(): string | undefined {
    return this.options.warehouse ?? (this.options.store === undefined ? this.world.env['BACKCOURT_WAREHOUSE'] || undefined : undefined)
  }

  /** A path that was typed, as a full path. */
  pathOf(typed: string): string {
    if (typed === ':memory:') return typed
    if (this.world.cwd !== undefined) return path.resolve(this.world.cwd, typed)
    throw new BackcourtError('bad_input', 'the current folder has been deleted', { where: typed, next: 'go to a folder that exists' })
  }

  /** A path as it is shown: from the folder that the person is in, where it lies below it. */
  shown(file: string): string {
    if (this.world.cwd === undefined) return file
    const relative = path.relative(this.world.cwd, file)
    return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative || '.'
  }

  /** The clock, as the ledger writes it: never before the last entry. */
  now(): string {
    const now = Math.max(this.world.now().getTime(), this.#notBefore)
    return new Date(now).toISOString()
  }

  /** Lets the clock go on after the last entry of a ledger, should it have been set back since. */
  goOnAfter(last: string | null): void {
    if (last === null) return
    const clock = this.world.now()
    this.#notBefore = Date.parse(last) + 1
    if (clock.getTime() + SMALL_STEP >= this.#notBefore) return
    this.#warnings.push(`the clock says ${utc(clock.toISOString())}, but the store has entries of ${utc(last)}: new ones are dated after those`)
  }

  /** Milliseconds since some start. */
  elapsed(): number {
    return this.world.now().getTime()
  }

  /** Keeps a line about the store for the warnings of the command. */
  tell(line: string): void {
    this.#warnings.push(line)
  }

  /** Runs a verb and shows what came of it. Ctrl-C stops it at the next `checkInterrupt`, or where it is `stoppable`. */
  async run(work: () => Promise<Outcome>): Promise<void> {
    const interrupt = new Interrupt(this.progress)
    this.#interrupt = interrupt
    const stopListening = this.world.onInterrupt(times => interrupt.pressed(times))
    try {
      const outcome = await work()
      this.progress.done()
      this.#show(outcome)
      this.exitCode = outcome.exitCode
    } catch (error) {
      this.progress.done()
      for (const line of this.#warnings) this.progress.note(line)
      throw error
    } finally {
      this.progress.done()
      stopListening()
    }
  }

  /** Whether Ctrl-C was pressed. */
  interrupted(): boolean {
    return this.#interrupt.isAsked
  }

  /** Throws `interrupted` when Ctrl-C was pressed. */
  checkInterrupt(): void {
    this.#interrupt.check()
  }

  /** Does work on a store whose statements the first or the second Ctrl-C stops. Throws `interrupted`. */
  stoppable<T>(store: Store, at: 1 | 2, work: () => Promise<T>): Promise<T> {
    return this.#interrupt.stoppable({ store, at }, work)
  }

  #show(outcome: Outcome): void {
    const warnings = [...this.#warnings, ...outcome.warnings]
    const { stdout, stderr, env } = this.world
    if (this.options.json === true && !outcome.isLines) {
      const { exitCode, members, error } = outcome
      stdout.write(`${documentText(this.command, { ok: exitCode === 0, members, error, warnings })}\n`)
      return
    }
    for (const line of outcome.text({ columns: stdout.columns, paint: paintFor(stdout, env) })) stdout.write(`${line}\n`)
    const paint = paintFor(stderr, env)
    if (outcome.error !== undefined) stderr.write(`${errorLines(outcome.error, paint).join('\n')}\n`)
    for (const warning of warnings) stderr.write(`${paint('yellow', 'warning:')} ${warning}\n`)
    if (this.options.quiet === true) return
    const told = outcome.error?.next
    for (const next of [outcome.next ?? []].flat())
      if (told !== `backcourt ${next}`) stderr.write(`${paint('cyan', 'next:')} backcourt ${next}${this.#storeHint()}\n`)
  }

  #storeHint(): string {
    if (this.options.warehouse !== undefined) return ` --warehouse ${asWord(this.options.warehouse)}`
    return this.options.store === undefined ? '' : ` --store ${asWord(this.options.store)}`
  }
}

/** Text as one word of a shell. */
function asWord(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** `2026-11-23 09:02:11 UTC`. */
function utc(instant: string): string {
  return `${instant.slice(0, 19).replace('T', ' ')} UTC`
}
