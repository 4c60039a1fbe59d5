import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { BackcourtError } from '../../errors.ts'
import { rewriteCsv, surveyCsv } from './csv-records.ts'
import { csvTable, type CsvSource } from './file-tables.ts'
import { jsonTables } from './json-tables.ts'
import { textKindOf } from './kinds.ts'
import { wholeOf, withPlainName, type Content, type OpenedFile, type Opening } from './content.ts'
import type { Scratch } from './scratch.ts'
import { encodingOf, headOf, rewritingOf } from './text-file.ts'
import { untakenByText } from './untaken.ts'

/** The tables of a file of text. Throws bad_input for what is none. */
export async function textTables({ store, scratch }: Opening, content: Content): Promise<OpenedFile> {
  const { kind, file, digest, size, text, notes } = await readable(scratch, content)
  const tables =
    kind === 'json'
      ? await jsonTables(store, { file, size, text })
      : [csvTable(store, await csvSource(scratch, file, text ?? (await readFile(file))))]
  return { path: content.path, digest, size: content.size, tables, notes }
}

/** Text that the engine can read. */
interface ReadableText {
  readonly kind: 'csv' | 'json'
  readonly file: string
  readonly digest: string
  readonly size: number
  /** Left out where the text was rewritten: two copies of it need not be in memory together. */
  readonly text: Buffer | undefined
  readonly notes: readonly string[]
}

async function readable(scratch: Scratch, content: Content): Promise<ReadableText> {
  const bytes = await wholeOf(content)
  const encoding = encodingOf(bytes)
  if (encoding === undefined) throw new BackcourtError('bad_input', 'neither parquet, CSV, JSON, xlsx, zip nor SQLite')
  const head = headOf(bytes, encoding)
  const untaken = untakenByText(head, content.called)
  if (untaken !== undefined) throw new BackcourtError('bad_input', untaken)
  const kind = textKindOf(head)
  const digest = content.digest ?? createHash('sha256').update(bytes).digest('hex')
  const rewriting = rewritingOf(bytes, encoding, kind)
  if (rewriting === undefined) return { kind, file: await withPlainName(scratch, content), digest, size: bytes.length, text: bytes, notes: [] }
  const { file } = await scratch.write(kind, rewriting.pieces)
  return { kind, file, digest, size: (await stat(file)).size, text: undefined, notes: rewriting.said() }
}

/** A CSV file that every reader reads alike is read as it is, another one from a copy. */
async function csvSource(scratch: Scratch, file: string, content: Buffer): Promise<CsvSource> {
  const survey = surveyCsv(content)
  if (survey.regular) return { file, survey, rewritten: false }
  const copy = await scratch.write('csv', rewriteCsv(content, survey))
  return { file: copy.file, survey, rewritten: true }
}
