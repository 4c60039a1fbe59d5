import { toExpression, type Mapping } from '../../../src/feeds/expression.ts'
import type { Format, Part } from '../../../src/feeds/format.ts'
import { qualifiedName } from '../../../src/table/source.ts'
import type { StoredRow } from './ground.ts'
import { isSpelled } from './spelled.ts'
import { RAGGED, readFile, rowsFor, type ToldFile, type ToldRow } from './told.ts'

/** A file and what the store has of it. */
export interface Landed {
  readonly content: Buffer
  readonly rows: readonly StoredRow[]
}

/** A file that something has happened to: also what waits in quarantine of it, and whether it was taken for its format. */
export interface Suffered extends Landed {
  readonly waiting: readonly { readonly place: number; readonly table: string; readonly reason: string }[]
  readonly isTaken: boolean
  /** Why it was not taken. */
  readonly whyNot: string
  /** What was said to lack a column. */
  readonly unread: readonly string[]
}

/** What a mutated file should have left in the store, and what it left there that neither it nor the intact file says: sentences. */
export function contradictions(format: Format, intact: Landed, mutated: Suffered): string[] {
  const before = readFile(intact.content)
  const after = readFile(mutated.content)
  if (isSealed(mutated.content)) return unlike(intact, mutated)
  if (before === undefined) return ['the original cannot be read']
  if (after === undefined) return unspelled(format, mutated)
  const columns = (file: ToldFile): string[] => file.tables.flatMap(([row = {}]) => Object.keys(row))
  const lacksColumn = columns(before).some(name => !columns(after).includes(name))
  return format.parts.flatMap(part => {
    const trial = { part, intact, mutated, before: rowsFor(part, before), after: rowsFor(part, after), lacksColumn }
    return [...missing(trial), ...untrue(trial)]
  })
}

/** The rows of a part in a file and its original, as told and as stored. */
interface Trial {
  readonly part: Part
  readonly intact: Landed
  readonly mutated: Suffered
  readonly before: readonly ToldRow[]
  readonly after: readonly ToldRow[]
  /** Whether the file has no longer all columns that a format needs. */
  readonly lacksColumn: boolean
}

const sameRow = (one: ToldRow, other: ToldRow): boolean => {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every(name => (one[name] ?? null) === (other[name] ?? null))
}

/** Expressions that look beyond their row, or at the name of the file. */
const looksBeyond = (mapping: Mapping | undefined): boolean =>
  mapping !== undefined && /\bover \(|staged_rows|import_days|source_file|source_row/.test(toExpression(mapping).sql)

/** Reasons for which a row waits because of others: too many starters, a key told twice. */
const OF_OTHERS = /as in an earlier line of the file|expected at most \d+ of/

/** Rows to which nothing has happened and that are not stored as the intact ones were. */
function missing({ part, intact, mutated, before, after, lacksColumn }: Trial): string[] {
  if (after.length === 0 || (part.inPassing === true && !after.every(row => before.some(other => sameRow(row, other))))) return []
  const table = qualifiedName(part.target)
  const fixed = Object.keys(part.target.columns).filter(name => !looksBeyond(part.columns[name]))
  const told = (rows: readonly StoredRow[], place: number): string[] =>
    rows
      .filter(row => row.table === table && row.place === place && isOf(part, row))
      .map(row => JSON.stringify(fixed.map(name => row.values[name])))
      .toSorted()
  return before.flatMap((row, place) => {
    const expected = told(intact.rows, place + 1)
    const places = after.flatMap((other, at) => (sameRow(row, other) ? [at + 1] : []))
    if (expected.length === 0 || places.length === 0) return []
    const found = places.map(at => told(mutated.rows, at))
    if (found.some(rows => expected.every(each => rows.includes(each)))) return []
    if (mutated.unread.some(warning => warning.includes(table)) || ((!mutated.isTaken || mutated.unread.length > 0) && lacksColumn)) return []
    if (!mutated.isTaken) return [`row ${place + 1} of ${table} is lost: ${mutated.whyNot}`]
    if (mutated.waiting.some(each => each.table === table && places.includes(each.place) && OF_OTHERS.test(each.reason))) return []
    const others = mutated.rows.filter(other => other.table === table && !places.includes(other.place))
    if (intact.rows.filter(each => each.table === table && each.place === place + 1).every(each => others.some(other => hasKeyOf(part, other, each))))
      return []
    const reasons = mutated.waiting.filter(each => places.includes(each.place)).map(each => each.reason)
    return [`row ${place + 1} of ${table} is not as before: ${String(expected)}, but ${String(found)} ${String(reasons)}`]
  })
}

/** Whether a row now says that it is another. */
function hasKeyOf({ target }: Part, row: StoredRow, other: StoredRow): boolean {
  return target.key.every(name => row.values[name] === other.values[name])
}

/** Values that are stored and that neither the intact file says nor the cells that were changed. */
function untrue(trial: Trial): string[] {
  const { part, mutated, after } = trial
  const table = qualifiedName(part.target)
  return mutated.rows
    .filter(row => row.table === table && after[row.place - 1] !== undefined && isOf(part, row))
    .flatMap(row => falseValues(trial, row))
}

/** Whether a row can be one of those of a part, of several that fill a table: it has what is the same in all of them. */
function isOf({ columns }: Part, { values }: StoredRow): boolean {
  return Object.entries(columns).every(([name, mapping]) => {
    const [, always] = /^'([^']*)'$/.exec(toExpression(mapping).sql) ?? []
    return always === undefined || String(values[name]) === always || typeof values[name] === 'boolean'
  })
}

