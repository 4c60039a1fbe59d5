import { BackcourtError, messageOf, QueryError, type ErrorCode } from '../errors.ts'
import type { Phase } from '../feeds/format.ts'
import { sources } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import { readArrivals } from './arrivals.ts'
import { expandPaths } from './files.ts'
import { compare, writeQuarantine, writeVersions, type Landing } from './land.ts'
import { readMapping } from './mapping.ts'
import { openFile, withScratchFolder, type OpenedFile } from './open-file.ts'
import { followPlaces, places, readPlaces } from './placement.ts'
import { recognise, type Recognised } from './recognise.ts'
import { endWhatIsLacking, noteHeld, prepareHeld } from './replace.ts'
import type { ImportedFile, ImportEvent, ImportReport, ImportRequest, TableCounts, UnrecognisedFile } from './report.ts'
import { landedBefore, recordFile, takeNumber, type Session } from './session.ts'
import { settleImports, type ResolvePeople } from './settle.ts'
import { addLookups, prepareLookups, stageFile } from './stage.ts'
import { quarantinedBy, tablesNow } from './summary.ts'
import { asItStands } from './superseded.ts'
import { retryWaiting } from './waiting.ts'

export interface ImportOptions {
  readonly listen?: (event: ImportEvent) => void
  /** Called after rows have changed, with the number of the import; unless told otherwise identity resolution, where somebody can be another. */
  readonly resolvePeople?: ResolvePeople | undefined
}

interface Run extends Session {
  readonly listen: (event: ImportEvent) => void
  readonly scratch: string
  readonly files: ImportedFile[]
  readonly unrecognised: UnrecognisedFile[]
  readonly warnings: string[]
}

interface TakenFile {
  readonly opened: OpenedFile
  readonly recognised: Recognised
}

/** Errors of the store, which no other file would be spared. */
const ENDING: ReadonlySet<ErrorCode> = new Set(['store_full', 'store_unreadable', 'store_damaged'])

const PHASES: readonly Phase[] = ['schedule', 'reference', 'facts']

/** Takes files into the raw tables of a prepared store: each file lands in its own transaction, and a broken one does not stop the others. */
export async function importFiles(store: Store, request: ImportRequest, options: ImportOptions = {}): Promise<ImportReport> {
  const mapping = request.mapping === undefined ? undefined : await readMapping(request.mapping)
  const named = await expandPaths(store, request.paths)
  const listen = options.listen ?? (() => undefined)
  listen({ kind: 'started', files: named.files.length })
  return withScratchFolder(store, async scratch => {
    const run: Run = {
      store,
      request,
      listen,
      scratch,
      importNumber: null,
      mappingDigest: mapping?.digest ?? '',
      files: [],
      unrecognised: [],
      warnings: [],
    }
    const taken: TakenFile[] = []
    for (const file of named.files) {
      const found = await attempt(run, file, async () => {
        const opened = await openFile(store, file, scratch)
        const recognised = recognise(opened.tables, mapping)
        return 'lookedFor' in recognised ? recognised.lookedFor : { opened, recognised }
      })
      if (found !== undefined) taken.push(found)
    }
    await landAll(run, taken)
    await settle(run, options.resolvePeople)
    return report(run, named.unreadable)
  })
}

/** Runs one step for one file; a sentence, or an error of the file or the engine, means that the file cannot be taken. */
async function attempt<T extends object>(run: Run, path: string, step: () => Promise<T | string>): Promise<T | undefined> {
  const found = await step().catch((error: unknown) => {
    if (error instanceof BackcourtError && ENDING.has(error.code)) throw error
    if (error instanceof BackcourtError) return error.message
    if (error instanceof QueryError || (error instanceof Error && 'code' in error)) return `cannot be read: ${messageOf(error).split('\n')[0]}`
    throw error
  })
  if (typeof found !== 'string') return found
  const file = { path, looked_for: found }
  run.unrecognised.push(file)
  run.listen({ kind: 'unrecognised', file })
  return undefined
}

