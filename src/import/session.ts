import path from 'node:path'
import type { Format } from '../feeds/format.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { importFilesTable, imports } from '../ledger/import-tables.ts'
import { literal } from './literals.ts'
import type { OpenedFile } from './read/content.ts'
import type { ImportRequest, TableCounts } from './report.ts'

/** One import while it runs: its number is taken when the first rows are. */
export interface Session {
  readonly store: Store
  readonly request: ImportRequest
  readonly mappingDigest: string
  importNumber: number | null
}

/** The number of this import; the first call, inside a transaction, writes it down. */
export async function takeNumber(session: Session): Promise<number> {
  if (session.importNumber !== null) return session.importNumber
  const { paths, toldFrom, mapping, replace, force, now } = session.request
  const number = await recordImport(session.store, {
    kind: replace ? 'replace' : 'import',
    now,
    details: { paths, ...(toldFrom === undefined ? {} : { told_from: toldFrom }), mapping: mapping ?? null, replace, force },
  })
  session.importNumber = number
  return number
}

export interface ImportRecord {
  readonly kind: 'import' | 'replace' | 'remove'
  readonly now: string
  readonly details: object
}

/** Writes down the next import and returns its number. */
export async function recordImport(store: Store, record: ImportRecord): Promise<number> {
  const rows = await store.rows<{ next: number }>(`select coalesce(max(import_number), 0) + 1 as next from ${qualifiedName(imports)}`)
  const number = rows[0]?.next ?? 1
  const startedAt = store.dialect.cast(literal(store, record.now.replace('T', ' ').replace('Z', '')), 'timestamp')
  await store.run(
    `insert into ${qualifiedName(imports)} (import_number, kind, started_at, arguments, people_resolved)
     values (${number}, ${literal(store, record.kind)}, ${startedAt}, ${literal(store, JSON.stringify(record.details))}, false)`,
  )
  return number
}

/** What became of each table of a file. */
export interface LandedFile {
  readonly file: OpenedFile
  readonly format: string
  readonly tables: readonly TableCounts[]
}

/** Writes down that files landed. */
export async function recordFiles(session: Session, landed: readonly LandedFile[]): Promise<void> {
  const { store } = session
  const values = landed.flatMap(({ file, format, tables }) =>
    tables.map(
      counts =>
        `(${[session.importNumber, literal(store, file.path), literal(store, file.digest), literal(store, format), literal(store, session.mappingDigest), literal(store, counts.table)].join(', ')},
        ${[counts.read, counts.stored, counts.changed, counts.unchanged, counts.duplicate, counts.undecided, counts.rejected].join(', ')})`,
    ),
  )
  if (values.length === 0) return
  await store.run(
    `insert into ${qualifiedName(importFilesTable)} (import_number, path, digest, format, mapping_digest, table_name,
       rows_read, rows_stored, rows_changed, rows_unchanged, rows_duplicate, rows_undecided, rows_rejected)
     values ${values.join(', ')}`,
  )
}

/** What the same bytes came to when an earlier import took them for the same format, their stored rows as unchanged: by digest, and by digest and name of the file. */
export async function landedBefore(session: Session, files: readonly OpenedFile[], format: string): Promise<ReadonlyMap<string, TableCounts[]>> {
  const { store } = session
  const rows = await store.rows<TableCounts & { digest: string; path: string }>(
    `select digest, path, table_name as "table", rows_read as read, 0 as stored, 0 as changed, rows_stored + rows_changed + rows_unchanged as unchanged,
       rows_duplicate as duplicate, rows_undecided as undecided, rows_rejected as rejected
     from ${qualifiedName(importFilesTable)}
     where digest in (${files.map(file => literal(store, file.digest)).join(', ')}) and format = ${literal(store, format)}
       and mapping_digest = ${literal(store, session.mappingDigest)} and import_number < ${session.importNumber ?? Number.MAX_SAFE_INTEGER}
     qualify dense_rank() over (partition by digest, parse_filename(path) order by import_number desc, path desc) = 1
     order by import_number, path, table_name`,
  )
  const found = new Map<string, TableCounts[]>()
  for (const { digest, path: file, ...counts } of rows) {
    const copy = nameOfCopy({ digest, path: file })
    const own = [...(found.get(copy) ?? []), counts]
    found.set(copy, own).set(digest, own)
  }
  return found
}

/** A name for the bytes under the name of their file. */
export function nameOfCopy({ digest, path: file }: Pick<OpenedFile, 'digest' | 'path'>): string {
  return `${digest} ${path.posix.basename(file)}`
}

/** Whether the name of a file says something of its rows: of which day a roster is. The same bytes under another name are another roster. */
export function isDated(file: string, { parts }: Format): boolean {
  return parts.some(({ teamsOn }) => teamsOn !== undefined) && /(?:19|20)\d{2}-\d{2}-\d{2}/.test(file)
}
