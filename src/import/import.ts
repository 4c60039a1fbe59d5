import type { Format, Part, Phase } from '../feeds/format.ts'
import { sources } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import { readArrivals } from './place/arrivals.ts'
import { expandPaths } from './read/files.ts'
import { literal } from './literals.ts'
import { keepUntold } from './land/keep-untold.ts'
import { batchesOf, type Batch, type TakenFile } from './land/batches.ts'
import { compare, countsOf, endRestOfWholes, isChanged, noRows, totalOf, writeQuarantine, writeVersions, type Landing } from './land/land.ts'
import type { OpenedFile } from './read/content.ts'
import { namedFile, toldPath } from './read/open-file.ts'
import { withScratch } from './read/scratch.ts'
import { followPlaces, places, readPlaces } from './place/placement.ts'
import { recognise, type RecognisedTable } from './recognise/recognise.ts'
import { endWhatIsLacking, noteHeld, prepareHeld } from './land/replace.ts'
import type { ImportedFile, ImportEvent, ImportReport, ImportRequest, TableCounts } from './report.ts'
import { isDated, landedBefore, nameOfCopy, recordFiles, takeNumber, type LandedFile } from './session.ts'
import { settleImports, type ResolvePeople } from './settle/settle.ts'
import { prepareTeamNames } from './place/team-codes.ts'
import { prepareNames } from './place/known-names.ts'
import { waitingReasons } from './place/reasons.ts'
import { addLookups, joinSides, nameByOthers, prepareLookups, stageFiles, type StagedTable } from './place/stage.ts'
import { quarantinedBy, rowCount, tablesNow } from './summary.ts'
import { attempt, take, whyNotTaken, type Run } from './take.ts'
import { asTheyStand } from './land/superseded.ts'
import { isUntried, noteTried, retryWaiting, takenAwayBy } from './land/waiting.ts'

export interface ImportOptions {
  readonly listen?: (event: ImportEvent) => void
  /** Called after rows have changed, with the number of the import; unless told otherwise identity resolution, where somebody can be another. */
  readonly resolvePeople?: ResolvePeople | undefined
}

const PHASES: readonly Phase[] = ['schedule', 'reference', 'facts', 'nameless facts']

/** Takes files into the raw tables of a prepared store: each file lands in its own transaction, and a broken one does not stop the others. */
export async function importFiles(store: Store, request: ImportRequest, options: ImportOptions = {}): Promise<ImportReport> {
  // What reads mappings is as much as all the rest, and few bring one.
  const mapping = request.mapping === undefined ? undefined : await (await import('./recognise/mapping.ts')).readMapping(request.mapping)
  const named = await expandPaths(store, request.paths)
  const listen = options.listen ?? (() => undefined)
  listen({ kind: 'started', files: named.files.length })
  const wants = (columns: readonly string[]): boolean => 'format' in recognise([{ columns, scan: () => '' }], mapping)
  return withScratch(store, async scratch => {
    const run: Run = {
      store,
      request,
      listen,
      mapping,
      opening: { store, scratch, wants },
      importNumber: null,
      mappingDigest: [mapping?.digest, request.rosterDate].filter(part => part !== undefined).join(' '),
      files: [],
      unrecognised: [],
      suggestions: [],
      warnings: [],
    }
    const taken: TakenFile[] = []
    for (const file of named.files) {
      const told = toldPath(file, request.toldFrom)
      await take(run, taken, { path: told, open: () => namedFile(file, told) })
    }
    await landAll(run, taken)
    await settle(run, options.resolvePeople)
    return report(run, named.unreadable)
  })
}

