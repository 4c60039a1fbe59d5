import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { BackcourtError } from '../../errors.ts'
import { pathInside, type Bytes, type Container, type Member } from './member.ts'
import type { Content, Opening } from './content.ts'
import type { Scratch } from './scratch.ts'
import { sheetRows } from './sheet-rows.ts'
import { sqliteTables, withSqliteTable } from './sqlite-tables.ts'
import { untakenByMembers } from './untaken.ts'
import { isWorkbook, openWorkbook, type Sheet, type Workbook, type WorkbookFile } from './workbook.ts'
import { writeTable } from './written-table.ts'
import { zipEntries, zipSteps, type ZipEntry } from './zip-archive.ts'

const DEEPEST = 3

/** What is inside of a zip archive, a workbook or an SQLite database. Throws bad_input for one that cannot be read. */
export async function containerIn(opening: Opening, content: Content, kind: 'zip' | 'sqlite'): Promise<Container> {
  if (content.depth >= DEEPEST) throw new BackcourtError('bad_input', `inside of ${DEEPEST} other files: unpack it by hand`)
  if (kind === 'sqlite') return database(opening, content)
  const entries = await zipEntries(content.file)
  const untaken = untakenByMembers(
    entries.map(entry => entry.name),
    content.called,
  )
  if (untaken !== undefined) throw new BackcourtError('bad_input', untaken)
  return isWorkbook(entries) ? workbook(opening, content, entries) : archive(opening, content, entries)
}

function memberOf({ path: container, depth, allowance }: Content, name: string, bring: () => Promise<Bytes>): Member {
  return { name, path: pathInside(container, name), depth: depth + 1, allowance, bring }
}

function archive({ scratch }: Opening, content: Content, entries: readonly ZipEntry[]): Container {
  const shown = entries.filter(({ name }) => !name.split('/').some(part => part.startsWith('.') || part === '__MACOSX'))
  if (shown.length === 0) throw new BackcourtError('bad_input', 'the zip archive holds no files')
  return {
    kind: 'archive',
    path: content.path,
    members: shown.map(entry => memberOf(content, entry.name, () => unpacked(scratch, content, entry))),
    notes: [],
  }
}

async function unpacked(scratch: Scratch, { file, allowance }: Content, entry: ZipEntry): Promise<Bytes> {
  const target = await scratch.file(path.extname(entry.name).slice(1).replaceAll(/\W/g, '') || 'unpacked')
  const hash = createHash('sha256')
  const counting = allowance.counting()
  counting.on('data', (chunk: Buffer) => hash.update(chunk))
  await pipeline([...(await zipSteps(file, entry)), counting, createWriteStream(target)])
  return { file: target, digest: hash.digest('hex') }
}

async function workbook(opening: Opening, content: Content, entries: readonly ZipEntry[]): Promise<Container> {
  const book: WorkbookFile = { file: content.file, entries: new Map(entries.map(entry => [entry.name, entry])), allowance: content.allowance }
  const opened = await openWorkbook(book)
  if (opened.sheets.length === 0) throw new BackcourtError('bad_input', 'the workbook has no sheets of cells')
  return {
    kind: 'workbook',
    path: content.path,
    members: opened.sheets.map(sheet => memberOf(content, sheet.name, () => writtenSheet(opening, { book, opened, sheet }))),
    notes: opened.hidden.map(name => `the sheet ${name} is hidden and was left out`),
  }
}

async function writtenSheet({ scratch, wants }: Opening, of: { book: WorkbookFile; opened: Workbook; sheet: Sheet }): Promise<Bytes> {
  const rows = sheetRows(of.book, of.opened, of.sheet)
  const first = await rows.next()
  if (first.done === true) throw new BackcourtError('bad_input', 'the sheet is empty')
  return writeTable(scratch, { header: first.value, rows }, wants(first.value))
}

async function database({ scratch, wants }: Opening, content: Content): Promise<Container> {
  const tables = await sqliteTables(content.file, content.called)
  if (tables.length === 0) throw new BackcourtError('bad_input', 'the SQLite database has no tables')
  const written = (table: string): Promise<Bytes> => withSqliteTable(content.file, table, rows => writeTable(scratch, rows, wants(rows.header)))
  return { kind: 'database', path: content.path, members: tables.map(table => memberOf(content, table, () => written(table))), notes: [] }
}
