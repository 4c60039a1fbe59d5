import { BackcourtError } from '../errors.ts'
import { storedTable, tablesLike, type HashedTable } from '../hash/hashed-table.ts'
import { stampedRows, stampHashes, type Filled, type Stamping, type StampRequest } from '../hash/stamp.ts'
import { models } from '../nba/models/index.ts'
import { exportRows } from '../store/export.ts'
import type { Store } from '../store/store.ts'
import { openTableFile, tableFileKind } from '../store/duckdb/table-file.ts'
import { draftOf } from '../whole-file.ts'
import { engineSettings } from './engine-settings.ts'
import { withHashedWarehouse } from './hashed-warehouse.ts'
import { holdStore } from './hold-store.ts'
import { tableNamed } from './names.ts'
import type { Session } from './session.ts'
import { writeExport } from './write-export.ts'

/** The options that name tables with hashes. */
export interface HashOptions {
  readonly table?: string | undefined
  readonly file?: string | undefined
  readonly recipe?: string | undefined
  readonly rule?: string | undefined
  readonly dryRun?: true | undefined
}

/** Tables with hashes, and where they are. */
export interface HashedTables {
  readonly store: Filled
  readonly tables: readonly HashedTable[]
  /** How missing hashes get into a file that is only written as a whole; undefined where rows are updated. */
  readonly rewrite: ((store: Filled, request: StampRequest) => Promise<Stamping>) | undefined
}

/** What a command wants of them. */
export interface HashWork {
  readonly session: Session
  readonly options: HashOptions
  readonly writes: boolean
}

/** Opens the store or the file for as long as the work takes. Throws what these throw, not_found for a file without such tables, unknown_name. */
export async function withHashedTables<T>({ session, options, writes }: HashWork, work: (found: HashedTables) => Promise<T>): Promise<T> {
  const chosen = options.table === undefined ? models : [tableNamed(options.table, models)]
  if (options.file === undefined && session.warehouse !== undefined) return withHashedWarehouse(session.warehouse, { session, chosen, writes }, work)
  if (options.file === undefined) {
    return holdStore(session, writes ? 'write' : 'read', async store => {
      const tables = chosen.map(model => storedTable(store, model))
      return work({ store, tables: await Promise.all(tables), rewrite: undefined })
    })
  }
  const file = session.pathOf(options.file)
  const parquet = tableFileKind(file) === 'parquet'
  const store = await openTableFile(file, { ...engineSettings(session), readOnly: !writes })
  try {
    const found = await tablesLike(store, models)
    const tables = found.filter(({ model }) => chosen.includes(model))
    if (tables.length === 0) throw nothingIn(file, found)
    const rewrite = parquet ? (_: Filled, request: StampRequest) => rewritten(session, file, { store, request }) : undefined
    return await session.stoppable(store, writes ? 2 : 1, () => work({ store, tables, rewrite }))
  } finally {
    await store.close()
  }
}

function nothingIn(file: string, found: readonly HashedTable[]): BackcourtError {
  const other = found.map(({ label, model }) => `${label} (a ${model.name})`).join(', ')
  return new BackcourtError('not_found', `${file} has no such table: expected the columns of one of the five tables`, {
    where: file,
    next: other === '' ? 'backcourt tables tells the columns' : `it has ${other}`,
  })
}

/** A Parquet file is written anew beside itself, and only when something is missing. */
async function rewritten(
  session: Session,
  file: string,
  { store, request }: { readonly store: Store; readonly request: StampRequest },
): Promise<Stamping> {
  const counted = await stampHashes(store, { ...request, dryRun: true })
  if (counted.stamped === 0 && counted.added.length === 0) return counted
  const query = stampedRows(store, request)
  await writeExport(draftOf(file, session.world), session, draft => exportRows(store, { query, file: draft, format: 'parquet' }))
  return counted
}
