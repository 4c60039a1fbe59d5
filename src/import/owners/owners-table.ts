import { toExpression, type Mapping } from '../../feeds/expression.ts'
import { ownersShape, type OwnersShape } from '../../feeds/owners-tables.ts'
import { sources } from '../../nba/sources/index.ts'
import type { Dialect } from '../../sql/dialect.ts'
import { OWNERS, type TableFacts, type Warehouse } from '../../store/engine.ts'
import { qualifiedName, type Source } from '../../table/source.ts'

/** A raw table that the owner of a warehouse loads himself, and what of it is read. */
export interface OwnersTable {
  readonly name: string
  readonly source: Source
  readonly shape: OwnersShape
  /** Columns that are read, with how the engine calls their types; others are nobody's concern. */
  readonly columns: ReadonlyMap<string, string>
  /** Declared columns that nothing of it feeds: NULL. */
  readonly lacking: readonly string[]
  /** Why it cannot be read; undefined where it can. */
  readonly unread: string | undefined
  /** Which of its rows are there, in the engine's SQL. */
  readonly where: string
  readonly rows: number
}

/** Columns that a row gets from its game, and who tells it. */
const GIVEN: ReadonlySet<string> = new Set(['feed', 'game_id', 'nba_game_id'])

/** The tables of a warehouse that its owner loads himself, in declared order. */
export async function ownersTables(warehouse: Warehouse): Promise<OwnersTable[]> {
  const found = await warehouse.owners()
  return sources.flatMap(source => {
    const facts = found.get(qualifiedName(source))
    return facts === undefined ? [] : [ownersTable(source, facts)]
  })
}

/** What of an owner's table of a declared name is read. */
export function ownersTable(source: Source, { columns: there, rows }: TableFacts): OwnersTable {
  const name = qualifiedName(source)
  const shape = ownersShape(name)
  const has = (column: string): boolean => there.get(column)?.startsWith('ARRAY') === false
  const mappings = Object.keys(source.columns).flatMap(name => feeding(shape, name, has) ?? [])
  const wanted = new Set([
    ...mappings.flatMap(mapping => toExpression(mapping).reads),
    ...(shape.where?.reads ?? []),
    ...(shape.prefers ?? []),
    ...(source.ofGame ? ['game_id', 'game_date'] : []),
  ])
  const columns = new Map([...wanted].filter(has).map(name => [name, there.get(name) ?? '']))
  const lacking = Object.keys(source.columns).filter(name => !GIVEN.has(name) && feeding(shape, name, has) === undefined)
  // Where versions are told, only the current ones are there.
  return {
    name,
    source,
    shape,
    columns,
    lacking,
    unread: whyUnread(source, { columns, lacking }),
    where: has('ended_by') ? 'ended_by is null' : 'true',
    rows,
  }
}

/** What feeds a declared column: that of its name, else what the shape says; undefined where it reads a column that is not there. */
export function feeding({ columns = {} }: OwnersShape, name: string, has: (column: string) => boolean): Mapping | undefined {
  if (has(name)) return name
  const mapping = columns[name]
  return mapping !== undefined && toExpression(mapping).reads.every(has) ? mapping : undefined
}

function whyUnread({ columns, ofGame }: Source, told: Pick<OwnersTable, 'columns' | 'lacking'>): string | undefined {
  if (ofGame && told.columns.get('game_date') !== 'DATE') return 'its rows have no game_date of type DATE'
  if (ofGame && !told.columns.has('game_id') && !told.columns.has('nba_game_id')) return 'its rows have neither game_id nor nba_game_id'
  const needed = told.lacking.filter(name => columns[name]?.required === true)
  return needed.length === 0 ? undefined : `it has no ${needed.join(', ')}`
}

/** The columns that are read as texts, as a SELECT list. */
export function textColumns({ columns }: OwnersTable, dialect: Dialect): string {
  const texts = [...columns].map(([name, type]) => {
    const value = dialect.identifier(name)
    return `${type === 'TIMESTAMP' ? dialect.instantText(value) : dialect.cast(value, 'string')} as ${value}`
  })
  return texts.join(', ')
}

/** How statements call the table itself. */
export function inPlace({ name }: OwnersTable): string {
  return OWNERS + name
}
