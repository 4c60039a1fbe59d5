/** Lets many pieces of work run at the same time, and now and then one alone, which waits for those that run and holds back those that come. */
export class Gate {
  #inside = 0
  #closed: Promise<void> | undefined
  #emptied: (() => void) | undefined

  async pass<T>(work: () => Promise<T>): Promise<T> {
    while (this.#closed !== undefined) await this.#closed
    this.#inside += 1
    try {
      return await work()
    } finally {
      this.#inside -= 1
      if (this.#inside === 0) this.#emptied?.()
    }
  }

  /** Runs work alone; when somebody else already does, nothing. */
  async alone(work: () => Promise<void>): Promise<void> {
    if (this.#closed !== undefined) return
    let reopen = (): void => undefined
    this.#closed = new Promise(resolve => {
      reopen = resolve
    })
    try {
      if (this.#inside > 0) {
        await new Promise<void>(resolve => {
          this.#emptied = resolve
        })
      }
      await work()
    } finally {
      this.#emptied = undefined
      this.#closed = undefined
      reopen()
    }
  }
}
