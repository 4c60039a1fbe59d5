import { seasonLabel } from '../calendar.ts'
import { gameStates } from '../nba/game-states.ts'
import { playerIdentities } from '../nba/player-identities.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName, type Source } from '../table/source.ts'
import type { StoredTable } from '../table/stored.ts'
import { feedHoles } from './examine-feeds.ts'
import { OPTIONAL_TABLES, type TableFinding } from './examine-tables.ts'

type Declared = Model | Source | StoredTable

/** What the rows of whole tables contradict: keys that stand twice, people with two names or ids, seasons of which games lack. */
export async function examineContents(store: Store, declared: readonly Declared[]): Promise<TableFinding[]> {
  return [
    ...(await doubledKeys(store, declared)),
    ...(await peopleFindings(store)),
    ...(await seasonFindings(store)),
    ...(await feedHoles(store)),
    ...(await optionalTables(store)),
  ]
}

/** Keys of which more than one row counts. */
async function doubledKeys(store: Store, declared: readonly Declared[]): Promise<TableFinding[]> {
  const keyed = declared.map(table => ({ table, key: table.kind === 'model' ? table.grain : table.key })).filter(({ key }) => key.length > 0)
  const counts = keyed.map(({ table, key }, place) => {
    const current = table.kind === 'source' ? ' where ended_by is null' : ''
    return `select ${place} as place, count(*) as keys, cast(coalesce(sum(rows), 0) as bigint) as rows
      from (select count(*) as rows from ${qualifiedName(table)}${current} group by ${key.map(column => store.dialect.identifier(column)).join(', ')} having count(*) > 1) as doubled`
  })
  const found = await store.rows<{ place: number; keys: number; rows: number }>(`${counts.join('\nunion all ')} order by place`)
  return found.flatMap(({ place, keys, rows }): TableFinding[] => {
    const each = keyed[place]
    if (keys === 0 || each === undefined) return []
    return [
      {
        severity: 'error',
        object: qualifiedName(each.table),
        found: `${rows} rows for ${keys} ${keys === 1 ? 'key' : 'keys'}`,
        expected: `one row per ${each.key.join(', ')}`,
        repair: `in DuckDB: ${removal(store, each.table, each.key)}`,
      },
    ]
  })
}

/** Keeps the newest row of each key. */
function removal(store: Store, table: Declared, key: readonly string[]): string {
  const name = qualifiedName(table)
  const newest = table.kind === 'model' ? 'processed_at desc, ' : table.kind === 'source' ? 'import_number desc, source_row desc, ' : ''
  const current = table.kind === 'source' ? ' where ended_by is null' : ''
  const by = key.map(column => store.dialect.identifier(column)).join(', ')
  return `delete from ${name} where rowid in (select rowid from (select rowid, row_number() over (partition by ${by} order by ${newest}rowid desc) as place from ${name}${current}) where place > 1)`
}

/** A name with two ids, which two people can have, and an id with two names, which nobody can. */
async function peopleFindings(store: Store): Promise<TableFinding[]> {
  const object = qualifiedName(playerIdentities)
  const rows = await store.rows<{ kind: 'ids' | 'names'; what: string; others: string }>(`
    select 'ids' as kind, player_lookup as what, string_agg(distinct person_id, ', ' order by person_id) as others
    from ${object} where ended_by is null group by player_lookup having count(distinct person_id) > 1
    union all
    select 'names', person_id, string_agg(distinct player_full_name, ', ' order by player_full_name)
    from ${object} where ended_by is null group by person_id having count(distinct player_lookup) > 1 or count(distinct player_full_name) > 1
    order by 1, 2`)
  return rows.map(({ kind, what, others }) =>
    kind === 'ids'
      ? {
          severity: 'note',
          object: `${object}, ${what}`,
          found: `a name with two ids: ${others}`,
          expected: 'one person of a name, or two who never play on one date',
          repair:
            'if they are one person: backcourt import a list of aliases, or a crosswalk that links the ids (backcourt formats tells the columns)',
        }
      : {
          severity: 'error',
          object: `${object}, ${what}`,
          found: `an id with two names: ${others}`,
          expected: 'one name of a person in all rows',
          repair: 'backcourt doctor --fix lets the next backfill resolve everybody anew',
          fix: RESOLVE_ANEW,
        },
  )
}

/** The next command that settles computes the identities from the raw rows, whatever stands in the table. */
const RESOLVE_ANEW = `delete from nba_processing.derivations where table_name = '${qualifiedName(playerIdentities)}';
  update nba_processing.imports set people_resolved = false where import_number = (select max(import_number) from nba_processing.imports)`

/** Games of a regular season that had another number of them than 1,230. */
const REGULAR_GAMES: Readonly<Record<number, number>> = { 1998: 725, 2011: 990, 2012: 1229, 2019: 1059, 2020: 1080 }
const SINCE_30_TEAMS = 2004

/** Seasons whose schedule lacks games: rest, streaks and what lies ahead follow from it. */
async function seasonFindings(store: Store): Promise<TableFinding[]> {
  const rows = await store.rows<{ season: number; games: number; first: string; last: string }>(`
    select season_year as season, count(*) as games, cast(min(game_date) as varchar) as first, cast(max(game_date) as varchar) as last
    from ${qualifiedName(gameStates)}
    where ended_by is null and substr(nba_game_id, 1, 3) = '002'
    group by season_year
    order by season_year`)
  return rows.flatMap(({ season, games, first, last }): TableFinding[] => {
    const whole = season < SINCE_30_TEAMS ? undefined : (REGULAR_GAMES[season] ?? 1230)
    if (whole === undefined || games >= whole) return []
    return [
      {
        severity: 'note',
        object: `the schedule of ${seasonLabel(season)}`,
        found: `${games} of ${whole} games of the regular season, ${first} … ${last}`,
        expected: 'all of them: rest, streaks and what lies ahead follow from the schedule',
        repair: `backcourt import PATH… with a schedule of ${seasonLabel(season)}, if that season is needed`,
      },
    ]
  })
}

/** Optional tables that are empty or not there, named once. */
async function optionalTables(store: Store): Promise<TableFinding[]> {
  const names = OPTIONAL_TABLES.map(name => store.dialect.text(name)).join(', ')
  const rows = await store.rows<{ name: string }>(
    `select schema_name || '.' || table_name as name from duckdb_tables() where database_name = current_database() and schema_name || '.' || table_name in (${names})`,
  )
  const absent = OPTIONAL_TABLES.filter(name => !rows.some(row => row.name === name))
  for (const name of sourcesOf('distance').map(qualifiedName)) {
    const [own] = await store.rows<{ rows: number }>(`select count(*) as rows from ${name} where ended_by is null`)
    if ((own?.rows ?? 0) === 0) absent.unshift(name)
  }
  if (absent.length === 0) return []
  const repair = 'none is needed: distances are computed from the venues'
  return [{ severity: 'note', object: absent.join(', '), found: 'empty or not there, which is fine', expected: 'nothing: they are optional', repair }]
}
