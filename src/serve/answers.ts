/** Answers that hold as long as what they were read from: given again to whoever asks the same, also while they are on their way. The last used are kept. */
export class Answers {
  readonly #most: number
  readonly #kept = new Map<string, Promise<unknown>>()

  constructor(most: number) {
    this.#most = most
  }

  /** The answer to what is asked; one that failed is not kept. */
  async take<T>(asked: string, work: () => Promise<T>): Promise<T> {
    const made = (this.#kept.get(asked) as Promise<T> | undefined) ?? work()
    this.#kept.delete(asked)
    this.#kept.set(asked, made)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    try {
      return await made
    } catch (error) {
      if (this.#kept.get(asked) === made) this.#kept.delete(asked)
      throw error
    }
  }
}
