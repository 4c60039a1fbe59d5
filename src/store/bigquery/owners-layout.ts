import type { Model } from '../../table/model.ts'
import { importColumns, qualifiedName, type Source } from '../../table/source.ts'
import type { StoredTable } from '../../table/stored.ts'
import type { Layout } from './layout.ts'
import type { Service } from './service.ts'
import { factsOf, pathOf, type TableAnswer } from './table-facts.ts'

/** Names of tables that are there, without the prefix. */
export type Listed = ReadonlySet<string>

interface Asked {
  readonly prefix: string
  readonly datasets: ReadonlySet<string>
  readonly there: Listed
  readonly tables: readonly (Source | StoredTable | Model)[]
  /** The dataset of the ledger. */
  readonly ledger: string
}

/**
 * Where tables stand: each in its dataset, unless somebody has raw tables there that tell no versions. These are his; whatever is not analytics stands
 * beside the ledger then, and nothing of ours in his datasets.
 */
export async function layoutOf(service: Service, { prefix, datasets, there, tables, ledger }: Asked): Promise<Layout> {
  const sources = tables.filter(table => table.kind === 'source').map(qualifiedName)
  const elsewhere = new Map(sources.map(name => [name, besideLedger(name, ledger)]))
  const present = sources.filter(name => there.has(name))
  const [first] = present
  const hasMoved = [...elsewhere.values()].some(place => there.has(place))
  const isOwners = hasMoved || (first !== undefined && !(await tellsVersions(service, prefix + first)))
  return { prefix, datasets, elsewhere: isOwners ? elsewhere : new Map(), owners: new Set(isOwners ? present : []) }
}

/** A table of a dataset `nba_x` is called `x_…` there. */
function besideLedger(name: string, ledger: string): string {
  const [dataset = '', table = ''] = name.split('.')
  return `${ledger}.${dataset.replace(/^nba_/, '')}_${table}`
}

async function tellsVersions(service: Service, name: string): Promise<boolean> {
  const { columns } = factsOf(await service.ask<TableAnswer>({ method: 'GET', path: pathOf(name) }))
  return Object.keys(importColumns).some(column => columns.has(column))
}
