import type { IncomingMessage } from 'node:http'
import { createWriteStream, mkdirSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BackcourtError } from '../errors.ts'

/** Bytes that are taken at once. */
export const MOST_BYTES: number = 4 * 1024 ** 3

/** Bytes that the list of files may have, and a name: systems take 255 of them. */
const LONGEST_LIST = 4 * 1024 ** 2
const LONGEST_NAME = 200

/** A file that is sent: its name, with the folders that were dropped, and its size. */
interface SentFile {
  readonly name: string
  readonly size: number
}

/** A request with a body, as far as it is read here. */
export type Sent = Pick<IncomingMessage, 'headers' | 'iterator'>

/**
 * Writes files that a page sends into a folder, under their names: a line of JSON that lists them, and then their bytes, one file after the other. Throws usage for
 * what is too large or no such list; of a body that announces too much nothing is read.
 */
export async function receiveFiles(sent: Sent, folder: string): Promise<void> {
  const announced = announcedSize(sent)
  const body = new Body(sent)
  try {
    const line = await body.line(LONGEST_LIST)
    const files = listedIn(line)
    const size = files.reduce((sum, file) => sum + file.size, line.length + 1)
    if (size !== announced) throw refused(`the ${announced} bytes that were announced`, `a list of ${size}`)
    for (const file of files) await write(body.bytes(file.size), placeIn(folder, file.name))
  } finally {
    await body.leave()
  }
}

function announcedSize({ headers }: Sent): number {
  const announced = Number(headers['content-length'] ?? Number.NaN)
  if (!Number.isSafeInteger(announced)) throw refused('a body whose size is told', 'none')
  if (announced > MOST_BYTES) {
    throw new BackcourtError(
      'usage',
      `files that are dropped may have ${MOST_BYTES / 1024 ** 3} GB together, got ${(announced / 1024 ** 3).toFixed(1)}`,
      {
        next: 'import larger ones in a shell: backcourt import PATH…',
      },
    )
  }
  return announced
}

function listedIn(line: Buffer): readonly SentFile[] {
  const found = parsed(line.toString('utf8'))
  if (!Array.isArray(found) || found.length === 0 || !found.every(isSentFile))
    throw refused('a list of names and sizes', line.toString('utf8').slice(0, 80))
  return found
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isSentFile(value: unknown): value is SentFile {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('size' in value)) return false
  return typeof value.name === 'string' && typeof value.size === 'number' && Number.isSafeInteger(value.size) && value.size >= 0
}

/** Where a file is written: below the folder, whatever it calls itself. Names stay what they are as far as every system takes them, since they may tell a day. */
export function placeIn(folder: string, name: string): string {
  const parts = name
    .split(/[/\\]/)
    .map(plainName)
    .filter(part => part !== '')
  return path.join(folder, ...(parts.length === 0 ? ['file'] : parts.slice(-8)))
}

/** A name without what systems refuse or hide; of a long one the end, which says what kind of file it is. */
function plainName(part: string): string {
  const plain = part
    .normalize('NFC')
    // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
    .replaceAll(/[\u0000-\u001F\u007F<>:"|?*]/g, '_')
    .replace(/[. ]+$/, '')
    .replace(/^\.+/, '_')
  return Buffer.from(plain)
    .subarray(-LONGEST_NAME)
    .toString('utf8')
    .replace(/^\uFFFD+/, '')
}

async function write(bytes: AsyncIterable<Buffer>, file: string): Promise<void> {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    await pipeline(Readable.from(bytes, { objectMode: false }), createWriteStream(file, { flags: 'wx' }))
  } catch (error) {
    throw notWritten(error, file)
  }
}

function notWritten(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EEXIST' || code === 'ENOTDIR' || code === 'EISDIR') return refused('files of different names', `${path.basename(file)} twice`)
  if (code !== 'ENOSPC') return error
  const next = 'make room there, or name another folder with BACKCOURT_TEMP'
  return new BackcourtError('store_full', `no room for what was dropped in ${path.dirname(file)}`, { next, cause: error })
}

/** A body, read piece by piece: first a line, then so many bytes at a time. */
class Body {
  readonly #pieces: AsyncIterator<Buffer, undefined>
  #rest: Buffer = Buffer.alloc(0)

  constructor(sent: Sent) {
    this.#pieces = sent.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>
  }

  /** Leaves the rest to whoever wants it. */
  async leave(): Promise<void> {
    await this.#pieces.return?.()
  }

  /** What comes before the next line feed. Throws usage where that is too far. */
  async line(most: number): Promise<Buffer> {
    let end = this.#rest.indexOf(10)
    while (end < 0 && this.#rest.length <= most && (await this.#more())) end = this.#rest.indexOf(10)
    if (end < 0 || end > most) throw refused(`a list of files of at most ${most / 1024 ** 2} MB`, 'none')
    const line = this.#rest.subarray(0, end)
    this.#rest = this.#rest.subarray(end + 1)
    return line
  }

  /** The next so many bytes. */
  async *bytes(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      if (this.#rest.length === 0 && !(await this.#more())) throw refused('the files that were listed', 'less')
      const piece = this.#rest.subarray(0, left)
      this.#rest = this.#rest.subarray(piece.length)
      left -= piece.length
      yield piece
    }
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#pieces.next()
    if (done === true) return false
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value])
    return true
  }
}

function refused(expected: string, got: string): BackcourtError {
  return new BackcourtError('usage', `dropped files: expected ${expected}, got ${got}`, {
    next: 'drop them again, or import them in a shell: backcourt import PATH…',
  })
}
