import { sources } from '../../nba/sources/index.ts'
import type { Store } from '../../store/store.ts'
import { qualifiedName } from '../../table/source.ts'
import type { FeedsMembers, HeldMembers } from '../documents.ts'

const IMPORTS = 50

/** What was imported when, what the raw tables hold, who has no link to an NBA id, and which rows wait in quarantine. */
export async function feeds(store: Store): Promise<FeedsMembers> {
  return {
    tables: await store.rows(TABLES),
    people: await store.rows(UNLINKED),
    imports: await store.rows(IMPORTED),
    files: await store.rows(FILES),
    quarantine: await store.rows(QUARANTINE),
  }
}

/** How many current rows each feed holds of each season. */
export async function heldRows(store: Store): Promise<HeldMembers> {
  return { seasons: await store.rows(HELD) }
}

/** Counts and bounds of a whole table stand in the engine's statistics: no row is read. */
const TABLES = `${sources
  .map(source => {
    const [first, last] = source.ofGame ? ['min(game_date)', 'max(game_date)'] : ['null', 'null']
    return `select '${qualifiedName(source)}' as "table", count(*) as rows, cast(${first} as varchar) as first, cast(${last} as varchar) as last, max(import_number) as last_import from ${qualifiedName(source)} where ended_by is null`
  })
  .join(' union all ')} order by 1`

/** Counted by date first: dates are cheaper to count by than what says the season of a row. */
const HELD = `
  with days as (${sources
    .filter(source => source.ofGame)
    .map(source => {
      const feed = 'feed' in source.columns ? 'feed' : `'–'`
      return `select '${qualifiedName(source)}' as "table", ${feed} as feed, game_date as day, count(*) as rows from ${qualifiedName(source)} where ended_by is null group by all`
    })
    .join(' union all ')})
  select
    d."table",
    d.feed,
    g.season_year,
    cast(sum(d.rows) as bigint) as rows,
    cast(max(d.day) as varchar) as last
  from days as d
  join (select game_date, max(season_year) as season_year from nba_reference.game_states group by game_date) as g
    on g.game_date = d.day
  group by all
  order by g.season_year desc, d."table", d.feed`

const UNLINKED = `
  select source, source_player_id as id, player_full_name, player_lookup, linked_by
  from nba_reference.player_identities
  where ended_by is null and nba_player_id is null
  order by player_full_name, source
  limit 200`

const IMPORTED = `
  select
    i.import_number as "import",
    i.kind,
    i.started_at as at,
    count(distinct f.path) as files,
    cast(coalesce(sum(f.rows_read), 0) as bigint) as read,
    cast(coalesce(sum(f.rows_stored), 0) as bigint) as stored,
    cast(coalesce(sum(f.rows_changed), 0) as bigint) as changed,
    cast(coalesce(sum(f.rows_unchanged), 0) as bigint) as unchanged,
    cast(coalesce(sum(f.rows_rejected), 0) as bigint) as rejected
  from nba_processing.imports as i
  left join nba_processing.import_files as f
    on f.import_number = i.import_number
  group by all
  order by i.import_number desc
  limit ${IMPORTS}`

const FILES = `
  select import_number as "import", path, format, table_name as "table", rows_read as read, rows_stored as stored, rows_changed as changed, rows_rejected as rejected
  from nba_processing.import_files
  order by import_number desc, path, table_name
  limit 200`

const QUARANTINE = `
  select
    reason_code,
    table_name as "table",
    count(*) as rows,
    arg_max(reason, import_number) as reason,
    arg_max(source_file, import_number) as file,
    arg_max(source_row, import_number) as row
  from nba_processing.quarantine
  where ended_by is null
  group by all
  order by rows desc, reason_code, "table"`