async function landAll(run: Run, taken: readonly TakenFile[]): Promise<void> {
  await prepareLookups(run.store)
  await prepareHeld(run.store)
  await prepareTeamNames(run.store)
  await prepareDays(run)
  await readPlaces(run.store)
  const untried = run.request.force || (await isUntried(run.store))
  for (const phase of PHASES) {
    if (phase === 'facts' && (untried || run.files.some(file => !file.skipped))) run.warnings.push(...(await retryWaiting(run, waitingReasons)))
    const landed = run.files.length
    for (const batch of batchesOf(taken.filter(file => file.recognised.format.phase === phase))) await landBatch(run, batch)
    if (phase === 'facts' || phase === 'nameless facts')
      run.warnings.push(...(await retryWaiting(run, await takenAwayBy(run.store, run.files.slice(landed)))))
  }
  if (!run.request.replace || run.importNumber === null) return noteTried(run.store)
  const { importNumber } = run
  await run.store.transaction(async () => {
    run.warnings.push(...(await endWhatIsLacking(run.store, sources, importNumber)))
    await followPlaces(run.store, sources)
  })
}

/** The day that rosters are told to be of, and the day of the import. */
async function prepareDays({ store, request }: Run): Promise<void> {
  const told = request.rosterDate === undefined ? 'null' : literal(store, request.rosterDate)
  await store.run(
    `create or replace temp table import_days as select cast(${told} as varchar) as roster_date, ${literal(store, request.now.slice(0, 10))} as today`,
  )
}

/** Lands the files of a batch that are new, and says of the others how they stand. */
async function landBatch(run: Run, batch: Batch): Promise<void> {
  const format = batch[0]?.recognised.format.name ?? ''
  const again = run.request.force || run.request.replace
  const known = new Map(
    again
      ? []
      : await landedBefore(
          run,
          batch.map(({ opened }) => opened),
          format,
        ),
  )
  const before = ({ opened, recognised }: TakenFile): TableCounts[] | undefined =>
    known.get(isDated(opened.path, recognised.format) ? nameOfCopy(opened) : opened.digest)
  const news = batch.filter(file => before(file) === undefined)
  const skipped = batch
    .filter(file => !news.includes(file))
    .map(file => ({ file: file.opened, tables: file.recognised.tables, counts: before(file) ?? [] }))
  const landed = news.length === 0 ? [] : await landFiles(run, news)
  const standing = skipped.length === 0 ? undefined : await asTheyStand(run, skipped)
  run.warnings.push(...(standing?.warnings ?? []))
  for (const { opened, recognised } of batch) {
    const tables = standing?.counts.get(opened) ?? landed.find(({ file }) => file === opened)?.tables
    if (tables === undefined) continue
    const file: ImportedFile = { path: opened.path, format, skipped: standing?.counts.has(opened) === true, tables }
    run.files.push(file)
    if (!file.skipped) run.warnings.push(...[...opened.notes, ...recognised.notes].map(note => `${opened.path}: ${note}`))
    run.listen({ kind: 'file', file })
  }
}

/** Lands files together; where the engine cannot read one of them, in halves, until that one stands alone. */
async function landFiles(run: Run, files: Batch): Promise<readonly LandedFile[]> {
  const [first] = files
  if (first === undefined) return []
  const { format } = first.recognised
  if (files.length === 1) return (await attempt(run, first.opened.path, async () => landTables(run, format, files))) ?? []
  try {
    return await landTables(run, format, files)
  } catch (error) {
    whyNotTaken(error)
    const middle = Math.ceil(files.length / 2)
    const landed = await landFiles(run, files.slice(0, middle))
    return [...landed, ...(await landFiles(run, files.slice(middle)))]
  }
}

