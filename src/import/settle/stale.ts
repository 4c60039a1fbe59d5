import { columnsBehind } from '../../nba/columns-read.ts'
import { sources, sourcesOf } from '../../nba/sources/index.ts'
import { relationsIn, type Sql } from '../../sql/sql.ts'
import type { Store } from '../../store/store.ts'
import { compileQuery, tablesBehind } from '../../table/compile.ts'
import type { SharedQuery } from '../../table/shared.ts'
import { qualifiedName, type Source } from '../../table/source.ts'
import { otherRules, type Derivation } from './derived.ts'
import { imports } from '../../ledger/import-tables.ts'

/** The imports whose consequences are still open, and the raw tables of which they began or ended versions. */
export interface OpenImports {
  readonly first: number
  readonly last: number
  readonly touched: readonly Source[]
}

/** What decides whether a derived table can be another after imports. */
export interface Inputs extends Derivation {
  /** Queries that are answered with it. */
  readonly told: readonly Sql[]
  /** Columns that these shared queries alone read matter only in the games and teams that a query yields. */
  readonly narrow?: { readonly queries: ReadonlySet<SharedQuery>; readonly teams: Sql }
}

/** The imports that are still open; undefined when there are none. */
export async function openImports(store: Store): Promise<OpenImports | undefined> {
  const [open] = await store.rows<{ first: number; last: number }>(
    `select min(import_number) as first, max(import_number) as last from ${qualifiedName(imports)} where not people_resolved having count(*) > 0`,
  )
  if (open === undefined) return undefined
  const { first, last } = open
  const asked = sources.map(
    (source, place) => `select ${place} as place where exists (select 1 from ${qualifiedName(source)} where ${touchedSince(first)})`,
  )
  const places = new Set((await store.rows<{ place: number }>(asked.join(' union all '))).map(row => row.place))
  return { first, last, touched: sources.filter((_, place) => places.has(place)) }
}

/** SQL for whether a version began or ended with an import or a later one. */
export function touchedSince(first: number): string {
  return `(import_number >= ${first} or ended_by >= ${first})`
}

/** Whether a derived table, or an answer that is told with it, can be another than before the open imports. */
export async function isStale(store: Store, inputs: Inputs, open: OpenImports): Promise<boolean> {
  const differing = open.touched.flatMap(source => differingRows(store, source, { inputs, open }))
  const conditions = [otherRules(store, inputs), ...movedGames(open), ...differing]
  const [row] = await store.rows<{ stale: boolean }>(`select ${conditions.join('\nor ')} as stale`)
  return row?.stale ?? true
}

/** Whether rows of any table may have followed their game to another place. */
export async function haveGamesMoved(store: Store, open: OpenImports): Promise<boolean> {
  const conditions = movedGames(open)
  if (conditions.length === 0) return false
  const [row] = await store.rows<{ moved: boolean }>(`select ${conditions.join('\nor ')} as moved`)
  return row?.moved ?? true
}

/** Whether an answer to one of the queries can be another than before the open imports. */
export async function canDiffer(store: Store, queries: readonly Sql[], open: OpenImports): Promise<boolean> {
  const conditions = open.touched
    .filter(source => queries.some(query => tablesBehind(query).includes(source)))
    .map(source => versions(source, open.first, anyDiffers(columnsBehind(source, queries).filter(column => column !== 'import_number'))))
  if (conditions.length === 0) return false
  const [row] = await store.rows<{ differs: boolean }>(`select ${conditions.join('\nor ')} as differs`)
  return row?.differs ?? true
}

/** SQL for whether rows may have followed their game to another place, which leaves no version behind. */
function movedGames({ first, touched }: OpenImports): string[] {
  const crossed = sourcesOf('game link').some(source => touched.includes(source)) ? ['true'] : []
  const fixtures = sourcesOf('fixture')
  if (!fixtures.some(source => touched.includes(source))) return crossed
  const rows = fixtures
    .map(source => `select nba_game_id, game_id, game_date, import_number, ended_by from ${qualifiedName(source)}`)
    .join(' union all ')
  return [
    ...crossed,
    `exists (select 1 from (${rows}) as f
      where (ended_by is null or ended_by >= ${first}) and nba_game_id in (select nba_game_id from (${rows}) as t where ${touchedSince(first)})
      group by nba_game_id having min(game_id) <> max(game_id) or min(game_date) <> max(game_date))`,
  ]
}

/** SQL for whether rows of a table differ, in a column that counts, from what they were. */
function differingRows(store: Store, source: Source, { inputs, open }: { inputs: Inputs; open: OpenImports }): string[] {
  const queries = [inputs.query, ...inputs.told]
  if (!queries.some(query => tablesBehind(query).includes(source))) return []
  const narrow = [...(inputs.narrow?.queries ?? [])].some(({ query }) => relationsIn(query).includes(source)) ? inputs.narrow : undefined
  const always = columnsBehind(source, queries, narrow?.queries)
  const conditions = [versions(source, open.first, anyDiffers(always))]
  if (narrow === undefined) return conditions
  const others = columnsBehind(source, queries).filter(column => !always.includes(column))
  const teams = compileQuery(narrow.teams, { dialect: store.dialect })
  return [...conditions, versions(source, open.first, `(${others.map(differs).join(' or ')}) and (n.nba_game_id, n.team_abbr) in (${teams})`)]
}

function anyDiffers(columns: readonly string[]): string {
  return ['o.import_number is null', 'n.import_number is null', ...columns.map(differs)].join(' or ')
}

function differs(column: string): string {
  return `o.${column} is distinct from n.${column}`
}

/** SQL for whether a condition holds for the version of a key before the imports and the one of now, where they are not the same. */
function versions(source: Source, first: number, condition: string): string {
  const table = qualifiedName(source)
  return `exists (select 1
    from (select * from ${table} where import_number < ${first} and ended_by >= ${first}) as o
    full join (select * from ${table} where import_number >= ${first} and ended_by is null) as n
      on ${source.key.map(column => `o.${column} = n.${column}`).join(' and ')}
    where ${condition})`
}
