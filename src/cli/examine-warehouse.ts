import { tableFindings } from '../check/examine-warehouse.ts'
import { declaredTables } from '../declared-tables.ts'
import { warehouseLock } from '../ledger/warehouse-lock.ts'
import type { BigqueryWarehouse } from '../store/bigquery/bigquery-warehouse.ts'
import { openWarehouse } from '../store/bigquery/open-warehouse.ts'
import type { Finding } from '../store/duckdb/examine.ts'
import { qualifiedName } from '../table/source.ts'
import { callerOf } from './caller.ts'
import type { Session } from './session.ts'

/** What of a warehouse is not as it should be: datasets and where they are, tables and columns, the lock, what a run that died left. Throws store_missing, store_invalid. */
export async function warehouseFindings(address: string, session: Session): Promise<Finding[]> {
  const warehouse = await opened(address, session)
  const found = await warehouse.tables()
  const findings = tableFindings(found, declaredTables(), warehouse.dialect)
  const staged = [...found.keys()].filter(name => name.includes('.stage_'))
  const lock = found.has(qualifiedName(warehouseLock)) ? await warehouse.lockRow() : undefined
  return [...findings, ...(lock?.owner == null ? staged.map(leftOver) : []), ...lockFindings(lock)]
}

function leftOver(object: string): Finding {
  return { severity: 'warning', object, found: 'rows between two jobs of a run that died', expected: 'none', repair: `drop table ${object}` }
}

function lockFindings(lock: Awaited<ReturnType<BigqueryWarehouse['lockRow']>>): Finding[] {
  if (lock?.owner == null) return []
  const found = `held by ${lock.owner} (backcourt ${lock.command ?? ''}), last seen ${lock.heartbeat_at ?? 'never'}`
  const repair = lock.expired ? 'the next command takes it' : `wait; should it have died, the lock is free from ${lock.lease_until ?? ''} on`
  return [
    { severity: lock.expired ? 'warning' : 'note', object: qualifiedName(warehouseLock), found, expected: 'nobody, or a run that goes on', repair },
  ]
}

/** Makes missing tables and columns and drops what is left over; a line per step. */
export async function fixWarehouse(address: string, session: Session): Promise<string[]> {
  const warehouse = await opened(address, session)
  const statements = (await warehouseFindings(address, session))
    .map(({ repair }) => repair)
    .filter(repair => /^(?:create|alter|drop) table/.test(repair))
  if (statements.length > 0) await warehouse.script(statements)
  return statements.map(statement => statement.split('\n')[0] ?? '')
}

function opened(address: string, session: Session): Promise<BigqueryWarehouse> {
  return openWarehouse(address, { ...callerOf(session), tables: declaredTables(), lock: warehouseLock, creates: false })
}