/** Lands all tables of files of one shape, together with their places in the ledger. */
async function landTables(run: Run, format: Format, files: Batch): Promise<readonly LandedFile[]> {
  const { store } = run
  const numberBefore = run.importNumber
  try {
    return await store.transaction(async () => {
      const importNumber = await takeNumber(run)
      const tables = new Map<OpenedFile, TableCounts[]>(files.map(({ opened }) => [opened, []]))
      for (const { parts, staged } of tablesOf(files)) {
        await stageFiles(store, staged, parts)
        for (const part of parts) {
          const counts = await landStaged(run, { format, part, importNumber }, new Set(staged[0]?.columns.map(({ as }) => as)))
          for (const { opened } of files) {
            const own = counts.get(opened.path) ?? noRows(part.target)
            if (own.read > 0 || (part.inPassing !== true && part.mayBeEmpty !== true)) tables.get(opened)?.push(own)
          }
          if (places.includes(part.target) && isChanged(counts.values())) await followPlaces(store, sources)
        }
      }
      const landed = files.map(({ opened, recognised }) => {
        const targets = recognised.tables.map(({ part }) => part.target)
        return { file: opened, format: recognised.format.name, tables: countsOf(targets, tables.get(opened) ?? []) }
      })
      await recordFiles(run, landed)
      return landed
    })
  } catch (error) {
    run.importNumber = numberBefore
    throw error
  }
}

/** The tables of files of one shape, the same one of each file together, and the parts of their format that read it. */
function tablesOf(files: Batch): { readonly parts: Part[]; readonly staged: StagedTable[] }[] {
  const [first] = files
  const own = first?.recognised.tables ?? []
  return [...new Set(own.map(({ table }) => table))].map(table => {
    const isOfIt = own.map(each => each.table === table)
    return {
      parts: own.filter((_, place) => isOfIt[place]).map(({ part }) => part),
      staged: files.flatMap(({ opened, recognised }) =>
        stagedTable(
          opened.path,
          recognised.tables.filter((_, place) => isOfIt[place]),
        ),
      ),
    }
  })
}

/** A table with the columns that any of the parts reads that it is taken for. */
function stagedTable(path: string, taken: readonly RecognisedTable[]): StagedTable[] {
  const [first] = taken
  if (first === undefined) return []
  const columns = new Map(taken.flatMap(each => each.columns.map(column => [column.as, column])))
  return [{ path, table: first.table, columns: [...columns.values()] }]
}

/** Lands the staged rows of files that have these columns of their format. */
async function landStaged(run: Run, landing: Landing, present: ReadonlySet<string>): Promise<ReadonlyMap<string, TableCounts>> {
  const { store } = run
  await nameByOthers(store, landing.part)
  await joinSides(store, landing.part)
  await prepareNames(store, landing.part)
  await addLookups(store, landing.part)
  await readArrivals(store, landing.format, landing.part)
  if (landing.part.target.wholeOf === undefined) await keepUntold(store, landing.part, present)
  const counts = await compare(store, landing)
  const total = totalOf(landing.part.target, counts.values())
  await writeVersions(store, landing, total)
  const ended = await endRestOfWholes(store, landing)
  if (ended > 0) run.warnings.push(`${rowCount(ended)} of ${total.table} ended: newer files tell the same games without them`)
  if (landing.part.inPassing === true)
    return new Map([...counts].map(([file, own]) => [file, { ...own, read: own.read - own.rejected, rejected: 0 }]))
  if (total.rejected > 0) await writeQuarantine(store, landing)
  if (run.request.replace) await noteHeld(store, landing)
  return counts
}

/** Settles what follows from the rows, also when an earlier import was stopped before it could. */
async function settle(run: Run, resolve: ImportOptions['resolvePeople']): Promise<void> {
  const { people, findings } = await settleImports(run.store, resolve)
  run.warnings.push(...findings)
  if (people !== undefined) run.listen({ kind: 'people', persons: people.persons, apart: people.apart })
}

async function report(run: Run, unreadable: ImportReport['unreadable']): Promise<ImportReport> {
  const touched = new Set(run.files.flatMap(file => file.tables.map(counts => counts.table)))
  const waiting = run.importNumber === null ? { rows: 0, sentences: [] } : await quarantinedBy(run.store, run.importNumber)
  return {
    import: run.importNumber,
    files: run.files,
    unrecognised: run.unrecognised,
    suggestions: run.suggestions,
    unreadable,
    tables: await tablesNow(run.store, touched),
    quarantined: waiting.rows,
    warnings: [...waiting.sentences, ...run.warnings],
  }
}
