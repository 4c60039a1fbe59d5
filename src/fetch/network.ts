/** What came back from an address. */
export interface Answer {
  readonly status: number
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** All of it, unpacked. */
  readonly body: Uint8Array
}

/** How an address is asked. */
export interface Asking {
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds until it counts as timed out. */
  readonly timeout: number
}

/** No answer came, or not all of one. */
export class NoAnswer extends Error {
  override readonly name: string = 'NoAnswer'
  readonly kind: 'timeout' | 'broken'

  constructor(kind: 'timeout' | 'broken', message: string) {
    super(message)
    this.kind = kind
  }
}

/** The network, the clock and chance, as whoever runs a fetch has them. */
export interface Network {
  /** Asks an address and waits for all of its answer; follows no redirection. Throws NoAnswer. */
  readonly request: (address: string, asking: Asking) => Promise<Answer>
  /** Lets so many milliseconds go by. */
  wait(milliseconds: number): Promise<void>
  now(): Date
  /** A number in [0, 1). */
  chance(): number
}
