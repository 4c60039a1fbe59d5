import { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { Progress } from './render/progress.ts'

/** Work on a store that can be stopped in the middle of a statement. */
interface Stoppable {
  readonly store: Store
  /** The Ctrl-C that stops it. */
  readonly at: 1 | 2
}

/** Milliseconds after which a statement is stopped again: one that was about to start did not notice. */
const AGAIN = 50

/** What Ctrl-C does: the first stops what keeps nothing, and the rest after its step; the second stops statements; the third leaves it to the system. */
export class Interrupt {
  readonly #progress: Progress
  readonly #running = new Set<Stoppable>()
  #times = 0

  constructor(progress: Progress) {
    this.#progress = progress
  }

  get isAsked(): boolean {
    return this.#times > 0
  }

  /** Takes one Ctrl-C, unless there is nothing left that it could stop. */
  pressed(times: number): 'taken' | 'left' {
    this.#times = times
    const due = this.#due()
    for (const { store } of due) store.interrupt()
    if (times === 1 && due.length === 0) this.#progress.note('stopping after the running step; Ctrl-C again stops at once')
    return times === 1 || (times === 2 && due.length > 0) ? 'taken' : 'left'
  }

  /** Throws `interrupted` when Ctrl-C was pressed. */
  check(): void {
    if (this.isAsked) throw new BackcourtError('interrupted', 'interrupted')
  }

  /** Does work that Ctrl-C may stop. Throws `interrupted`. */
  async stoppable<T>(running: Stoppable, work: () => Promise<T>): Promise<T> {
    this.check()
    this.#running.add(running)
    const again = setInterval(() => {
      if (this.#due().includes(running)) running.store.interrupt()
    }, AGAIN)
    try {
      return await work()
    } finally {
      clearInterval(again)
      this.#running.delete(running)
    }
  }

  #due(): Stoppable[] {
    return [...this.#running].filter(running => running.at <= this.#times)
  }
}
