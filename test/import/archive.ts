import { deflateRawSync } from 'node:zlib'
import { crc32 } from '../../src/import/read/zip-archive.ts'

/** What stands in a zip archive: names and contents. */
export type Files = Readonly<Record<string, string | Buffer>>

/** How an archive is written wrongly, or unusually. */
export interface Oddities {
  readonly stored?: boolean
  readonly encrypted?: boolean
  readonly method?: number
  readonly checksum?: number
  /** Sizes and places in the fields of 64 bits. */
  readonly large?: boolean
}

/** Writes a zip archive as other programs do. */
export function zip(files: Files, odd: Oddities = {}): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text)
    const packed = odd.stored === true ? content : deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(odd.large === true ? 45 : 20, 0)
    common.writeUInt16LE((odd.encrypted === true ? 1 : 0) | 0x800, 2)
    common.writeUInt16LE(odd.method ?? (odd.stored === true ? 0 : 8), 4)
    common.writeUInt32LE(odd.checksum ?? crc32(content), 10)
    common.writeUInt32LE(odd.large === true ? 0xff_ff_ff_ff : packed.length, 14)
    common.writeUInt32LE(odd.large === true ? 0xff_ff_ff_ff : content.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed])
    const extra = odd.large === true ? largeField([content.length, packed.length, at]) : Buffer.alloc(0)
    const own = Buffer.alloc(14)
    own.writeUInt32LE(odd.large === true ? 0xff_ff_ff_ff : at, 10)
    common.writeUInt16LE(extra.length, 24)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, own, Buffer.from(name), extra]))
    locals.push(local)
    at += local.length
  }
  return Buffer.concat([...locals, ...directory, ending(directory, at, odd.large === true)])
}

function largeField(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + numbers.length * 8)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(numbers.length * 8, 2)
  for (const [place, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + place * 8)
  return field
}

function ending(directory: readonly Buffer[], start: number, large: boolean): Buffer {
  const length = Buffer.concat(directory).length
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(large ? 0xff_ff_ff_ff : length, 12)
  end.writeUInt32LE(large ? 0xff_ff_ff_ff : start, 16)
  if (!large) return end
  const end64 = Buffer.alloc(56)
  end64.write('PK\u0006\u0006', 'latin1')
  end64.writeBigUInt64LE(44n, 4)
  end64.writeBigUInt64LE(BigInt(length), 40)
  end64.writeBigUInt64LE(BigInt(start), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\u0006\u0007', 'latin1')
  locator.writeBigUInt64LE(BigInt(start + length), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([end64, locator, end])
}
