import { examineContents } from '../check/examine-contents.ts'
import { examineTables, type TableFinding } from '../check/examine-tables.ts'
import { feedRows, importedFiles, quarantinedRows, type FeedRows, type QuarantinedRows } from '../check/store-contents.ts'
import { declaredTables } from '../declared-tables.ts'
import { openDuckdb } from '../store/duckdb/duckdb.ts'
import { examineStore, storeSizes, vanished, type Finding } from '../store/duckdb/examine.ts'
import { STORE_VERSION } from '../store/migrations.ts'
import { storeVersion } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { StoreAbout } from './documents.ts'
import { engineSettings } from './engine-settings.ts'
import { holdStore } from './hold-store.ts'
import { count, counted } from './render/amounts.ts'
import type { Session } from './session.ts'
import { version } from './version.ts'

/** What is known of a store, and what is wrong with it. */
export interface Examination {
  readonly findings: readonly TableFinding[]
  /** Undefined, like the rest, where the store does not open. */
  readonly about?: StoreAbout
  readonly feeds?: readonly FeedRows[]
  readonly quarantine?: readonly QuarantinedRows[]
}

/** Looks at the files of a store, at every row, at its tables and at what waits in them. Changes nothing. Throws store_locked. */
export async function examination(session: Session): Promise<Examination> {
  const findings: TableFinding[] = await examineStore(session.store)
  if (findings.some(({ severity, found }) => severity === 'error' || found.includes('checkpoint'))) return { findings }
  const store = await openDuckdb(session.store, { ...engineSettings(session), readOnly: true })
  try {
    return await session.stoppable(store, 1, () => contents(store, session, findings))
  } finally {
    await store.close()
  }
}

async function contents(store: Store, session: Session, files: readonly TableFinding[]): Promise<Examination> {
  const written = (await storeVersion(store)) ?? null
  const about = await aboutStore(store, session, written)
  if (written !== STORE_VERSION) return { findings: [...files, otherVersion(store.location, written)], about }
  const tables = await examineTables(store, declaredTables())
  const missing = new Set(tables.map(({ object }) => object))
  const feeds = await feedRows(store)
  const quarantine = missing.has('nba_processing.quarantine') ? [] : await quarantinedRows(store)
  const gone = missing.has('nba_processing.import_files') ? [] : vanishedNotes(await importedFiles(store))
  const isWhole = tables.every(({ found }) => !found.startsWith('no such'))
  const contents = isWhole ? await examineContents(store, declaredTables()) : []
  return { findings: [...files, ...tables, ...contents, ...gone, ...quarantine.map(quarantineNote)], about, feeds, quarantine }
}

async function aboutStore(store: Store, session: Session, written: number | null): Promise<StoreAbout> {
  const [found] = await store.rows<{ engine: string; layout: string | null }>(
    `select version() as engine, (select tags['storage_version'] from duckdb_databases() where database_name = current_database()) as layout`,
  )
  const { engine = '', layout = null } = found ?? {}
  return { backcourt: version(), runtime: session.world.runtime, engine: `DuckDB ${engine}`, layout, version: written, ...storeSizes(session.store) }
}

function otherVersion(object: string, written: number | null): Finding {
  const expected = `a Backcourt store of version ${STORE_VERSION}`
  if (written === null)
    return { severity: 'error', object, found: 'a database that is no Backcourt store', expected, repair: 'name another file with --store' }
  const found = `version ${written}`
  if (written > STORE_VERSION) return { severity: 'error', object, found, expected, repair: 'update Backcourt' }
  return { severity: 'warning', object, found, expected, repair: 'backcourt doctor --fix brings it up to date, as every other command does' }
}

/** Files that rows came from and that are gone: nothing is wrong, but they cannot be imported again. */
function vanishedNotes(files: readonly { readonly path: string; readonly rows: number }[]): Finding[] {
  const gone = new Set(vanished(files.map(({ path }) => path)))
  const [first, ...others] = files.filter(({ path }) => gone.has(path))
  if (first === undefined) return []
  const rows = [first, ...others].reduce((sum, file) => sum + file.rows, 0)
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'other file')}`
  const found = `gone${others.length === 0 ? '' : ', and so are others'}: ${counted(rows, 'row')} came from ${others.length === 0 ? 'it' : `these ${count(others.length + 1)} files`}`
  const repair = 'none is needed: the rows are kept; keep the files if they shall be imported again'
  return [{ severity: 'note', object: `${first.path}${more}`, found, expected: 'imported files where they were', repair }]
}

function quarantineNote({ table, reason, rows, example }: QuarantinedRows): Finding {
  return {
    severity: 'note',
    object: table,
    found: `${counted(rows, 'row')} in quarantine (${reason}): ${example}`,
    expected: 'none; each import tries them again',
    repair: `backcourt sql "select source_file, source_row, reason from nba_processing.quarantine where ended_by is null and reason_code = '${reason}'"`,
  }
}

/** Repairs what is safe, and says what it did, a line per step. Rows stay as they are. */
export async function fixStore(session: Session, { findings }: Examination): Promise<string[]> {
  const fixable = findings.filter(({ fix, repair }) => fix !== undefined || repair.includes('doctor --fix'))
  if (fixable.length === 0) return []
  return holdStore(session, 'write', async store => {
    const statements = findings.flatMap(({ fix }) => fix ?? [])
    await store.transaction(async () => {
      for (const statement of statements) await store.run(statement)
    })
    return fixable.map(({ object, found }) => `repaired ${object}: ${found}`)
  })
}
