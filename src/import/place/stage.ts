import { BackcourtError } from '../../errors.ts'
import { toExpression } from '../../feeds/expression.ts'
import type { Format, Part } from '../../feeds/format.ts'
import { playerLookup } from '../../nba/player-lookup.ts'
import type { Store } from '../../store/store.ts'
import { qualifiedName } from '../../table/source.ts'
import { DEFECT_COLUMNS } from '../read/csv-records.ts'
import { quarantine } from '../../ledger/import-tables.ts'
import { literal, literals, quoted } from '../literals.ts'
import { newestNames } from './known-names.ts'
import { waitingReasons } from './reasons.ts'
import type { FileTable, ReadColumn } from '../read/file-tables.ts'
import { cleaned } from './typing.ts'

/** Rows as text on their way into a raw table: a temporary view that each file replaces, of the files themselves or of a copy. */
export const staged = 'temp.staged_rows'
const copied = 'temp.copied_rows'
const lookups = 'temp.player_lookups'

/** Largest number of names in one statement. */
const NAMES_AT_ONCE = 5000

/** A table of a file that is staged. */
export interface StagedTable {
  /** The file as it was named. */
  readonly path: string
  readonly table: FileTable
  readonly columns: readonly ReadColumn[]
}

/** Whether a part reads its rows more often than for their values and for what is refused, or changes them. */
function readsOften({ lookups = {}, sides, namedByOthers, fillsDown = [] }: Part): boolean {
  return Object.keys(lookups).length > 0 || sides !== undefined || namedByOthers !== undefined || fillsDown.length > 0
}

/** Arrivals are numbered through all files of a statement; no file has so many rows. */
const ROWS_OF_A_FILE = 2 ** 36

/**
 * Stages columns of tables of one shape, as text, with what means nothing as NULL: those that any of the parts reads, NULL where the files lack them.
 * Throws the engine's error for a broken file.
 */
export async function stageFiles(store: Store, tables: readonly StagedTable[], parts: readonly Part[]): Promise<void> {
  const numbered = tables.map((table, place) => ({ ...table, first: place * ROWS_OF_A_FILE }))
  const alike = new Map<string, typeof numbered>()
  for (const table of numbered) {
    const key = table.table.together?.alike ?? String(table.first)
    alike.set(key, [...(alike.get(key) ?? []), table])
  }
  const queries = [...alike.values()].map(group => stagedRows(store, group, parts))
  const copy = parts.length > 1 || parts.some(readsOften) || tables.some(({ table }) => table.rereadable !== true)
  await stageRows(store, queries.join('\nunion all\n'), { copy })
  await checkCounts(store, tables)
  await fillDown(
    store,
    parts.flatMap(part => part.fillsDown ?? []),
  )
}

/** Stages what a query gives, as it is or as a copy. */
export async function stageRows(store: Store, query: string, { copy }: { readonly copy: boolean }): Promise<void> {
  if (copy) await store.run(`create or replace temp table copied_rows as ${query}`)
  await store.run(`create or replace temp view staged_rows as ${copy ? `select * from ${copied}` : query}`)
}

/** Lets values count for the rows of their file below, until there is another. */
async function fillDown(store: Store, columns: readonly string[]): Promise<void> {
  if (columns.length === 0) return
  const filled = columns.map(
    name =>
      `last_value(${quoted(name)} ignore nulls) over (partition by source_file order by arrival rows between unbounded preceding and current row) as ${quoted(name)}`,
  )
  await stageRows(store, `select * replace (${filled.join(', ')}) from ${copied}`, { copy: true })
}