function falseValues({ part, intact, before, after }: Trial, row: StoredRow): string[] {
  const told = after[row.place - 1] ?? {}
  const same = (other: ToldRow): number => Object.keys(told).filter(name => told[name] === other[name]).length
  const ranked = before.map((other, place) => ({ other, place, same: same(other) })).toSorted((one, two) => two.same - one.same)
  const [nearest] = ranked
  const twins = intact.rows.filter(({ table, place }) => table === row.table && place === (nearest?.place ?? -1) + 1)
  const twin = twins.find(each => hasKeyOf(part, each, row)) ?? twins[0]
  return Object.entries(row.values).flatMap(([name, value]) => {
    if (value === null || name === 'feed') return []
    const mapping = part.columns[name]
    const reads = mapping === undefined || name === 'game_id' ? placing(part) : toExpression(mapping).reads
    const isWide = part.wide !== undefined || part.sides !== undefined
    const isUntouched =
      nearest !== undefined && !isWide && !(RAGGED in told) && reads.every(read => (told[read] ?? null) === (nearest.other[read] ?? null))
    if (isUntouched && twin !== undefined && !looksBeyond(mapping) && twin.values[name] === value) return []
    if (isUntouched && twin !== undefined && !looksBeyond(mapping) && twin.values[name] !== null)
      return [`${row.table}.${name} of row ${row.place} is ${String(value)}, was ${String(twin.values[name])}, and its cells have not changed`]
    const texts = looksBeyond(mapping) || isWide ? after.flatMap(each => Object.entries(each).flat()) : reads.map(read => told[read] ?? null)
    if (mapping === undefined || part.teams?.includes(name) === true || (looksBeyond(mapping) && reads.length === 0)) return []
    if (texts.some(text => text?.includes('\uFFFD') === true) || isCounted(mapping, value, after) || isDistance(row, name)) return []
    const isSaid = isSpelled({
      value,
      type: part.target.columns[name]?.type ?? 'string',
      texts,
      isPlain: typeof mapping === 'string',
      seen: intact.rows.some(each => each.table === row.table && each.values[name] === value),
    })
    return isSaid ? [] : [`${row.table}.${name} of row ${row.place} is ${String(value)}, but the file says ${JSON.stringify(texts).slice(0, 200)}`]
  })
}

/** Whether a value is which of the rows of a file one can be. */
function isCounted(mapping: Mapping, value: unknown, { length }: readonly ToldRow[]): boolean {
  return toExpression(mapping).sql.includes('row_number() over') && Number(value) >= 1 && Number(value) <= length
}

/** Whether a value is the whole minutes between two instants of its row. */
function isDistance({ values }: StoredRow, name: string): boolean {
  if (name !== 'minutes_before_tipoff') return false
  const between = Date.parse(String(values['commence_time'])) - Date.parse(String(values['snapshot_timestamp']))
  return Number(values[name]) === Math.floor(between / 60_000)
}

/** Columns by which rows find their game. */
function placing({ game, columns, lookups = {} }: Part): readonly string[] {
  const own = Object.values(lookups).flatMap(mapping => toExpression(mapping).reads)
  if (typeof game === 'object')
    return [...own, ...[game.day, ...('teams' in game ? game.teams : [game.team])].flatMap(mapping => toExpression(mapping).reads)]
  const ofGame = game === 'own' ? ['game_date', 'home_team_tricode', 'away_team_tricode', 'nba_game_id'] : ['nba_game_id', 'bref_game_id']
  return [...own, ...ofGame.flatMap(name => (columns[name] === undefined ? [] : toExpression(columns[name]).reads))]
}

/** Whether a file has sums of its own for what it holds, so that no byte of that changes unseen. */
function isSealed(content: Buffer): boolean {
  return content.subarray(0, 2).toString() === 'PK'
}

/** Rows that a sealed file left in the store and that its original does not tell. */
function unlike(intact: Landed, mutated: Suffered): string[] {
  const told = new Set(intact.rows.map(({ values }) => JSON.stringify(values)))
  return mutated.rows.flatMap(({ table, place, values }) =>
    told.has(JSON.stringify(values)) ? [] : [`row ${place} of ${table} is ${JSON.stringify(values)}, which the original does not tell`],
  )
}

/** Numbers that are stored and stand nowhere in a file whose rows cannot be told apart. */
function unspelled(format: Format, { content, rows }: Suffered): string[] {
  const text = content.toString('latin1')
  // oxlint-disable-next-line no-control-regex -- the first bytes of gzip
  if (/^(\u001f\u008b|SQLite|%PDF|\xff\xfe|\xfe\xff)/.test(text)) return []
  return rows.flatMap(row => {
    const part = format.parts.find(({ target }) => qualifiedName(target) === row.table)
    return Object.entries(row.values).flatMap(([name, value]) => {
      if (typeof value !== 'number' || typeof part?.columns[name] !== 'string' || part.sides !== undefined) return []
      return text.includes(String(value)) ? [] : [`${row.table}.${name} of row ${row.place} is ${value}, which stands nowhere in the file`]
    })
  })
}
