import { qualifiedName, type Source } from '../../table/source.ts'
import { keyText } from '../place/arrivals.ts'
import { factColumns } from './land.ts'
import { importFilesTable, imports } from '../../ledger/import-tables.ts'
import { literal } from '../literals.ts'
import type { OpenedFile } from '../read/content.ts'
import type { RecognisedTable } from '../recognise/recognise.ts'
import type { TableCounts } from '../report.ts'
import type { Session } from '../session.ts'

/** Rows of one table that a skipped file brought and that say something else by now. */
interface Superseded {
  readonly rows: number
  /** The first of them, and what ended it. */
  readonly key: string
  readonly endedBy: string
}

/** A file that landed before, and what it came to then. */
export interface KnownFile {
  readonly file: OpenedFile
  readonly tables: readonly RecognisedTable[]
  readonly counts: readonly TableCounts[]
}

/** What files of one format that landed before came to by now: their counts, and a warning for each whose rows have been changed or removed since. */
export async function asTheyStand(
  session: Session,
  files: readonly KnownFile[],
): Promise<{ readonly counts: ReadonlyMap<OpenedFile, TableCounts[]>; readonly warnings: string[] }> {
  const warnings: string[] = []
  const standing = new Map<OpenedFile, TableCounts[]>(files.map(({ file }) => [file, []]))
  const digests = files.map(({ file }) => file.digest)
  for (const part of new Set(files.flatMap(({ tables }) => tables.map(table => table.part)))) {
    const lost = part.inPassing === true ? NONE : await superseded(session, digests, { target: part.target, facts: factColumns(part) })
    for (const { file, counts } of files) {
      const count = counts.find(({ table }) => table === qualifiedName(part.target))
      if (count === undefined) continue
      const own = lost.get(file.digest)
      const rows = Math.min(own?.rows ?? 0, count.unchanged)
      standing.get(file)?.push({ ...count, unchanged: count.unchanged - rows, duplicate: count.duplicate + rows })
      if (own !== undefined) warnings.push(warningOf(file.path, count.table, own))
    }
  }
  return { counts: standing, warnings }
}

const NONE: ReadonlyMap<string, Superseded> = new Map()

function warningOf(path: string, table: string, { rows, key, endedBy }: Superseded): string {
  const have = rows === 1 ? '1 row that it brought has' : `${rows} rows that it brought have`
  const first = rows === 1 ? key : `the first, ${key},`
  return `${path} is known already and was skipped, but ${have} been changed or removed since in ${table}: ${first} by ${endedBy}; --force brings ${rows === 1 ? 'it' : 'them'} back`
}

interface LostRows {
  readonly digest: string
  readonly rows: number
  readonly key: string
  readonly kind: string
  readonly number: number
  readonly by: string | null
}

/** Rows that the landings of the same bytes brought, whose key now has no version or one that says something else, by the digest of the bytes. */
async function superseded(session: Session, digests: readonly string[], told: ToldRows): Promise<ReadonlyMap<string, Superseded>> {
  const rows = await session.store.rows<LostRows>(lostQuery(session, digests, told))
  return new Map(
    rows.map(({ digest, rows: count, key, kind, number, by }) => [
      digest,
      { rows: count, key, endedBy: `${kind} ${number}${by === null ? '' : `, ${by}`}` },
    ]),
  )
}

/** A raw table and what a feed says in it. */
interface ToldRows {
  readonly target: Source
  readonly facts: readonly string[]
}

function lostQuery({ store, mappingDigest }: Session, digests: readonly string[], { target, facts }: ToldRows): string {
  const table = qualifiedName(target)
  const sameKey = target.key.map(name => `c.${name} is not distinct from r.${name}`).join(' and ')
  const sameFacts = facts.map(name => `c.${name} is not distinct from r.${name}`).join(' and ') || 'true'
  return `
    with landings as (
      select distinct digest, import_number, path
      from ${qualifiedName(importFilesTable)}
      where digest in (${digests.map(digest => literal(store, digest)).join(', ')}) and mapping_digest = ${literal(store, mappingDigest)}
    ),
    brought as (
      select l.digest, r.*
      from ${table} as r
      join landings as l on l.import_number = r.import_number and l.path = r.source_file
      where r.ended_by is not null
    ),
    lost as (
      select r.digest, ${keyText(target.key, 'r.')} as row_key, r.ended_by, c.source_file as by_file
      from brought as r
      left join (select * from ${table} where ended_by is null) as c on ${sameKey}
      where c.import_number is null or not (${sameFacts})
    )
    select
      digest,
      cast(count(distinct row_key) as bigint) as rows,
      min_by(row_key, row_key) as key,
      min_by(i.kind, row_key) as kind,
      min_by(ended_by, row_key) as number,
      min_by(by_file, row_key) as by
    from lost
    join ${qualifiedName(imports)} as i on i.import_number = lost.ended_by
    group by digest`
}
