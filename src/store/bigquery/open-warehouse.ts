import { BackcourtError } from '../../errors.ts'
import { bigquery } from '../../sql/bigquery.ts'
import { createTable } from '../../table/ddl.ts'
import type { Model } from '../../table/model.ts'
import { qualifiedName, type Source } from '../../table/source.ts'
import type { StoredTable } from '../../table/stored.ts'
import { parseAddress, type WarehouseAddress } from './address.ts'
import { BigqueryWarehouse } from './bigquery-warehouse.ts'
import { Jobs } from './jobs.ts'
import { LockStatements } from './lock.ts'
import { layoutOf, type Listed } from './owners-layout.ts'
import { inLayout, type Layout } from './layout.ts'
import { Refused, Service } from './service.ts'
import { tableNames } from './table-facts.ts'

/** How a warehouse is opened, and for whom. */
export interface WarehouseOptions {
  /** Another server than Google's. */
  readonly server?: string | undefined
  /** Who works on it, told apart from all others: machine, process, start. */
  readonly owner: string
  /** The verb. */
  readonly command: string
  /** The tables that it should have. */
  readonly tables: readonly (Source | StoredTable | Model)[]
  readonly lock: StoredTable
  /** What is made where it is missing: all datasets and tables, the lock with its dataset, or nothing. */
  readonly creates: 'tables' | 'lock' | 'nothing'
}

/** Opens a warehouse: datasets and where they are first, then the tables. Throws usage, store_missing, store_invalid, store_unreadable. */
export async function openWarehouse(typed: string, options: WarehouseOptions): Promise<BigqueryWarehouse> {
  const address = parseAddress(typed)
  const service = await Service.connect(address, options.server)
  const datasets = new Set([...options.tables, options.lock].map(table => table.dataset))
  const region = await regionOf(service, address, { datasets, made: madeBy(options) })
  const { owner, command } = options
  const jobs = new Jobs(service, { address, region, owner, command })
  const lockTable = qualifiedName(options.lock)
  const there = await listed(service, address, datasets)
  const layout = await layoutOf(service, { prefix: address.prefix, datasets, there, tables: options.tables, ledger: options.lock.dataset })
  await makeTables({ layout, jobs, options, there })
  return new BigqueryWarehouse({ address, service, jobs, layout, lockTable, owner, command })
}

/** A dataset of a warehouse, and where it is; undefined for one that is not there. */
export interface DatasetPlace {
  readonly name: string
  readonly region: string | undefined
}

/** Where the datasets of a warehouse are. Throws usage, store_unreadable. */
export async function placesOf(typed: string, { server, tables, lock }: WarehouseOptions): Promise<DatasetPlace[]> {
  const address = parseAddress(typed)
  return placesIn(await Service.connect(address, server), address, new Set([...tables, lock].map(table => table.dataset)))
}

function placesIn(service: Service, { prefix }: WarehouseAddress, datasets: ReadonlySet<string>): Promise<DatasetPlace[]> {
  return Promise.all(
    [...datasets].map(async dataset => {
      const found = await service.find<DatasetAnswer>({ method: 'GET', path: `/datasets/${prefix}${dataset}` })
      return { name: prefix + dataset, region: found === undefined ? undefined : (found.location ?? 'US') }
    }),
  )
}

interface DatasetAnswer {
  readonly location?: string
}

interface Datasets {
  readonly datasets: ReadonlySet<string>
  /** Those that are made where they are missing. */
  readonly made: ReadonlySet<string>
}

function madeBy({ tables, lock, creates }: WarehouseOptions): ReadonlySet<string> {
  if (creates === 'nothing') return new Set()
  return new Set((creates === 'lock' ? [lock] : [...tables, lock]).map(table => table.dataset))
}

/** Where all datasets are; those that are missing are made there. */
async function regionOf(service: Service, address: WarehouseAddress, { datasets, made }: Datasets): Promise<string> {
  const found = await placesIn(service, address, datasets)
  const there = found.flatMap(({ name, region }) => (region === undefined ? [] : [{ name, region }]))
  const region = address.region ?? there[0]?.region ?? 'US'
  const elsewhere = there.find(dataset => dataset.region.toUpperCase() !== region.toUpperCase())
  if (elsewhere !== undefined)
    throw new BackcourtError(
      'store_invalid',
      `dataset ${elsewhere.name} of ${address.project} is in ${elsewhere.region}: expected ${region}, as jobs read datasets of one location`,
      {
        where: address.location,
        next: `name the location that the datasets are in, as ?location=${elsewhere.region}, or another prefix for new ones`,
      },
    )
  if (made.size < datasets.size && there.length === 0)
    throw new BackcourtError('store_missing', `no datasets ${found.map(({ name }) => name).join(', ')} in ${address.project}`, {
      where: address.location,
      next: 'backcourt copy FILE WAREHOUSE or backcourt import --warehouse makes them',
    })
  for (const { name, region: known } of found) {
    if (known !== undefined || !made.has(name.slice(address.prefix.length))) continue
    const body = { datasetReference: { projectId: address.project, datasetId: name }, location: region }
    await service.ask({ method: 'POST', path: '/datasets', body }).catch((error: unknown) => {
      if (!(error instanceof Refused && error.status === 409)) throw error
    })
  }
  return region
}

/** The tables of datasets, by names without the prefix. */
async function listed(service: Service, { prefix }: WarehouseAddress, datasets: ReadonlySet<string>): Promise<Listed> {
  const found = await Promise.all([...datasets].map(async dataset => (await tableNames(service, prefix + dataset)).map(name => `${dataset}.${name}`)))
  return new Set(found.flat())
}

interface Making {
  readonly layout: Layout
  readonly jobs: Jobs
  readonly options: WarehouseOptions
  readonly there: Listed
}

/** Makes the tables that are missing, by one job; none where all are there. */
async function makeTables({ layout, jobs, options, there }: Making): Promise<void> {
  if (options.creates === 'nothing') return
  const isThere = (name: string): boolean => there.has(layout.elsewhere.get(name) ?? name)
  const wanted = options.creates === 'tables' ? options.tables : []
  const missing = wanted.filter(table => !isThere(qualifiedName(table))).map(table => createTable(table, bigquery))
  const lock = isThere(qualifiedName(options.lock)) ? [] : [new LockStatements(qualifiedName(options.lock), options.owner).create()]
  const statements = [...missing, ...lock]
  if (statements.length > 0) await jobs.query(inLayout(`${statements.join(';\n')};`, layout))
}
