import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { BackcourtError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { rewriteCsv, surveyCsv } from './csv-records.ts'
import { csvTable, parquetTable, type CsvSource, type FileTable } from './file-tables.ts'
import { jsonTables } from './json-tables.ts'

/** A file whose content can be read as tables of text. */
export interface OpenedFile {
  /** As it was named. */
  readonly path: string
  /** SHA-256 of its bytes. */
  readonly digest: string
  readonly tables: readonly FileTable[]
}

type Container = 'parquet' | 'csv' | 'json'

/** The path of a folder for unpacked files, made when one is unpacked; it goes away with the import. */
export async function withScratchFolder<T>({ temporary }: Store, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = `${temporary}-import`
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Finds out what is in a file. Throws bad_input or the engine's error when it cannot be read. */
export async function openFile(store: Store, named: string, scratch: string): Promise<OpenedFile> {
  const bytes = await readFile(named)
  const digest = createHash('sha256').update(bytes).digest('hex')
  if (bytes.length === 0) throw new BackcourtError('bad_input', 'the file is empty')
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  const content = zipped ? await promisify(gunzip)(bytes) : bytes
  const name = zipped ? named.replace(/\.gz$/i, '') : named
  const container = containerOf(content, name)
  const bom = container === 'json' && startsWith(content, [0xef, 0xbb, 0xbf])
  const looksLikeGlob = /[*?[\]{}]/.test(named)
  let file = named
  if (zipped || bom || looksLikeGlob) {
    await mkdir(scratch, { recursive: true })
    file = path.join(scratch, `${digest}.${container}`)
    await writeFile(file, bom ? content.subarray(3) : content)
  }
  return { path: named, digest, tables: await tablesOf(store, { container, file, content, copy: path.join(scratch, `${digest}.rewritten.csv`) }) }
}

async function tablesOf(store: Store, opened: { container: Container; file: string; content: Buffer; copy: string }): Promise<readonly FileTable[]> {
  switch (opened.container) {
    case 'parquet':
      return [await parquetTable(store, opened.file)]
    case 'csv':
      return [csvTable(store, await csvSource(opened))]
    case 'json':
      return jsonTables(store, { file: opened.file, size: opened.content.length })
  }
}

function containerOf(content: Buffer, name: string): Container {
  const extension = path.extname(name).toLowerCase()
  if (startsWith(content, [0x50, 0x41, 0x52, 0x31]) || extension === '.parquet') return 'parquet'
  if (/^(\xef\xbb\xbf)?\s*[[{]/.test(content.subarray(0, 4096).toString('latin1'))) return 'json'
  if (['.csv', '.tsv', '.txt'].includes(extension) && !content.subarray(0, 4096).includes(0)) return 'csv'
  throw new BackcourtError('bad_input', 'neither parquet, CSV nor JSON')
}

/** A CSV file that every reader reads alike is read as it is, another one from a copy. */
async function csvSource({ file, content, copy }: { file: string; content: Buffer; copy: string }): Promise<CsvSource> {
  const survey = surveyCsv(content)
  if (survey.regular) return { file, survey, rewritten: false }
  await mkdir(path.dirname(copy), { recursive: true })
  await writeFile(copy, rewriteCsv(content, survey))
  return { file: copy, survey, rewritten: true }
}

function startsWith(content: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => content[index] === byte)
}
