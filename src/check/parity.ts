import type { DayRange } from '../calendar.ts'
import type { ColumnType } from '../sql/types.ts'
import { rowsOf } from '../store/copy-tables.ts'
import type { Engine } from '../store/engine.ts'
import type { Row, Value } from '../store/store.ts'
import { clockColumns, type Model } from '../table/model.ts'
import { keyText, rowText } from '../table/row-text.ts'
import { qualifiedName, type Source } from '../table/source.ts'

/** A field in which two rows of one key differ. */
export interface FieldDifference {
  readonly key: string
  /** Null where the row is in one of the two only. */
  readonly field: string | null
  readonly a: Value
  readonly b: Value
}

/** How a table stands in two stores. */
export interface TableParity {
  readonly table: string
  readonly rows_a: number
  readonly rows_b: number
  /** Rows that are the same in both. */
  readonly equal: number
  readonly only_a: number
  readonly only_b: number
  readonly different: number
  readonly examples: readonly FieldDifference[]
}

/** A table whose rows are compared, and what tells them apart. */
interface Compared {
  readonly name: string
  readonly columns: Readonly<Record<string, ColumnType>>
  readonly key: Readonly<Record<string, ColumnType>>
  /** Which rows count, in SQL that every engine reads. */
  readonly where: string
}

interface DayDigest {
  readonly name: string
  readonly day: string
  readonly row_count: number
  readonly digest: string
}

const EXAMPLES = 10

/** Compares tables in two engines: digests of each date first, where these differ digests of rows, and the fields of the first rows that differ. */
export async function parity(
  a: Engine,
  b: Engine,
  { tables, range }: { readonly tables: readonly (Model | Source)[]; readonly range: DayRange | undefined },
): Promise<TableParity[]> {
  const compared = tables.map(table => comparedOf(table, range))
  const [ofA, ofB] = await Promise.all([dayDigests(a, compared), dayDigests(b, compared)])
  const found: TableParity[] = []
  for (const table of compared) found.push(await tableParity(table, { engine: a, days: daysOf(table, ofA) }, { engine: b, days: daysOf(table, ofB) }))
  return found
}

/** Raw rows by their current versions without what an import adds; analytics rows without their clocks. */
function comparedOf(table: Model | Source, range: DayRange | undefined): Compared {
  const names = Object.entries(table.columns).filter(([name]) => !clockColumns.includes(name))
  const columns = Object.fromEntries(names.map(([name, { type }]) => [name, type]))
  const key = Object.fromEntries((table.kind === 'model' ? table.grain : table.key).map(name => [name, columns[name] ?? 'string']))
  const shape = { name: qualifiedName(table), columns }
  const ranged = rowsOf(shape, range) ?? 'true'
  return { ...shape, key, where: table.kind === 'source' ? `${ranged} and ended_by is null` : ranged }
}

function dayOf({ columns }: Compared): string {
  return 'game_date' in columns ? `coalesce(cast(game_date as string), '')` : `''`
}

function dayDigests(engine: Engine, tables: readonly Compared[]): Promise<DayDigest[]> {
  const { dialect } = engine
  const queries = tables.map(
    table => `select ${dialect.text(table.name)} as name, day, count(*) as row_count, ${dialect.digestSum('row_text')} as digest
      from (select ${dayOf(table)} as day, ${rowText(table.columns, dialect)} as row_text from ${table.name} where ${table.where}) as r group by day`,
  )
  return engine.rows<DayDigest>(queries.join('\nunion all\n'))
}

function daysOf({ name }: Compared, digests: readonly DayDigest[]): ReadonlyMap<string, DayDigest> {
  return new Map(digests.filter(digest => digest.name === name).map(digest => [digest.day, digest]))
}

interface Side {
  readonly engine: Engine
  readonly days: ReadonlyMap<string, DayDigest>
}

