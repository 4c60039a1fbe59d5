import type { Format, Part } from '../../feeds/format.ts'
import { formats } from '../../feeds/index.ts'
import { qualifiedName } from '../../table/source.ts'
import { arrivals, readArrivals } from '../place/arrivals.ts'
import { compare, isChanged, outcomes, totalOf, writeVersions } from './land.ts'
import { imports, quarantine } from '../../ledger/import-tables.ts'
import { literals } from '../literals.ts'
import { places } from '../place/placement.ts'
import { namelessReasons, waitingReasons, type QuarantineReason } from '../place/reasons.ts'
import type { Store } from '../../store/store.ts'
import type { ImportedFile } from '../report.ts'
import { takeNumber, type Session } from '../session.ts'
import { nameQueries, prepareNames } from '../place/known-names.ts'
import { addLookups, nameByOthers, stageWaiting } from '../place/stage.ts'
import { canDiffer, openImports } from '../settle/stale.ts'
import { rowCount } from '../summary.ts'

/** Tries the rows again that wait for one of some reasons. Returns a sentence for each table in which some were stored. */
export async function retryWaiting(session: Session, reasons: readonly QuarantineReason[]): Promise<string[]> {
  if (reasons.length === 0) return []
  const { store } = session
  const waiting = await store.rows<{ format: string; table: string }>(
    `select distinct format, table_name as "table" from ${qualifiedName(quarantine)}
     where ended_by is null and reason_code in (${literals(store, reasons)}) order by all`,
  )
  const sentences: string[] = []
  for (const { format: name, table } of waiting) {
    const format = formats.find(candidate => candidate.name === name)
    const part = format?.parts.find(candidate => qualifiedName(candidate.target) === table)
    if (format === undefined || part === undefined) continue
    const stored = await retryPart(session, format, part)
    if (stored > 0) sentences.push(`${rowCount(stored)} of ${table} that waited for another file stored now`)
  }
  return sentences
}

/** The reasons that files which landed just now can have taken away: where they told games that were not known, or not so, as logs do in passing, all of them; else where names are new, those of names. */
export async function takenAwayBy(store: Store, files: readonly ImportedFile[]): Promise<readonly QuarantineReason[]> {
  const changed = new Set(
    files.flatMap(({ skipped, tables }) => (skipped ? [] : tables.filter(counts => isChanged([counts])).map(({ table }) => table))),
  )
  if (changed.size === 0) return []
  if (places.some(source => changed.has(qualifiedName(source)))) return waitingReasons
  const open = await openImports(store)
  return open !== undefined && (await canDiffer(store, nameQueries, open)) ? namelessReasons : []
}

/** Whether an import was stopped, or rows were removed, after waiting rows were tried last. */
export async function isUntried(store: Store): Promise<boolean> {
  const rows = await store.rows(`select 1 from ${qualifiedName(imports)} where waiting_tried is null limit 1`)
  return rows.length > 0
}

/** Writes down that waiting rows were tried again since all imports so far. */
export async function noteTried(store: Store): Promise<void> {
  await store.run(`update ${qualifiedName(imports)} set waiting_tried = true where waiting_tried is null`)
}

async function retryPart(session: Session, format: Format, part: Part): Promise<number> {
  const { store } = session
  await stageWaiting(store, format, part)
  await nameByOthers(store, part)
  await prepareNames(store, part)
  await addLookups(store, part)
  await readArrivals(store, format, part)
  const found = await store.rows<{ rows: number }>(`select count(*) as rows from ${arrivals} where reason_code is null`)
  if ((found[0]?.rows ?? 0) === 0) return 0
  return store.transaction(async () => {
    const landing = { format, part, importNumber: await takeNumber(session) }
    const counts = totalOf(part.target, (await compare(store, landing)).values())
    await writeVersions(store, landing, counts)
    await store.run(
      `update ${qualifiedName(quarantine)} set ended_by = ${landing.importNumber}
       where rowid in (select arrival from ${outcomes} where outcome not in ('rejected', 'undecided'))`,
    )
    return counts.stored + counts.changed
  })
}
