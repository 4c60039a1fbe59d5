import path from 'node:path'
import type { Engine, JobsDone, Warehouse } from '../store/engine.ts'
import type { WarehouseMember } from './warehouse-documents.ts'
import { callerOf } from './caller.ts'
import { holdStoreAt } from './hold-store.ts'
import type { Session } from './session.ts'

/** How an engine is used. */
export interface EngineUse {
  readonly session: Session
  /** `create` also makes what is missing; `hold` writes into what is there; `take` reads rows into files. */
  readonly mode: 'create' | 'hold' | 'take' | 'read'
}

/** Opens a store by what was typed, a path or `bigquery://…`, for as long as the work takes; whoever writes is alone. Throws what opening throws. */
export async function withEngine<T>(typed: string, { session, mode }: EngineUse, work: (engine: Engine) => Promise<T>): Promise<T> {
  const { isWarehouse } = await import('../store/bigquery/address.ts')
  if (isWarehouse(typed)) return withWarehouse(typed, { session, mode }, work)
  const { DuckdbEngine } = await import('../store/duckdb/engine.ts')
  return holdStoreAt(session.pathOf(typed), { session, mode: mode === 'take' || mode === 'hold' ? 'write' : mode }, store =>
    work(new DuckdbEngine(store)),
  )
}

async function withWarehouse<T>(typed: string, { session, mode }: EngineUse, work: (engine: Warehouse) => Promise<T>): Promise<T> {
  const [{ openWarehouse }, { declaredTables }, { warehouseLock }] = await Promise.all([
    import('../store/bigquery/open-warehouse.ts'),
    import('../declared-tables.ts'),
    import('../ledger/warehouse-lock.ts'),
  ])
  const writes = mode === 'create' || mode === 'hold'
  const warehouse = await openWarehouse(typed, {
    ...callerOf(session),
    tables: declaredTables(),
    lock: warehouseLock,
    creates: mode === 'create' ? 'tables' : mode === 'hold' ? 'lock' : 'nothing',
  })
  if (!writes) return work(warehouse)
  await warehouse.hold()
  try {
    return await work(warehouse)
  } finally {
    await warehouse.release().catch(() => undefined)
  }
}

/** A folder for files on their way from engine to engine. */
export function passageFolder(session: Session): string {
  const chosen = session.world.env['BACKCOURT_TEMP'] || undefined
  return path.join(session.pathOf(chosen ?? '.'), `.backcourt-passage-${session.world.pid}`)
}

/** What was done in the warehouses among engines, as it is when it is told: what gives a warehouse back is a job too. Undefined where there is none. */
export function warehouseMember(engines: readonly Engine[]): WarehouseMember | undefined {
  const warehouses = engines.filter((engine): engine is Warehouse => 'jobsDone' in engine)
  if (warehouses.length === 0) return undefined
  const done = (): JobsDone[] => warehouses.map(warehouse => warehouse.jobsDone())
  const sum = (count: (jobs: JobsDone) => number): number => done().reduce((total, jobs) => total + count(jobs), 0)
  return {
    get jobs() {
      return sum(jobs => jobs.queries)
    },
    get loads() {
      return sum(jobs => jobs.loads)
    },
    get bytes_billed() {
      return sum(jobs => jobs.bytesBilled)
    },
    get dml_modes() {
      return done().flatMap(jobs => jobs.dmlModes)
    },
  }
}
