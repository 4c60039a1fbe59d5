import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { WarehouseAddress } from '../store/bigquery/address.ts'
import type { BigqueryWarehouse } from '../store/bigquery/bigquery-warehouse.ts'
import type { Desk, DeskTable } from '../store/desk.ts'
import type { Store } from '../store/store.ts'
import { callerOf } from './caller.ts'
import type { Session } from './session.ts'

/** Who holds a desk, and how he holds the file that it is in. */
export interface DeskHolding {
  readonly session: Session
  readonly holdFile: <T>(file: string, work: (store: Store) => Promise<T>) => Promise<T>
}

/**
 * Holds a warehouse, and a desk of it on this machine, for as long as the work takes. A desk that has not seen everything that was committed is made
 * anew from the warehouse; one that has leaves it to the first job to take the lock. What the work changes is committed at the latest when it ends.
 */
export async function holdDesk<T>(typed: string, { session, holdFile }: DeskHolding, work: (store: Store) => Promise<T>): Promise<T> {
  const [{ openWarehouse }, { parseAddress }, { declaredTables }, { warehouseLock }] = await Promise.all([
    import('../store/bigquery/open-warehouse.ts'),
    import('../store/bigquery/address.ts'),
    import('../declared-tables.ts'),
    import('../ledger/warehouse-lock.ts'),
  ])
  const caller = callerOf(session)
  const warehouse = await openWarehouse(typed, { ...caller, tables: declaredTables(), lock: warehouseLock, creates: 'tables' })
  const place = new DeskPlace(session, parseAddress(typed), caller.server)
  const revision = await warehouse.hold(seen => place.isAt(seen))
  try {
    const known = place.isAt(revision)
    place.begin(known)
    const result = await holdFile(place.file, store => withDesk(store, { warehouse, place, known }, work))
    place.end(warehouse.revision)
    return result
  } finally {
    // Its lease ends by itself, and what went wrong before is to be told.
    await warehouse.release().catch(() => undefined)
  }
}

interface Opened {
  readonly warehouse: BigqueryWarehouse
  readonly place: DeskPlace
  /** Whether the desk has everything already. */
  readonly known: boolean
}

async function withDesk<T>(store: Store, { warehouse, place, known }: Opened, work: (store: Store) => Promise<T>): Promise<T> {
  const { Desk: Made } = await import('../store/desk.ts')
  mkdirSync(place.passage, { recursive: true })
  const desk: Desk = new Made(store, warehouse, { tables: await deskTables(), folder: place.passage })
  try {
    if (!known) await desk.fetch()
    await desk.settled()
    store.desk = desk
    try {
      return await work(store)
    } finally {
      // What was finished is kept, whatever ended the work.
      await desk.leave()
    }
  } finally {
    rmSync(place.passage, { recursive: true, force: true })
  }
}

/** All declared tables but those of analytics rows and of their changes, which stay in the warehouse. */
async function deskTables(): Promise<DeskTable[]> {
  const [{ declaredTables }, { rowChanges }, { warehouseLock }, { physicalColumns }, { qualifiedName }] = await Promise.all([
    import('../declared-tables.ts'),
    import('../ledger/plan-tables.ts'),
    import('../ledger/warehouse-lock.ts'),
    import('../table/ddl.ts'),
    import('../table/source.ts'),
  ])
  return declaredTables().flatMap(table => {
    if (table.kind === 'model' || table === rowChanges) return []
    const columns = Object.fromEntries(Object.entries(physicalColumns(table)).map(([name, { type }]) => [name, type]))
    return [{ name: qualifiedName(table), columns, key: table.key, isLedger: table.dataset === warehouseLock.dataset }]
  })
}

/** Where the desk of a warehouse is on this machine, and what it has seen. It can be removed at any time: the warehouse has everything. */
class DeskPlace {
  readonly file: string
  /** For files on their way. */
  readonly passage: string
  readonly #mark: string
  readonly #name: string

  constructor(session: Session, { project, prefix }: WarehouseAddress, server: string | undefined) {
    const { env } = session.world
    const home = env['XDG_CACHE_HOME'] || (env['LOCALAPPDATA'] ?? path.join(env['HOME'] || session.pathOf('.'), '.cache'))
    const folder = session.pathOf(env['BACKCOURT_DESK'] || path.join(home, 'backcourt', 'desks', `${project}_${prefix}`.replace(/[^\w-]/g, '_')))
    this.file = path.join(folder, 'desk.duckdb')
    this.passage = path.join(folder, 'passage')
    this.#mark = path.join(folder, 'desk.json')
    this.#name = `${server ?? ''} ${project}/${prefix}`
  }

  /** Whether the desk has seen everything that was committed, and nothing else. */
  isAt(revision: number): boolean {
    if (!existsSync(this.#mark) || !existsSync(this.file)) return false
    const mark = JSON.parse(readFileSync(this.#mark, 'utf8')) as { readonly warehouse?: string; readonly revision?: number }
    return mark.warehouse === this.#name && mark.revision === revision
  }

  /** Before work begins: until its end the desk counts as unknown. */
  begin(known: boolean): void {
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 })
    rmSync(this.#mark, { force: true })
    if (known) return
    for (const file of [this.file, `${this.file}.wal`, `${this.file}.snapshot`]) rmSync(file, { recursive: true, force: true })
  }

  end(revision: number): void {
    writeFileSync(this.#mark, JSON.stringify({ warehouse: this.#name, revision }))
  }
}