async function landAll(run: Run, taken: readonly TakenFile[]): Promise<void> {
  await prepareLookups(run.store)
  await prepareHeld(run.store)
  await readPlaces(run.store)
  for (const phase of PHASES) {
    if (phase === 'facts') run.warnings.push(...(await retryWaiting(run)))
    for (const file of taken) if (file.recognised.format.phase === phase) await landFile(run, file)
  }
  if (!run.request.replace || run.importNumber === null) return
  const { importNumber } = run
  await run.store.transaction(async () => {
    run.warnings.push(...(await endWhatIsLacking(run.store, sources, importNumber)))
    await followPlaces(run.store, sources)
  })
}

async function landFile(run: Run, taken: TakenFile): Promise<void> {
  const { opened, recognised } = taken
  const { path } = opened
  const format = recognised.format.name
  const known = run.request.force || run.request.replace ? undefined : await landedBefore(run, opened, format)
  const tables = known === undefined ? await attempt(run, path, async () => landTables(run, taken)) : await skipFile(run, taken, known)
  if (tables === undefined) return
  const file: ImportedFile = { path, format, skipped: known !== undefined, tables }
  run.files.push(file)
  run.listen({ kind: 'file', file })
}

/** Leaves a file alone whose bytes landed before, and says which of its rows are others by now. */
async function skipFile(run: Run, { opened, recognised }: TakenFile, known: readonly TableCounts[]): Promise<TableCounts[]> {
  const { counts, warnings } = await asItStands(run, { file: opened, tables: recognised.tables }, known)
  run.warnings.push(...warnings)
  return counts
}

/** Lands all tables of a file, together with its place in the ledger. */
async function landTables(run: Run, { opened, recognised }: TakenFile): Promise<TableCounts[]> {
  const { store } = run
  const numberBefore = run.importNumber
  try {
    return await store.transaction(async () => {
      const tables: TableCounts[] = []
      const importNumber = await takeNumber(run)
      for (const table of recognised.tables) {
        await stageFile(store, opened.path, table)
        tables.push(await landStaged(run, { format: recognised.format, part: table.part, importNumber }))
      }
      await recordFile(run, { file: opened, format: recognised.format.name, tables })
      if (recognised.tables.some(table => places.includes(table.part.target))) await followPlaces(store, sources)
      return tables
    })
  } catch (error) {
    run.importNumber = numberBefore
    throw error
  }
}

async function landStaged(run: Run, landing: Landing): Promise<TableCounts> {
  const { store } = run
  await addLookups(store, landing.part)
  await readArrivals(store, landing.format, landing.part)
  const counts = await compare(store, landing)
  await writeVersions(store, landing, counts)
  if (counts.rejected > 0) await writeQuarantine(store, landing)
  if (run.request.replace) await noteHeld(store, landing)
  return counts
}

/** Settles what follows from the rows, also when an earlier import was stopped before it could. */
async function settle(run: Run, resolve: ImportOptions['resolvePeople']): Promise<void> {
  const people = await settleImports(run.store, resolve)
  if (people === undefined) return
  run.warnings.push(...people.findings)
  run.listen({ kind: 'people', persons: people.persons, apart: people.apart })
}

async function report(run: Run, unreadable: ImportReport['unreadable']): Promise<ImportReport> {
  const touched = new Set(run.files.flatMap(file => file.tables.map(counts => counts.table)))
  const waiting = run.importNumber === null ? { rows: 0, sentences: [] } : await quarantinedBy(run.store, run.importNumber)
  return {
    import: run.importNumber,
    files: run.files,
    unrecognised: run.unrecognised,
    unreadable,
    tables: await tablesNow(run.store, touched),
    quarantined: waiting.rows,
    warnings: [...waiting.sentences, ...run.warnings],
  }
}
