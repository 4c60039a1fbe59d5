import { columnsRead, tablesRead } from '../nba/columns-read.ts'
import { gameStates } from '../nba/game-states.ts'
import { inputsChangedSince } from '../ledger/input-digests.ts'
import { cast, int, knownTexts, literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import type { ColumnType } from '../sql/types.ts'
import type { Store } from '../store/store.ts'
import { fillTemporary } from '../store/temporary.ts'
import { compileQuery } from '../table/compile.ts'
import { qualifiedName, versionsOf, type Source } from '../table/source.ts'
import { changedFields, changedNames } from '../ledger/changed-fields.ts'
import { inputChanges, type InputChanges } from './relations.ts'

/** What differs from an import, and how many rows do, by table. */
export interface FoundChanges {
  readonly changes: InputChanges
  readonly counts: ReadonlyMap<string, number>
}

/** Finds every raw row whose current version differs, in a column that models read, from its version at the import `baseline`. Undefined when no table differs. */
export async function findInputChanges(store: Store, baseline: number): Promise<FoundChanges | undefined> {
  const rows = await store.rows<{ table_name: string }>(compileQuery(differingTables(baseline), store))
  const differing = new Set(rows.map(row => row.table_name))
  const tables = inputTables().filter(source => differing.has(qualifiedName(source)))
  if (tables.length === 0) return undefined
  const changes = await fillTemporary(store, inputChanges, [changedRows(tables, baseline)])
  const counted = await store.rows<{ table_name: string; changed: number }>(
    compileQuery(sql`select table_name, ${int(sql`count(*)`)} as changed from ${changes} group by table_name`, store),
  )
  return { changes, counts: new Map(counted.map(({ table_name, changed }) => [table_name, changed])) }
}

/** The tables that are compared. */
export function inputTables(): Source[] {
  return [...tablesRead(), gameStates]
}

/** Tables whose digest of some game date is another one than after an import; game states, which have none, when any version is newer. */
export function differingTables(baseline: number): Sql {
  const newer = sql`select 1 from ${versionsOf(gameStates)} where import_number > ${baseline} or ended_by > ${baseline}`
  return sql`
    ${inputsChangedSince(baseline)}
    union all
    select table_name from (select ${literal(qualifiedName(gameStates))} as table_name) as states where exists (${newer})`
}

/** The rows of tables that differ from an import. */
export function changedRows(tables: readonly Source[], baseline: number): Sql {
  const each = tables.map(source => changesOf(source, baseline))
  return sql`
    select table_name || ' ' || row_key as change_id, changed.*
    from (${join(each, '\nunion all\n')}) as changed
    where names <> ' '`
}

function changesOf(source: Source, baseline: number): Sql {
  const table = versionsOf(source)
  const key = (side: string): Sql =>
    join(
      source.key.map(column => cast(raw(`${side}.${column}`), 'string')),
      ` || '/' || `,
    )
  const sameKey = raw(source.key.map(column => `o.${column} = n.${column}`).join(' and '))
  const columns = comparedColumns(source)
  return sql`select
      ${literal(qualifiedName(source))} as table_name,
      case when n.import_number is null then ${key('o')} else ${key('n')} end as row_key,
      case when o.import_number is null then 'added' when n.import_number is null then 'removed' else 'changed' end as kind,
      ${roles(source)},
      case when o.import_number is null or n.import_number is null then ${knownTexts([])} else ${changedFields(source, columns)} end as fields,
      case when o.import_number is null or n.import_number is null then ' * ' else ${changedNames(columns)} end as names,
      coalesce(n.source_file, o.source_file) as source_file,
      coalesce(n.source_row, o.source_row) as source_row,
      coalesce(n.import_number, o.ended_by) as import_number
    from (select * from ${table} where import_number <= ${baseline} and ended_by > ${baseline}) as o
    full join (select * from ${table} where import_number > ${baseline} and ended_by is null) as n
      on ${sameKey}`
}

/** Columns that can differ between two versions of a key; dates and ids of games follow the schedule, whose own row tells. */
function comparedColumns(source: Source): string[] {
  const columns = source === gameStates ? Object.keys(source.columns) : columnsRead(source)
  const dated = source === gameStates || source.tells === 'fixture'
  return columns.filter(column => !source.key.includes(column) && column !== 'feed' && (dated || column !== 'game_date'))
}

/** Which game, teams and person a change is about, in the terms of the table. */
function roles(source: Source): Sql {
  const of = (row: string, column: string | undefined, type: ColumnType): Sql =>
    cast(column !== undefined && column in source.columns ? raw(`${row}.${column}`) : sql`null`, type)
  const either = (column: string | undefined): Sql => sql`coalesce(${of('n', column, 'string')}, ${of('o', column, 'string')})`
  const day = source.ofGame ? 'game_date' : undefined
  const { ids, column: person } = source.person ?? {}
  return sql`${either('nba_game_id')} as nba_game_id,
      ${of('o', day, 'date')} as date_before,
      ${of('n', day, 'date')} as date_after,
      ${of('o', 'team_abbr', 'string')} as team_before,
      ${of('n', 'team_abbr', 'string')} as team_after,
      ${typeof ids === 'string' ? literal(ids) : either(ids?.toldBy)} as source,
      ${either(person)} as source_player_id`
}

/** Whether a row of changes is of one of the sources. */
export function isOf(row: string, sources: readonly Source[]): Sql {
  const names = join(
    sources.map(source => literal(qualifiedName(source))),
    ', ',
  )
  return sql`${raw(`${row}.table_name`)} in (${names})`
}
