import type { Dialect } from '../sql/dialect.ts'
import type { KeptTable, TableFacts } from '../store/engine.ts'
import type { Column } from '../table/column.ts'
import { createTable, physicalColumns } from '../table/ddl.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName, type Fact, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'
import type { TableFinding } from './examine-tables.ts'

type Declared = Model | Source | StoredTable

/** How the service calls types in the schema of a table. */
const CALLED: Readonly<Record<string, string>> = { INTEGER: 'INT64', FLOAT: 'FLOAT64', BOOLEAN: 'BOOL' }
/** Types whose values the service turns into these in place, without touching a row. */
const WIDENED: Readonly<Record<string, readonly string[]>> = { FLOAT64: ['INT64', 'NUMERIC', 'BIGNUMERIC'] }
/** Facts without which nothing is built. */
const NEEDED: ReadonlySet<Fact> = new Set(['fixture', 'stat line', 'team totals', 'derived'])

/** How tables are looked at. */
export interface Looking {
  readonly dialect: Dialect
  /** Whether somebody else loads the warehouse, whose tables take NULL where he likes. */
  readonly isOwners: boolean
}

/** Compares the tables of a warehouse with their declarations; each repair is the statement that makes it right, and `fix` one that touches no value. */
export function tableFindings(found: ReadonlyMap<string, TableFacts>, declared: readonly Declared[], looking: Looking): TableFinding[] {
  // Where nothing of the owner's was ever read, the tables of ours are made by the first plan.
  const isUntouched = looking.isOwners && declared.every(table => table.kind !== 'source' || !found.has(qualifiedName(table)))
  return declared.flatMap(table => {
    const facts = found.get(qualifiedName(table))
    if (facts === undefined) return isUntouched && table.kind !== 'model' ? [] : [missingTable(table, looking.dialect)]
    const examined = { table, facts, ...looking }
    return [...columnFindings(examined), ...keptFindings(examined)]
  })
}

interface Examined extends Looking {
  readonly table: Declared
  readonly facts: TableFacts
}

function missingTable(table: Declared, dialect: Dialect): TableFinding {
  const optional = table.kind === 'source' && !NEEDED.has(table.tells)
  const statement = createTable(table, dialect)
  const found = optional ? 'no such table; it is optional: what it would tell is NULL, or computed' : 'no such table'
  return { severity: optional ? 'warning' : 'error', object: qualifiedName(table), found, expected: table.about, repair: statement, fix: statement }
}

function columnFindings(examined: Examined): TableFinding[] {
  return Object.entries(physicalColumns(examined.table)).flatMap(([name, column]) => {
    const called = typeOf(examined.facts, name)
    if (called === undefined) return [missingColumn(examined, name, column)]
    const expected = examined.dialect.typeName(column.type)
    return called === expected ? modeFindings(examined, name, column) : [wrongType(examined, name, { called, expected })]
  })
}

function typeOf({ columns }: TableFacts, name: string): string | undefined {
  const there = columns.get(name.toLowerCase())
  return there === undefined ? undefined : (CALLED[there] ?? there)
}

function missingColumn(examined: Examined, name: string, { type }: Column): TableFinding {
  const { table, dialect } = examined
  const [object, expected] = [`${qualifiedName(table)}.${name}`, dialect.typeName(type)]
  const renamed = renamedFrom(examined, name, expected)
  if (renamed !== undefined) {
    const repair = `alter table ${qualifiedName(table)} rename column ${dialect.identifier(renamed)} to ${dialect.identifier(name)}`
    return { severity: 'error', object, found: `no such column, but ${renamed}, which is not declared`, expected, repair }
  }
  const statement = `alter table ${qualifiedName(table)} add column ${dialect.identifier(name)} ${expected}`
  return { severity: 'error', object, found: 'no such column', expected, repair: statement, fix: statement }
}

/** The column that nobody declares, of the same type, that shares half of its words with the name and most of all; undefined where none does, and in tables whose owner has columns of his own. */
function renamedFrom({ table, facts, isOwners }: Examined, name: string, expected: string): string | undefined {
  if (isOwners) return undefined
  const declared = new Set(Object.keys(physicalColumns(table)).map(column => column.toLowerCase()))
  const words = name.split('_')
  const shared = (column: string): number => column.split('_').filter(word => words.includes(word)).length
  const isAkin = (column: string): boolean => 2 * shared(column) >= Math.max(words.length, column.split('_').length)
  const strangers = [...facts.columns.keys()].filter(column => !declared.has(column) && typeOf(facts, column) === expected && isAkin(column))
  return strangers.toSorted((a, b) => shared(b) - shared(a))[0]
}