/** The rows of tables that are read alike. */
function stagedRows(store: Store, group: readonly (StagedTable & { readonly first: number })[], parts: readonly Part[]): string {
  const [one] = group
  if (one === undefined) throw new TypeError('expected a table to stage')
  const { table, columns } = one
  const reads = [...new Set(parts.flatMap(part => part.reads))]
  const names = new Set(parts.flatMap(part => part.names))
  const texts = reads.map(name => {
    const found = columns.find(column => column.as === name)
    if (found === undefined) return `cast(null as varchar) as ${quoted(name)}`
    return table.exact?.has(found.column) === true ? quoted(name) : `${cleaned(quoted(name), { isName: names.has(name) })} as ${quoted(name)}`
  })
  const told = `${defectColumns(table.tellsDefects === true)}, ${texts.join(', ')}`
  if (table.together === undefined || group.length === 1)
    return `select ${literal(store, one.path)} as source_file, source_row, ${one.first} + ${table.placed === true ? 'place' : 'source_row'} as arrival, ${told} from (${table.scan(columns)})`
  const named = group.map(({ path, first, table: { together } }) => `(${literal(store, together?.file ?? '')}, ${literal(store, path)}, ${first})`)
  return `select f.path as source_file, source_row, f.first + source_row as arrival, ${told}
    from (${table.together.scan(
      group.map(({ table: { together } }) => together?.file ?? ''),
      columns,
    )}) as r
    join (values ${named.join(', ')}) as f(file, path, first) on f.file = r.read_from`
}

/** The text and the defect of a record that does not fit; NULL for all others. */
function defectColumns(told: boolean): string {
  return DEFECT_COLUMNS.map(name => `${told ? quoted(name) : 'cast(null as varchar)'} as ${quoted(name)}`).join(', ')
}

/** Throws bad_input when the engine read other than the records that a file has. */
async function checkCounts(store: Store, tables: readonly StagedTable[]): Promise<void> {
  if (tables.every(({ table }) => table.records === undefined)) return
  const rows = await store.rows<{ path: string; read: number }>(
    `select source_file as path, cast(count(*) as bigint) as read from ${staged} group by source_file`,
  )
  const read = new Map(rows.map(row => [row.path, row.read]))
  for (const { path, table } of tables) {
    const { records } = table
    const found = read.get(path) ?? 0
    if (records !== undefined && found !== records)
      throw new BackcourtError('bad_input', `the file has ${records} records, of which ${found} could be read`, { where: path })
  }
}

/** Copies the waiting rows of one raw table out of quarantine; `arrival` is their place there. */
export async function stageWaiting(store: Store, format: Format, part: Part): Promise<void> {
  const columns = part.reads.map(name => `json_extract_string(row_json, ${literal(store, `$."${name}"`)}) as ${quoted(name)}`)
  await stageRows(
    store,
    `select source_file, source_row, rowid as arrival, ${defectColumns(false)}, ${columns.join(', ')}
     from ${qualifiedName(quarantine)}
     where ended_by is null and reason_code in (${literals(store, waitingReasons)})
       and format = ${literal(store, format.name)} and table_name = ${literal(store, qualifiedName(part.target))}`,
    { copy: true },
  )
}

/** Gives staged persons who have an id and no name the newest name that a file has given the id. */
export async function nameByOthers(store: Store, { namedByOthers }: Part): Promise<void> {
  if (namedByOthers === undefined) return
  const { id, as } = namedByOthers
  await store.run(`update ${copied} as s set ${quoted(as)} = n.name
    from (${newestNames(store)}) as n
    where cast(n.id as varchar) = s.${quoted(id)}`)
}

/** Brings the cells of rows that are one together into each of them. */
export async function joinSides(store: Store, { sides }: Part): Promise<void> {
  if (sides === undefined) return
  const alike = ['source_file', ...sides.alike.map(mapping => toExpression(mapping).sql)].join(', ')
  const cells = Object.entries(sides.cells)
  const found = cells.map(
    ([name, { of, column }]) => `max(case when ${of.sql} then ${quoted(column)} end) over (partition by ${alike}) as ${quoted(name)}`,
  )
  await store.run(`update ${copied} as s set ${cells.map(([name]) => `${quoted(name)} = b.${quoted(name)}`).join(', ')}
    from (select arrival, ${found.join(', ')} from ${staged}) as b where b.arrival = s.arrival`)
}