async function tableParity(table: Compared, a: Side, b: Side): Promise<TableParity> {
  const count = ({ days }: Side): number => [...days.values()].reduce((sum, day) => sum + day.row_count, 0)
  const days = [...new Set([...a.days.keys(), ...b.days.keys()])].toSorted()
  const differing = days.filter(
    day => a.days.get(day)?.digest !== b.days.get(day)?.digest || a.days.get(day)?.row_count !== b.days.get(day)?.row_count,
  )
  const sums = { table: table.name, rows_a: count(a), rows_b: count(b) }
  if (differing.length === 0) return { ...sums, equal: sums.rows_a, only_a: 0, only_b: 0, different: 0, examples: [] }
  const [ofA, ofB] = await Promise.all([a, b].map(({ engine }) => rowDigests(engine, table, differing)))
  const { keys, ...told } = differingRows(ofA as RowDigests, ofB as RowDigests)
  const [rowsA, rowsB] = await Promise.all([a, b].map(({ engine }) => rowsNamed(engine, table, keys)))
  const examples = keys.flatMap(key => differences(key, rowsA?.get(key), rowsB?.get(key))).slice(0, EXAMPLES)
  return { ...sums, equal: sums.rows_a - told.only_a - told.different, ...told, examples }
}

/** The digests of the rows of each key. */
type RowDigests = ReadonlyMap<string, readonly string[]>

async function rowDigests(engine: Engine, table: Compared, days: readonly string[]): Promise<RowDigests> {
  const { dialect } = engine
  const rows = await engine.rows<{ row_key: string; digest: string }>(
    `select ${keyText(table.key, dialect)} as row_key, ${dialect.sha256Hex(rowText(table.columns, dialect))} as digest
     from ${table.name} where ${table.where} and ${onDays(table, days)}`,
  )
  const byKey = new Map<string, string[]>()
  for (const { row_key, digest } of rows) byKey.set(row_key, [...(byKey.get(row_key) ?? []), digest].toSorted())
  return byKey
}

function onDays(table: Compared, days: readonly string[]): string {
  return 'game_date' in table.columns ? `${dayOf(table)} in (${days.map(day => `'${day}'`).join(', ')})` : 'true'
}

interface DifferingRows extends Pick<TableParity, 'only_a' | 'only_b' | 'different'> {
  /** The first of the keys at fault. */
  readonly keys: readonly string[]
}

/** Several rows of one key are compared as many as there are. */
function differingRows(a: RowDigests, b: RowDigests): DifferingRows {
  const keys: string[] = []
  const sums = { only_a: 0, only_b: 0, different: 0 }
  for (const key of [...new Set([...a.keys(), ...b.keys()])].toSorted()) {
    const rest = new Map<string, number>()
    for (const digest of b.get(key) ?? []) rest.set(digest, (rest.get(digest) ?? 0) + 1)
    let onlyA = 0
    for (const digest of a.get(key) ?? []) {
      const left = rest.get(digest) ?? 0
      if (left > 0) rest.set(digest, left - 1)
      else onlyA += 1
    }
    const onlyB = [...rest.values()].reduce((sum, left) => sum + left, 0)
    if (onlyA + onlyB > 0) keys.push(key)
    const different = Math.min(onlyA, onlyB)
    sums.different += different
    sums.only_a += onlyA - different
    sums.only_b += onlyB - different
  }
  return { ...sums, keys: keys.slice(0, EXAMPLES) }
}

async function rowsNamed(engine: Engine, table: Compared, keys: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const { dialect } = engine
  const key = keyText(table.key, dialect)
  const columns = Object.keys(table.columns).map(name => dialect.identifier(name))
  const rows = await engine.rows<Row & { readonly row_key: string }>(
    `select ${key} as row_key, ${columns.join(', ')} from ${table.name} where ${table.where} and ${key} in (${keys.map(name => dialect.text(name)).join(', ')})`,
  )
  return new Map(rows.map(row => [row.row_key, row]))
}

function differences(key: string, a: Row | undefined, b: Row | undefined): FieldDifference[] {
  if (a === undefined || b === undefined) return [{ key, field: null, a: a === undefined ? null : 'there', b: b === undefined ? null : 'there' }]
  const same = (field: string): boolean => asText(a[field]) === asText(b[field])
  const fields = Object.keys(a).filter(field => !same(field))
  return fields.map(field => ({ key, field, a: a[field] ?? null, b: b[field] ?? null }))
}

/** Values as they compare; JSON has no whole numbers beyond 2^53. */
function asText(value: Value | undefined): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
}
