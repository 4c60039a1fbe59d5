import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { BackcourtError } from '../../errors.ts'
import { Allowance } from './allowance.ts'
import { containerIn } from './containers.ts'
import { beginningOf, withPlainName, type Content, type OpenedFile, type Opening } from './content.ts'
import { parquetTable } from './file-tables.ts'
import { injuryReport } from './injury-report.ts'
import { kindOf } from './kinds.ts'
import type { Container, Member } from './member.ts'
import { wordsOfPdf } from './pdf-words.ts'
import { textTables } from './text-tables.ts'
import { untakenByBytes } from './untaken.ts'
import { writeTable } from './written-table.ts'

const PIECE = 256 * 1024

/** The path by which a file is told of: that from a folder, with `/`, where it lies below it. */
export function toldPath(file: string, from: string | undefined): string {
  if (from === undefined) return file
  const inside = path.relative(from, file)
  return inside.startsWith('..') || path.isAbsolute(inside) ? file : inside.replaceAll(path.sep, '/')
}

/** A file as it was named, and the path by which it is told of. */
export async function namedFile(file: string, told: string): Promise<Member> {
  const { size } = await stat(file)
  return { name: file, path: told, depth: 0, allowance: new Allowance(size), bring: () => Promise.resolve({ file }) }
}

/** Finds out what is in a file. Throws bad_input or the engine's error when it cannot be read. */
export async function openFile(opening: Opening, member: Member): Promise<OpenedFile | Container> {
  const { file, digest } = await member.bring()
  let content: Content = { ...member, file, digest, called: member.path, ...(await beginningOf(file)) }
  for (let times = 0; kindOf(content.head, content.called) === 'gzip' && times < 2; times++) content = await gunzipped(opening, content)
  if (content.size === 0) throw new BackcourtError('bad_input', 'the file is empty')
  const kind = kindOf(content.head, content.called)
  if (kind === 'zip' || kind === 'sqlite') return containerIn(opening, content, kind)
  const untaken = kind === undefined ? untakenByBytes(content.head, content.called) : undefined
  if (untaken !== undefined) throw new BackcourtError('bad_input', untaken)
  if (kind === undefined) return textTables(opening, content)
  if (kind === 'pdf') return pdfTables(opening, content)
  if (kind === 'gzip') throw new BackcourtError('bad_input', 'packed with gzip more often than twice')
  const plain = await withPlainName(opening.scratch, content)
  return {
    path: content.path,
    digest: content.digest ?? (await digestOf(content.file)),
    size: content.size,
    tables: [await parquetTable(opening.store, plain)],
    notes: [],
  }
}

/** The table of an injury report, written as CSV. Throws bad_input for any other PDF. */
async function pdfTables(opening: Opening, content: Content): Promise<OpenedFile> {
  const digest = content.digest ?? (await digestOf(content.file))
  const report = injuryReport(await wordsOfPdf(new Uint8Array(await readFile(content.file))))
  if (report === undefined) throw new BackcourtError('bad_input', untakenByBytes(content.head, content.called) ?? 'a PDF')
  const { file } = await writeTable(opening.scratch, report, opening.wants(report.header))
  return textTables(opening, { ...content, file, digest, called: `${content.called}.csv`, ...(await beginningOf(file)) })
}

async function gunzipped({ scratch }: Opening, content: Content): Promise<Content> {
  const file = await scratch.file('unpacked')
  const hash = createHash('sha256')
  const packed = createReadStream(content.file)
  packed.on('data', chunk => hash.update(chunk))
  await pipeline(packed, createGunzip({ chunkSize: PIECE }), content.allowance.counting(), createWriteStream(file))
  const digest = content.digest ?? hash.digest('hex')
  return { ...content, file, digest, called: content.called.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar'), ...(await beginningOf(file)) }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
