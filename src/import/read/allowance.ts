import { Transform } from 'node:stream'
import { BackcourtError } from '../../errors.ts'

const TIMES = 250
const SMALL = 64 * 1024 * 1024

/** How much may come out of a packed file, all its members together: 250 times its size and 64 MB. Real tables come to 5 to 40 times theirs. */
export class Allowance {
  readonly #limit: number
  #left: number

  constructor(packed: number) {
    this.#limit = SMALL + TIMES * packed
    this.#left = this.#limit
  }

  /** Counts bytes that came out. Throws bad_input when it is too many. */
  take(bytes: number): void {
    this.#left -= bytes
    if (this.#left >= 0) return
    const most = Math.round(this.#limit / 1024 / 1024)
    throw new BackcourtError(
      'bad_input',
      `unpacks to more than ${most} MB, ${TIMES} times its size: not taken, it may be a zip bomb; unpack it by hand`,
    )
  }

  /** A step of a pipeline that counts what passes. */
  counting(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _, done) => {
        try {
          this.take(chunk.length)
          done(null, chunk)
        } catch (error) {
          done(error as Error)
        }
      },
    })
  }
}
