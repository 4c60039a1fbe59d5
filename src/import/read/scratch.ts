import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { finished } from 'node:stream/promises'
import type { Store } from '../../store/store.ts'

/** A folder for unpacked and rewritten files, made when the first is; it goes away with the import. */
export class Scratch {
  readonly #folder: string
  #files = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The path of another file, whose name no engine takes for a pattern. */
  async file(ending: string): Promise<string> {
    await mkdir(this.#folder, { recursive: true })
    return path.join(this.#folder, `${++this.#files}.${ending}`)
  }

  /** Writes text piece by piece. Returns the file and the SHA-256 of its bytes. */
  async write(ending: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<{ readonly file: string; readonly digest: string }> {
    const file = await this.file(ending)
    const hash = createHash('sha256')
    const stream = createWriteStream(file)
    const closed = finished(stream)
    closed.catch(() => undefined)
    for await (const piece of pieces) {
      hash.update(piece)
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), closed])
    }
    stream.end()
    await closed
    return { file, digest: hash.digest('hex') }
  }
}

/** Gives work a folder beside the store, and removes it afterwards. */
export async function withScratch<T>({ temporary }: Store, work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = `${temporary}-import`
  try {
    return await work(new Scratch(folder))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
