import { isUtf8 } from 'node:buffer'
import { shortened } from '../literals.ts'
import { mayBeMojibake, repairCells, repairStrings, type Repairs } from './mojibake.ts'
import { fromWindows1252 } from './windows-1252.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

const PIECE = 1024 * 1024
const HEAD = 4096

/** How text is encoded; undefined for what is no text. */
export function encodingOf(content: Buffer): Encoding | undefined {
  const utf16 = utf16Of(content)
  const encoding = utf16 ?? (isUtf8(content) ? 'utf-8' : 'windows-1252')
  // oxlint-disable-next-line no-control-regex -- what text never has is the point
  return /[\0-\u0008\u000E-\u001A\u001C-\u001F]/.test(headOf(content, encoding)) ? undefined : encoding
}

/** The first characters of text, without a byte order mark. */
export function headOf(content: Buffer, encoding: Encoding): string {
  return [...decoded(content.subarray(0, HEAD), encoding)].join('').replace(/^\uFEFF/, '')
}

/** UTF-16 by its mark, or because every other of the first bytes is zero. */
function utf16Of(content: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le'
  if (content[0] === 0xfe && content[1] === 0xff) return 'utf-16be'
  const head = content.subarray(0, HEAD)
  const zeros = [0, 0]
  for (const [place, byte] of head.entries()) if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd * 4 > head.length && even === 0) return 'utf-16le'
  if (even * 4 > head.length && odd === 0) return 'utf-16be'
  return undefined
}

/** What has to be done to a text before the engine reads it. */
export interface Rewriting {
  readonly pieces: Iterable<string>
  /** What was done, as a sentence, once the pieces are taken. */
  said(): readonly string[]
}

/** Text as UTF-8 without a byte order mark, and with repaired values; undefined where the file can be read as it is. */
export function rewritingOf(content: Buffer, encoding: Encoding, container: 'csv' | 'json'): Rewriting | undefined {
  const broken = encoding !== 'utf-8' || mayBeMojibake(content, container)
  const marked = container === 'json' && content[0] === 0xef && content[1] === 0xbb
  if (!broken && !marked) return undefined
  const repairs: Repairs = { values: 0, example: '' }
  return {
    pieces: piecesOf(content, { encoding, container, repairs }),
    said: () => [...(encoding === 'windows-1252' ? ['read as Windows-1252, since it is no UTF-8'] : []), ...repairsSaid(repairs)],
  }
}

function repairsSaid({ values, example }: Repairs): string[] {
  if (values === 0) return []
  const [had, was, first] = values === 1 ? ['1 value had', 'was', ''] : [`${values} values had`, 'were', 'the first is ']
  return [`${had} been UTF-8 read as Windows-1252 and written again, and ${was} repaired: ${first}"${shortened(example)}"`]
}

function* piecesOf(content: Buffer, how: { encoding: Encoding; container: 'csv' | 'json'; repairs: Repairs }): Generator<string> {
  const repair = how.container === 'csv' ? repairCells : repairStrings
  let first = true
  for (const piece of decoded(content, how.encoding)) {
    yield repair(first ? piece.replace(/^\uFEFF/, '') : piece, how.repairs)
    first = false
  }
}

/** Text in pieces that end where lines do. */
function* decoded(content: Buffer, encoding: Encoding): Generator<string> {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') yield* decodedUtf16(content, encoding)
  else for (const piece of linewise(content)) yield isUtf8(piece) ? piece.toString('utf8') : lineByLine(piece)
}

function* decodedUtf16(content: Buffer, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding)
  let carried: string[] = []
  for (let at = 0; at < content.length; at += PIECE) {
    const text = decoder.decode(content.subarray(at, at + PIECE), { stream: true })
    const end = text.lastIndexOf('\n') + 1
    if (end > 0) {
      yield carried.join('') + text.slice(0, end)
      carried = []
    }
    carried.push(text.slice(end))
  }
  yield carried.join('') + decoder.decode()
}

function* linewise(content: Buffer): Generator<Buffer> {
  for (let start = 0; start < content.length;) {
    const wanted = content.lastIndexOf(0x0a, start + PIECE)
    const found = wanted >= start ? wanted : content.indexOf(0x0a, start + PIECE)
    const end = found === -1 ? content.length : found + 1
    yield content.subarray(start, end)
    start = end
  }
}

/** Files that were joined are encoded in two ways: each line for itself. */
function lineByLine(piece: Buffer): string {
  const lines: string[] = []
  for (let start = 0; start < piece.length;) {
    const found = piece.indexOf(0x0a, start)
    const end = found === -1 ? piece.length : found + 1
    const line = piece.subarray(start, end)
    lines.push(isUtf8(line) ? line.toString('utf8') : fromWindows1252(line))
    start = end
  }
  return lines.join('')
}
