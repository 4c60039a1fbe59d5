import { qualifiedName, type Source } from '../table/source.ts'
import { keyText } from './arrivals.ts'
import { factColumns } from './land.ts'
import { importFilesTable, imports } from './ledger.ts'
import { literal } from './literals.ts'
import type { OpenedFile } from './open-file.ts'
import type { RecognisedTable } from './recognise.ts'
import type { TableCounts } from './report.ts'
import type { Session } from './session.ts'

/** Rows of one table that a skipped file brought and that say something else by now. */
interface Superseded {
  readonly rows: number
  /** The first of them, and what ended it. */
  readonly key: string
  readonly endedBy: string
}

/** What a file that landed before came to by now: its counts, and a warning when rows that it brought have been changed or removed since. */
export async function asItStands(
  session: Session,
  { file, tables }: { readonly file: OpenedFile; readonly tables: readonly RecognisedTable[] },
  counts: readonly TableCounts[],
): Promise<{ readonly counts: TableCounts[]; readonly warnings: string[] }> {
  const warnings: string[] = []
  const standing: TableCounts[] = []
  for (const count of counts) {
    const part = tables.find(table => qualifiedName(table.part.target) === count.table)?.part
    const lost = part === undefined ? undefined : await superseded(session, file, { target: part.target, facts: factColumns(part) })
    const rows = Math.min(lost?.rows ?? 0, count.unchanged)
    standing.push({ ...count, unchanged: count.unchanged - rows, duplicate: count.duplicate + rows })
    if (lost !== undefined) warnings.push(warningOf(file.path, count.table, lost))
  }
  return { counts: standing, warnings }
}

function warningOf(path: string, table: string, { rows, key, endedBy }: Superseded): string {
  const have = rows === 1 ? '1 row that it brought has' : `${rows} rows that it brought have`
  const first = rows === 1 ? key : `the first, ${key},`
  return `${path} is known already and was skipped, but ${have} been changed or removed since in ${table}: ${first} by ${endedBy}; --force brings ${rows === 1 ? 'it' : 'them'} back`
}

/** Rows that the landings of the same bytes brought, whose key now has no version or one that says something else. */
async function superseded(
  session: Session,
  file: OpenedFile,
  { target, facts }: { readonly target: Source; readonly facts: readonly string[] },
): Promise<Superseded | undefined> {
  const { store } = session
  const table = qualifiedName(target)
  const sameKey = target.key.map(name => `c.${name} is not distinct from r.${name}`).join(' and ')
  const sameFacts = facts.map(name => `c.${name} is not distinct from r.${name}`).join(' and ') || 'true'
  const [found] = await store.rows<{ rows: number; key: string | null; kind: string; number: number; by: string | null }>(`
    with landings as (
      select distinct import_number, path
      from ${qualifiedName(importFilesTable)}
      where digest = ${literal(store, file.digest)} and mapping_digest = ${literal(store, session.mappingDigest)}
    ),
    brought as (
      select r.*
      from ${table} as r
      join landings as l on l.import_number = r.import_number and l.path = r.source_file
      where r.ended_by is not null
    ),
    lost as (
      select ${keyText(target.key, 'r.')} as row_key, r.ended_by, c.source_file as by_file
      from brought as r
      left join (select * from ${table} where ended_by is null) as c on ${sameKey}
      where c.import_number is null or not (${sameFacts})
    )
    select cast(count(distinct row_key) as bigint) as rows, min_by(row_key, row_key) as key, min_by(i.kind, row_key) as kind, min_by(ended_by, row_key) as number, min_by(by_file, row_key) as by
    from lost
    join ${qualifiedName(imports)} as i on i.import_number = lost.ended_by`)
  if (found === undefined || found.key === null) return undefined
  const source = found.by === null ? '' : `, ${found.by}`
  return { rows: found.rows, key: found.key, endedBy: `${found.kind} ${found.number}${source}` }
}