function wrongType(
  { table, dialect }: Examined,
  name: string,
  { called, expected }: { readonly called: string; readonly expected: string },
): TableFinding {
  const [target, column] = [qualifiedName(table), dialect.identifier(name)]
  const finding = { severity: 'error', object: `${target}.${name}`, found: called, expected } as const
  if (WIDENED[expected]?.includes(called) === true) {
    const statement = `alter table ${target} alter column ${column} set data type ${expected}`
    return { ...finding, repair: statement, fix: statement }
  }
  const other = dialect.identifier(`${name}_as_${expected.toLowerCase().replaceAll(/\W/g, '')}`)
  const steps = [
    `alter table ${target} add column ${other} ${expected}`,
    `update ${target} set ${other} = cast(${column} as ${expected}) where true`,
    `alter table ${target} drop column ${column}`,
    `alter table ${target} rename column ${other} to ${column}`,
  ]
  return { ...finding, repair: steps.join('; ') }
}

function modeFindings(examined: Examined, name: string, { required = false }: Column): TableFinding[] {
  const { table, facts, dialect } = examined
  if (facts.kept === undefined || facts.kept.required.has(name.toLowerCase()) === required) return []
  const [target, object] = [qualifiedName(table), `${qualifiedName(table)}.${name}`]
  if (required && examined.isOwners && table.kind === 'model') return []
  if (required) return [{ severity: 'warning', object, found: 'NULLABLE', expected: 'REQUIRED', repair: madeAnew(examined) }]
  const statement = `alter table ${target} alter column ${dialect.identifier(name)} drop not null`
  return [{ severity: 'error', object, found: 'REQUIRED', expected: 'NULLABLE', repair: statement, fix: statement }]
}

/** The table as it is declared, with all of its rows; columns that nobody declares stay. */
function madeAnew({ table, facts, dialect }: Examined): string {
  const declared = physicalColumns(table)
  const strangers = [...facts.columns.keys()].filter(name => !Object.keys(declared).some(column => column.toLowerCase() === name))
  const columns = [
    ...Object.entries(declared).map(
      ([name, { type, required }]) => `${dialect.identifier(name)} ${dialect.typeName(type)}${required === true ? ' not null' : ''}`,
    ),
    ...strangers.map(name => `${dialect.identifier(name)} ${typeOf(facts, name) ?? ''}`),
  ]
  const names = [...Object.keys(declared), ...strangers].map(name => dialect.identifier(name)).join(', ')
  const layout = createTable(table, dialect).split('\n)').at(-1) ?? ''
  return `create or replace table ${qualifiedName(table)} (${columns.join(', ')})${layout} as select ${names} from ${qualifiedName(table)}`
}

function keptFindings(examined: Examined): TableFinding[] {
  const { table, facts } = examined
  return facts.kept === undefined ? [] : [...partitionFindings(examined, facts.kept), ...expiryFindings(qualifiedName(table), facts.kept)]
}

function partitionFindings(examined: Examined, { partitionedBy }: KeptTable): TableFinding[] {
  const { table, facts } = examined
  if (!('game_date' in physicalColumns(table)) || partitionedBy === 'game_date' || !facts.columns.has('game_date')) return []
  const found = partitionedBy === undefined ? 'not partitioned: each step reads all of it' : `partitioned by ${partitionedBy}`
  // The service refuses to replace a table by one of another partitioning.
  const aside = `${qualifiedName(table)}_before`
  const repair = [
    `alter table ${qualifiedName(table)} rename to ${aside.split('.')[1] ?? ''}`,
    madeAnew(examined)
      .replace('create or replace table', 'create table')
      .replace(/ from \S+$/, ` from ${aside}`),
    `drop table ${aside}`,
  ]
  return [{ severity: 'warning', object: qualifiedName(table), found, expected: 'partitioned by game_date', repair: repair.join('; ') }]
}

function expiryFindings(object: string, { expires }: KeptTable): TableFinding[] {
  return expires.map(what => {
    const [found, option] =
      what === 'table'
        ? ['goes by itself after some time', 'expiration_timestamp']
        : ['its partitions go by themselves after some time', 'partition_expiration_days']
    const statement = `alter table ${object} set options (${option} = null)`
    return { severity: 'error', object, found, expected: 'no expiry', repair: statement, fix: statement }
  })
}
