import { copyFile, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Store } from '../../store/store.ts'
import type { FileTable } from './file-tables.ts'
import type { Member } from './member.ts'
import type { Scratch } from './scratch.ts'

/** A file whose content can be read as tables of text. */
export interface OpenedFile {
  /** As it was named, and behind it what it is inside of that. */
  readonly path: string
  /** SHA-256 of its bytes. */
  readonly digest: string
  /** Of its content, unpacked. */
  readonly size: number
  readonly tables: readonly FileTable[]
  /** What was done to its text, as sentences. */
  readonly notes: readonly string[]
}

/** What opening needs. */
export interface Opening {
  readonly store: Store
  readonly scratch: Scratch
  /** Whether a table with these columns is taken for something: others need not be unpacked. */
  readonly wants: (columns: readonly string[]) => boolean
}

/** How many bytes are read to tell what a file is. */
const HEAD = 64 * 1024

/** Bytes on their way from a file to its tables. */
export interface Content extends Member {
  readonly file: string
  readonly digest: string | undefined
  /** What it would be called unpacked. */
  readonly called: string
  readonly size: number
  /** The first bytes, all of them where they are few. */
  readonly head: Buffer
}

/** The first bytes of a file, and how many it has. */
export async function beginningOf(file: string): Promise<Pick<Content, 'head' | 'size'>> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, HEAD)), 0, Math.min(size, HEAD), 0)
    return { head: buffer.subarray(0, bytesRead), size }
  } finally {
    await handle.close()
  }
}

/** The whole content. */
export async function wholeOf({ head, size, file }: Content): Promise<Buffer> {
  return head.length === size ? head : readFile(file)
}

/** The file, or a copy of it where the engine would take its name for a pattern. */
export async function withPlainName(scratch: Scratch, { file }: Pick<Content, 'file'>): Promise<string> {
  if (!/[*?[\]{}]/.test(file)) return file
  const copy = await scratch.file(path.extname(file).slice(1).replaceAll(/\W/g, '') || 'copy')
  await copyFile(file, copy)
  return copy
}
