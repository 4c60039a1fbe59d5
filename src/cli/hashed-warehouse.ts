import { BackcourtError } from '../errors.ts'
import { warehouseTables } from '../hash/warehouse-tables.ts'
import type { Model } from '../table/model.ts'
import type { Warehouse } from '../store/engine.ts'
import { HeldWarehouse } from '../store/held-warehouse.ts'
import type { HashedTables } from './hashed-tables.ts'
import type { Session } from './session.ts'
import { withEngine } from './with-engine.ts'

interface Chosen {
  readonly session: Session
  readonly chosen: readonly Model[]
  readonly writes: boolean
}

/** Opens a warehouse for as long as the work on the hashes of its tables takes. Throws not_found where it has none of them. */
export function withHashedWarehouse<T>(typed: string, { session, chosen, writes }: Chosen, work: (found: HashedTables) => Promise<T>): Promise<T> {
  return withEngine(typed, { session, mode: writes ? 'hold' : 'read' }, async engine => {
    const tables = await warehouseTables(engine, chosen)
    if (tables.length > 0) return work({ store: new HeldWarehouse(engine as Warehouse), tables, rewrite: undefined })
    throw new BackcourtError('not_found', `${typed} has none of the five tables`, { where: typed, next: 'backcourt copy carries a store there' })
  })
}