/** The values that feed each column of the target, still as text. */
export function mappedRows(part: Part): string {
  const values = Object.entries(part.columns).map(([name, mapping]) => `${toExpression(mapping).sql} as ${textOf(name)}`)
  const names = Object.entries(part.lookups ?? {}).map(([name, mapping]) => `${toExpression(mapping).sql} as ${nameOf(name)}`)
  const own = Object.entries(part.agrees ?? {}).flatMap(([name, { sql, reads }]) => [
    `${sql} as ${ownOf(name)}`,
    `concat_ws(' ', ${reads.map(quoted).join(', ')}) as ${writtenOf(name)}`,
  ])
  const defects = DEFECT_COLUMNS.map(quoted)
  const undecided = part.undecided === undefined ? [] : [`${part.undecided.sql} as undecided`]
  const rest = [...undecided, ...gameOfDay(part)]
  const where = part.where === undefined ? '' : `where ${part.where.sql} or ${defects[1]} is not null`
  const same = part.once === undefined ? (part.sides?.alike ?? []) : [part.once]
  const ofFile = part.once === undefined ? ['source_file'] : []
  const partition = [...ofFile, ...same.map(mapping => toExpression(mapping).sql)].join(', ')
  const once = same.length === 0 ? '' : `qualify row_number() over (partition by ${partition} order by arrival) = 1`
  return `select source_file, source_row, arrival, ${defects.join(', ')}, ${[...values, ...names, ...own, ...rest].join(', ')} from ${staged} ${where} ${once}`
}

/** The day and the team, or teams, by which rows find their game, or the day of their teams. */
function gameOfDay({ game, teamsOn }: Part): string[] {
  if (game === undefined) return teamsOn === undefined ? [] : [`${teamsOn.sql} as "day of teams"`]
  if (typeof game !== 'object') return []
  const teams = 'teams' in game ? game.teams : [game.team]
  const columns = ['"team of game"', '"other team of game"']
  return [`${game.day.sql} as "day of game"`, ...teams.map((team, place) => `${toExpression(team).sql} as ${columns[place]}`)]
}

/** The text that feeds a column. */
export function textOf(column: string): string {
  return quoted(`text of ${column}`)
}

/** What the file itself says of a column that a row takes from its game. */
export function ownOf(column: string): string {
  return quoted(`own ${column}`)
}

/** The text in which the file says it. */
export function writtenOf(column: string): string {
  return quoted(`written ${column}`)
}

/** The name that a lookup column is made of. */
function nameOf(column: string): string {
  return quoted(`name for ${column}`)
}

/** Creates the temporary table of names and lookups. */
export async function prepareLookups(store: Store): Promise<void> {
  await store.run('create or replace temp table player_lookups (name varchar, lookup varchar)')
}

/** Makes lookups of the names in the staged rows that have none yet. */
export async function addLookups(store: Store, part: Part): Promise<void> {
  for (const mapping of Object.values(part.lookups ?? {})) {
    const name = toExpression(mapping).sql
    const found = await store.rows<{ name: string }>(
      `select distinct ${name} as name from ${staged} where ${name} is not null except select name from ${lookups}`,
    )
    for (let first = 0; first < found.length; first += NAMES_AT_ONCE) {
      const values = found.slice(first, first + NAMES_AT_ONCE).map(({ name }) => {
        const lookup = playerLookup(name)
        return `(${literal(store, name)}, ${lookup === '' ? 'null' : literal(store, lookup)})`
      })
      await store.run(`insert into player_lookups values ${values.join(', ')}`)
    }
  }
}

/** A scalar query for the lookup of a row of `mapped`. */
export function lookupJoin(part: Part): { readonly joins: string; readonly columns: readonly string[] } {
  const names = Object.keys(part.lookups ?? {})
  return {
    joins: names.map((column, index) => `left join ${lookups} as names_${index} on names_${index}.name = mapped.${nameOf(column)}`).join('\n'),
    columns: names.map((column, index) => `names_${index}.lookup as ${textOf(column)}`),
  }
}
