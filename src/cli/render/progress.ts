import type { Stream } from '../world.ts'
import { fit } from './layout.ts'

const SECONDS_BETWEEN_PLAIN_LINES = 5

/** Where progress goes, and whether anyone wants it. */
export interface ProgressOptions {
  readonly stream: Stream
  readonly quiet: boolean
  readonly now: () => Date
}

/** What a command says while it works: on a terminal live lines that are rewritten in place, in a pipe a plain line now and then. */
export class Progress {
  readonly #options: ProgressOptions
  readonly #lines = new Map<string, string>()
  #drawn = 0
  #lastPlainLine: number | undefined

  constructor(options: ProgressOptions) {
    this.#options = options
  }

  /** A line that stays. */
  note(line: string): void {
    if (this.#options.quiet) return
    this.#erase()
    this.#options.stream.write(`${line}\n`)
    this.#draw()
  }

  /** The live line of one thing that is being worked on. */
  live(key: string, line: string): void {
    const { stream, quiet } = this.#options
    if (quiet) return
    if (!stream.isTerminal) return this.#nowAndThen(line)
    this.#erase()
    this.#lines.set(key, line)
    this.#draw()
  }

  /** Takes the live lines away; what they said is said again by the result. */
  done(): void {
    this.#erase()
    this.#lines.clear()
  }

  #nowAndThen(line: string): void {
    const seconds = this.#options.now().getTime() / 1000
    this.#lastPlainLine ??= seconds
    if (seconds - this.#lastPlainLine < SECONDS_BETWEEN_PLAIN_LINES) return
    this.#lastPlainLine = seconds
    this.#options.stream.write(`${line}\n`)
  }

  #erase(): void {
    if (this.#drawn > 0) this.#options.stream.write(`\u001B[${this.#drawn}A\u001B[0J`)
    this.#drawn = 0
  }

  #draw(): void {
    for (const line of this.#lines.values()) this.#options.stream.write(`${fit(line, this.#options.stream.columns - 1)}\n`)
    this.#drawn = this.#lines.size
  }
}
