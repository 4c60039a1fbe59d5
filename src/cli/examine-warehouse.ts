import type { TableFinding } from '../check/examine-tables.ts'
import { tableFindings } from '../check/examine-warehouse.ts'
import { warehouseFeeds, type FeedRows } from '../check/store-contents.ts'
import { declaredTables } from '../declared-tables.ts'
import { ownersTables, type OwnersTable } from '../import/owners/owners-table.ts'
import { warehouseLock } from '../ledger/warehouse-lock.ts'
import type { BigqueryWarehouse } from '../store/bigquery/bigquery-warehouse.ts'
import { openWarehouse, placesOf, type DatasetPlace } from '../store/bigquery/open-warehouse.ts'
import { parseAddress, type WarehouseAddress } from '../store/bigquery/address.ts'
import { qualifiedName } from '../table/source.ts'
import { callerOf } from './caller.ts'
import type { Session } from './session.ts'

/** What a warehouse holds, and what of it is not as it should be. */
export interface WarehouseExamination {
  readonly findings: readonly TableFinding[]
  readonly feeds: readonly FeedRows[]
}

/** Looks at datasets and where they are, tables and columns, the lock, what a run that died left. Throws store_missing. */
export async function examineWarehouse(address: string, session: Session): Promise<WarehouseExamination> {
  const elsewhere = placeFindings(parseAddress(address), await placesOf(address, optionsOf(session)))
  // Jobs run in one location: of tables elsewhere nothing can be said.
  if (elsewhere.length > 0) return { findings: elsewhere, feeds: [] }
  const warehouse = await openWarehouse(address, optionsOf(session))
  const found = await warehouse.tables()
  const owners = await ownersTables(warehouse)
  const findings = [
    ...tableFindings(found, [...declaredTables(), warehouseLock], { dialect: warehouse.dialect, isOwners: owners.length > 0 }),
    ...owners.flatMap(ownersFindings),
  ]
  const staged = [...found.keys()].filter(name => name.includes('.stage_'))
  const lock = found.has(qualifiedName(warehouseLock)) ? await warehouse.lockRow() : undefined
  const all = [...findings, ...(lock?.owner == null ? staged.map(leftOver) : []), ...lockFindings(lock)]
  return {
    findings: all.map(finding => ({ ...finding, repair: warehouse.asItStands(finding.repair) })),
    feeds: await warehouseFeeds(warehouse, found),
  }
}

/** What of a table that the owner loads himself is not read, or not told by it. It is his, so no repair is made. */
function ownersFindings({ name, unread, lacking, columns, source }: OwnersTable): TableFinding[] {
  const repair = 'load what it lacks into columns of these names, if somebody needs it; docs/warehouse.md says which others are read in their place'
  const expected = `the columns of ${name} as backcourt tables tells them; others are left alone`
  if (unread !== undefined)
    return [{ severity: 'warning', object: name, found: `its owner's own table, which is not read: ${unread}`, expected, repair }]
  const told = lacking.length === 0 ? '' : `; it has no ${lacking.join(', ')}: NULL`
  const of = Object.keys(source.columns).length - lacking.length
  return [
    {
      severity: 'note',
      object: name,
      found: `its owner's own table: ${columns.size} columns of it tell ${of} declared ones${told}`,
      expected,
      repair,
    },
  ]
}

/** Datasets that are not where the address, or else most of them, are. */
function placeFindings({ project, region, location }: WarehouseAddress, places: readonly DatasetPlace[]): TableFinding[] {
  const found = places.flatMap(place => place.region ?? [])
  const expected = region ?? found.toSorted((a, b) => count(found, b) - count(found, a))[0] ?? ''
  const together = new Set(found).size === 1
  return places.flatMap(({ name, region: there }): TableFinding[] => {
    if (there === undefined || there === expected) return []
    const object = `${project}.${name}`
    const copied = inPlaceOf(name, { project, place: expected })
    const renamed = `all datasets are there: name it ${location.replace(/location=[\w-]+/, `location=${there}`)}`
    return [{ severity: 'error', object, found: `in ${there}`, expected: `in ${expected}`, repair: together ? renamed : copied }]
  })
}

/** Datasets do not move: this one is copied to the place, and from there back under its own name. */
function inPlaceOf(name: string, { project, place }: { readonly project: string; readonly place: string }): string {
  const aside = `${name}_in_${place.toLowerCase().replaceAll('-', '_')}`
  const make = `bq --location=${place} mk --dataset ${project}:${aside}`
  const copy = `bq mk --transfer_config --project_id=${project} --data_source=cross_region_copy --display_name=${name} --target_dataset=${aside} --params='{"source_dataset_id":"${name}","source_project_id":"${project}"}'`
  return `${make}; ${copy}; when that is done, remove ${name} (bq rm -r --dataset ${project}:${name}), and copy ${aside} back in the same way to ${name} made in ${place}`
}

function count(places: readonly string[], place: string): number {
  return places.filter(other => other === place).length
}

function leftOver(object: string): TableFinding {
  const statement = `drop table ${object}`
  return { severity: 'warning', object, found: 'rows between two jobs of a run that died', expected: 'none', repair: statement, fix: statement }
}

function lockFindings(lock: Awaited<ReturnType<BigqueryWarehouse['lockRow']>>): TableFinding[] {
  if (lock?.owner == null) return []
  const found = `held by ${lock.owner} (backcourt ${lock.command ?? ''}), last seen ${lock.heartbeat_at ?? 'never'}`
  const repair = lock.expired ? 'the next command takes it' : `wait; should it have died, the lock is free from ${lock.lease_until ?? ''} on`
  return [
    { severity: lock.expired ? 'warning' : 'note', object: qualifiedName(warehouseLock), found, expected: 'nobody, or a run that goes on', repair },
  ]
}

/** Runs the repairs that touch no value; a line per step. */
export async function fixWarehouse(address: string, session: Session): Promise<string[]> {
  const { findings } = await examineWarehouse(address, session)
  const statements = findings.flatMap(({ fix }) => fix ?? [])
  if (statements.length > 0) await (await openWarehouse(address, optionsOf(session))).script(statements)
  return statements.map(statement => statement.split('\n')[0] ?? '')
}

function optionsOf(session: Session): Parameters<typeof openWarehouse>[1] {
  return { ...callerOf(session), tables: declaredTables(), lock: warehouseLock, creates: 'nothing' }
}
