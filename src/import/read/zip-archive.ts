import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { BackcourtError } from '../../errors.ts'
import { fromWindows1252 } from './windows-1252.ts'

/** A file inside a zip archive, as the archive's own directory has it. */
export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly checksum: number
  readonly packed: number
  readonly size: number
  /** Where its local header lies. */
  readonly at: number
}

const END = 0x06_05_4b_50
const END_64 = 0x06_06_4b_50
const ENTRY = 0x02_01_4b_50
const LOCAL = 0x04_03_4b_50
const PIECE = 256 * 1024
const NOT_HERE = 0xff_ff_ff_ff
/** A comment of the archive may stand behind its end. */
const LONGEST_END = 22 + 0xff_ff
const MOST_DIRECTORY = 256 * 1024 * 1024

/** The files of a zip archive, in the order of its directory; folders left out. Throws bad_input for a damaged one. */
export async function zipEntries(archive: string): Promise<ZipEntry[]> {
  const directory = await opened(archive, async handle => directoryOf(handle, (await handle.stat()).size))
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY;) {
    const [name, extra, comment] = [28, 30, 32].map(offset => directory.readUInt16LE(at + offset)) as [number, number, number]
    const entry = entryOf(directory.subarray(at, at + 46 + name + extra), name)
    if (!entry.name.endsWith('/')) entries.push(entry)
    at += 46 + name + extra + comment
  }
  return entries
}

async function opened<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file)
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

async function directoryOf(archive: FileHandle, size: number): Promise<Buffer> {
  const tail = await bytesAt(archive, Math.max(0, size - LONGEST_END - 20), Math.min(size, LONGEST_END + 20))
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--
  if (end < 0) throw damaged('its directory is not there, it may be cut off')
  let [length, start] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
  if ((length === NOT_HERE || start === NOT_HERE) && end >= 20) {
    const large = await bytesAt(archive, Number(tail.readBigUInt64LE(end - 20 + 8)), 56)
    if (large.length < 56 || large.readUInt32LE(0) !== END_64) throw damaged('its directory is not there')
    length = Number(large.readBigUInt64LE(40))
    start = Number(large.readBigUInt64LE(48))
  }
  if (start + length > size || length > MOST_DIRECTORY) throw damaged('its directory is not where it should be')
  return bytesAt(archive, start, length)
}

function entryOf(record: Buffer, nameLength: number): ZipEntry {
  const name = record.subarray(46, 46 + nameLength)
  const large = largeNumbers(record.subarray(46 + nameLength))
  const number = (at: number): number => {
    const small = record.readUInt32LE(at)
    return small === NOT_HERE ? (large.shift() ?? small) : small
  }
  const size = number(24)
  return {
    name: isUtf8(name) ? name.toString('utf8') : fromWindows1252(name),
    method: record.readUInt16LE(10),
    encrypted: (record.readUInt16LE(8) & 1) === 1,
    checksum: record.readUInt32LE(16),
    size,
    packed: number(20),
    at: number(42),
  }
}

/** The numbers that do not fit into 32 bits: size, packed size, place. */
function largeNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    return Array.from({ length: Math.floor(field.length / 8) }, (_, place) => Number(field.readBigUInt64LE(place * 8)))
  }
  return []
}

/** The steps through which a file of the archive is unpacked; they fail where its bytes are not those that were packed. Throws bad_input for one that cannot be. */
export async function zipSteps(archive: string, entry: ZipEntry): Promise<[Readable, ...Transform[]]> {
  if (entry.encrypted) throw new BackcourtError('bad_input', 'is encrypted: unpack it with its password')
  if (entry.method !== 0 && entry.method !== 8)
    throw new BackcourtError('bad_input', `is packed in a way that is not read (method ${entry.method} of zip): unpack it by hand`)
  const header = await opened(archive, handle => bytesAt(handle, entry.at, 30))
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) throw damaged('a file is not where its directory says')
  if (entry.packed === 0) return [Readable.from([]), checked(entry)]
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = createReadStream(archive, { start, end: start + entry.packed - 1 })
  return entry.method === 0 ? [packed, checked(entry)] : [packed, createInflateRaw({ chunkSize: PIECE }), checked(entry)]
}

/** Passes bytes on, and fails at the end when they are not those that the directory has the checksum of. */
function checked({ size, checksum }: ZipEntry): Transform {
  let sum = 0
  let bytes = 0
  return new Transform({
    transform: (chunk: Buffer, _, done) => {
      sum = crc32(chunk, sum)
      bytes += chunk.length
      done(null, chunk)
    },
    flush: done => {
      done(bytes === size && sum === checksum ? null : damaged('what was unpacked is not what was packed'))
    },
  })
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xed_b8_83_20 : sum >>> 1
  return sum >>> 0
})

/** CRC-32 of bytes that follow others. The runtime has one from 22.2 on only. */
export function crc32(bytes: Buffer, before = 0): number {
  let sum = ~before
  for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0)
  return ~sum >>> 0
}

async function bytesAt(archive: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await archive.read(Buffer.alloc(length), 0, length, start)
  return buffer.subarray(0, bytesRead)
}

function damaged(how: string): BackcourtError {
  return new BackcourtError('bad_input', `the zip archive is damaged: ${how}`)
}
