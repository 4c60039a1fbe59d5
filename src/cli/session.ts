import path from 'node:path'
import { BackcourtError } from '../errors.ts'
import { errorLines } from './report-error.ts'
import { toJson } from './json.ts'
import type { Outcome } from './outcome.ts'
import { paintFor } from './paint.ts'
import { Progress } from './render/progress.ts'
import { version } from './version.ts'
import type { World } from './world.ts'

const DEFAULT_STORE = 'backcourt.duckdb'

/** The options that every verb understands. */
export type GlobalOptions = {
  readonly store?: string | undefined
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
  readonly #options: () => GlobalOptions
  #interrupted = false
  readonly #told: string[] = []

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
  }

  get options(): GlobalOptions {
    return this.#options()
  }

  /** The store that the command works on, as a full path. */
  get store(): string {
    const named = this.options.store ?? this.world.env['BACKCOURT_STORE'] ?? ''
    return this.pathOf(named === '' ? DEFAULT_STORE : named)
  }

  /** A path that was typed, as a full path. */
  pathOf(typed: string): string {
    return typed === ':memory:' ? typed : path.resolve(this.world.cwd, typed)
  }

  /** A path as it is shown: from the folder that the person is in, where it lies below it. */
  shown(file: string): string {
    const relative = path.relative(this.world.cwd, file)
    return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative || '.'
  }

  /** The clock, as the ledger writes it. */
  now(): string {
    return this.world.now().toISOString()
  }

  /** Milliseconds since some start. */
  elapsed(): number {
    return this.world.now().getTime()
  }

  /** Keeps a line about the store for the warnings of the command. */
  tell(line: string): void {
    this.#told.push(line)
  }

  /** Runs a verb and shows what came of it. Ctrl-C stops it at the next `checkInterrupt`. */
  async run(work: () => Promise<Outcome>): Promise<void> {
    const stopListening = this.world.onInterrupt(() => {
      this.#interrupted = true
      this.progress.note('stopping after the running step; Ctrl-C again stops at once')
    })
    try {
      const outcome = await work()
      this.progress.done()
      this.#show({ ...outcome, warnings: [...this.#told, ...outcome.warnings] })
      this.exitCode = outcome.exitCode
    } catch (error) {
      this.progress.done()
      for (const line of this.#told) this.progress.note(line)
      throw error
    } finally {
      this.progress.done()
      stopListening()
    }
  }

  /** Whether Ctrl-C was pressed. */
  interrupted(): boolean {
    return this.#interrupted
  }

  /** Throws `interrupted` when Ctrl-C was pressed. */
  checkInterrupt(): void {
    if (this.#interrupted) throw new BackcourtError('interrupted', 'interrupted; what was finished is kept', { next: 'the same command goes on' })
  }

  #show(outcome: Outcome): void {
    const { stdout, stderr, env } = this.world
    if (this.options.json === true && !outcome.isLines) {
      const { exitCode, members, error, warnings } = outcome
      const document = {
        command: this.command,
        version: version(),
        ok: exitCode === 0,
        ...members,
        ...(error === undefined ? {} : { error }),
        warnings,
      }
      stdout.write(`${toJson(document)}\n`)
      return
    }
    for (const line of outcome.text({ columns: stdout.columns, paint: paintFor(stdout, env) })) stdout.write(`${line}\n`)
    const paint = paintFor(stderr, env)
    if (outcome.error !== undefined) stderr.write(`${errorLines(outcome.error, paint).join('\n')}\n`)
    for (const warning of outcome.warnings) stderr.write(`${paint('yellow', 'warning:')} ${warning}\n`)
    if (this.options.quiet === true) return
    const told = outcome.error?.next
    for (const next of [outcome.next ?? []].flat())
      if (told !== `backcourt ${next}`) stderr.write(`${paint('cyan', 'next:')} backcourt ${next}${this.#storeHint()}\n`)
  }

  #storeHint(): string {
    return this.options.store === undefined ? '' : ` --store ${asWord(this.options.store)}`
  }
}

/** Text as one word of a shell. */
function asWord(text: string): string {
  return /^[\w@%+=:,./~-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
