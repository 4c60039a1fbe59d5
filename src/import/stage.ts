import { BackcourtError } from '../errors.ts'
import { toExpression } from '../feeds/expression.ts'
import type { Format, Part } from '../feeds/format.ts'
import { playerLookup } from '../nba/player-lookup.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName } from '../table/source.ts'
import { DEFECT_COLUMNS } from './csv-records.ts'
import { quarantine } from './ledger.ts'
import { literal, literals, quoted } from './literals.ts'
import { waitingReasons } from './reasons.ts'
import type { RecognisedTable } from './recognise.ts'
import { cleaned } from './typing.ts'

/** Rows as text on their way into a raw table: temporary tables that each step replaces. */
export const staged = 'temp.staged_rows'
const lookups = 'temp.player_lookups'

/** Largest number of names in one statement. */
const NAMES_AT_ONCE = 5000

/** Copies the columns of a file that are read, as text, with what means nothing as NULL. Throws the engine's error for a broken file. */
export async function stageFile(store: Store, path: string, recognised: RecognisedTable): Promise<void> {
  const { part, table, columns } = recognised
  const texts = part.reads.map(name => {
    const found = columns.find(column => column.as === name)
    if (found === undefined) return `cast(null as varchar) as ${quoted(name)}`
    return table.exact?.has(found.column) === true ? quoted(name) : `${cleaned(quoted(name))} as ${quoted(name)}`
  })
  await store.run(
    `create or replace temp table staged_rows as
     select ${literal(store, path)} as source_file, source_row, source_row as arrival, ${defectColumns(table.tellsDefects === true)}, ${texts.join(', ')}
     from (${table.scan(columns)})`,
  )
  if (table.records !== undefined) await checkCount(store, table.records)
}

/** The text and the defect of a record that does not fit; NULL for all others. */
function defectColumns(told: boolean): string {
  return DEFECT_COLUMNS.map(name => `${told ? quoted(name) : 'cast(null as varchar)'} as ${quoted(name)}`).join(', ')
}

/** Throws bad_input when the engine read other than the records that the file has. */
async function checkCount(store: Store, records: number): Promise<void> {
  const [found] = await store.rows<{ read: number }>(`select cast(count(*) as bigint) as read from ${staged}`)
  if (found?.read !== records) throw new BackcourtError('bad_input', `the file has ${records} records, of which ${found?.read ?? 0} could be read`)
}

/** Copies the waiting rows of one raw table out of quarantine; `arrival` is their place there. */
export async function stageWaiting(store: Store, format: Format, part: Part): Promise<void> {
  const columns = part.reads.map(name => `json_extract_string(row_json, ${literal(store, `$."${name}"`)}) as ${quoted(name)}`)
  await store.run(
    `create or replace temp table staged_rows as
     select source_file, source_row, rowid as arrival, ${defectColumns(false)}, ${columns.join(', ')}
     from ${qualifiedName(quarantine)}
     where ended_by is null and reason_code in (${literals(store, waitingReasons)})
       and format = ${literal(store, format.name)} and table_name = ${literal(store, qualifiedName(part.target))}`,
  )
}

/** The values that feed each column of the target, still as text. */
export function mappedRows(part: Part): string {
  const values = Object.entries(part.columns).map(([name, mapping]) => `${toExpression(mapping).sql} as ${textOf(name)}`)
  const names = Object.entries(part.lookups ?? {}).map(([name, mapping]) => `${toExpression(mapping).sql} as ${nameOf(name)}`)
  const defects = DEFECT_COLUMNS.map(quoted)
  const where = part.where === undefined ? '' : `where ${part.where.sql} or ${defects[1]} is not null`
  return `select source_file, source_row, arrival, ${defects.join(', ')}, ${[...values, ...names].join(', ')} from ${staged} ${where}`
}

/** The text that feeds a column. */
export function textOf(column: string): string {
  return quoted(`text of ${column}`)
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
