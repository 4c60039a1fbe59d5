import { columnsRead, tablesRead } from '../nba/columns-read.ts'
import { gameStates } from '../nba/game-states.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { nbacSchedule } from '../nba/sources/nbac-schedule.ts'
import type { Store } from '../store/store.ts'
import { qualifiedName, type Source } from '../table/source.ts'

/**
 * Temporary table of raw rows that differ from what they were at an import, one row per key:
 * change_id, table_name, row_key, kind (added, removed, changed), nba_game_id, date_before, date_after, team_before, team_after, source,
 * source_player_id, fields (a list of structs of field, before, after), names (the fields' names between spaces), source_file, source_row, import_number.
 */
export const INPUT_CHANGES = 'input_changes'

/** Finds every raw row whose current version differs, in a column that models read, from its version at the import `baseline`; how many there are, by table. */
export async function findInputChanges(store: Store, baseline: number): Promise<ReadonlyMap<string, number>> {
  const differing = await differingTables(store, baseline)
  const parts = [...tablesRead(), gameStates].filter(source => differing.has(qualifiedName(source))).map(source => changesOf(source, baseline))
  if (parts.length === 0) return new Map()
  await store.run(`create or replace temp table ${INPUT_CHANGES} as
    select
      table_name || ' ' || row_key as change_id,
      *,
      case when kind = 'changed' then ' ' || array_to_string(list_transform(fields, lambda f: f.field), ' ') || ' ' else ' * ' end as names
    from (${parts.join('\nunion all\n')}) as changed
    where kind <> 'changed' or len(fields) > 0`)
  const rows = await store.rows<{ table: string; changes: number }>(
    `select table_name as "table", cast(count(*) as bigint) as changes from ${INPUT_CHANGES} group by table_name`,
  )
  return new Map(rows.map(({ table, changes }) => [table, changes]))
}

/** Tables whose digest of some game date is another one than after the import `baseline`; game states, which have none, when any version is newer. */
async function differingTables(store: Store, baseline: number): Promise<ReadonlySet<string>> {
  const states = qualifiedName(gameStates)
  const rows = await store.rows<{ table: string }>(`
    select distinct n.table_name as "table"
    from (
      select table_name, game_date, arg_max(digest, import_number) as digest, arg_max(row_count, import_number) as row_count
      from nba_processing.input_digests
      group by table_name, game_date
      having max(import_number) > ${baseline}
    ) as n
    left join (
      select table_name, game_date, arg_max(digest, import_number) as digest, arg_max(row_count, import_number) as row_count
      from nba_processing.input_digests
      where import_number <= ${baseline}
      group by table_name, game_date
    ) as o
      on o.table_name = n.table_name and o.game_date is not distinct from n.game_date
    where coalesce(o.digest, '0') <> n.digest or coalesce(o.row_count, 0) <> n.row_count
    union all
    select '${states}' where exists (select 1 from ${states} where import_number > ${baseline} or ended_by > ${baseline})`)
  return new Set(rows.map(row => row.table))
}

function changesOf(source: Source, baseline: number): string {
  const table = qualifiedName(source)
  const key = (side: string): string => source.key.map(column => `cast(${side}.${column} as varchar)`).join(` || '/' || `)
  const sameKey = source.key.map(column => `o.${column} = n.${column}`).join(' and ')
  return `select
      '${table}' as table_name,
      case when n.import_number is null then ${key('o')} else ${key('n')} end as row_key,
      case when o.import_number is null then 'added' when n.import_number is null then 'removed' else 'changed' end as kind,
      ${roles(source)},
      list_filter([${comparedColumns(source).map(fieldChange).join(', ')}], lambda f: f is not null) as fields,
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
  const dated = source === gameStates || source === nbacSchedule
  return columns.filter(column => !source.key.includes(column) && column !== 'feed' && (dated || column !== 'game_date'))
}

function fieldChange(column: string): string {
  return `case when o.${column} is distinct from n.${column} then {'field': '${column}', 'before': cast(o.${column} as varchar), 'after': cast(n.${column} as varchar)} end`
}

/** Which game, teams and person a change is about, in the terms of the table. */
function roles(source: Source): string {
  const either = (column: string, type: string): string =>
    column in source.columns ? `cast(coalesce(n.${column}, o.${column}) as ${type})` : `cast(null as ${type})`
  const team = (side: string): string => ('team_abbr' in source.columns ? `${side}.team_abbr` : 'cast(null as varchar)')
  const person = source === playerIdentities ? ['n.source', 'source_player_id'] : personOf(source)
  const day = (side: string): string => (source.ofGame ? `${side}.game_date` : 'cast(null as date)')
  return `${either('nba_game_id', 'varchar')} as nba_game_id,
      ${day('o')} as date_before,
      ${day('n')} as date_after,
      ${team('o')} as team_before,
      ${team('n')} as team_after,
      ${person[0] === 'n.source' ? 'coalesce(n.source, o.source)' : `cast(${person[0]} as varchar)`} as source,
      ${person[1] === 'null' ? 'cast(null as varchar)' : either(person[1] ?? '', 'varchar')} as source_player_id`
}

function personOf(source: Source): [string, string] {
  if ('nba_player_id' in source.columns) return [`'nba'`, 'nba_player_id']
  if ('bref_player_id' in source.columns) return [`'bref'`, 'bref_player_id']
  return ['null', 'null']
}
