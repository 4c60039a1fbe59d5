import type { Store } from '../store/store.ts'
import { identityTellers } from './identity-tellers.ts'
import { findInputChanges, INPUT_CHANGES } from './input-changes.ts'
import { dropPlaces, locateChanges } from './places.ts'
import { unitKey, type Reached } from './plan.ts'
import { computeReach, REACHED } from './reach.ts'
import { models } from '../nba/models/index.ts'

/** A raw row that differs from what units were built from. */
export interface InputChange {
  readonly id: string
  readonly table: string
  readonly date: string | null
  readonly key: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** NBA id of the game that it is about. */
  readonly game: string | null
  /** Lookup of the player, else tricode of the team that it is about. */
  readonly who: string | null
  readonly fields: readonly { readonly field: string; readonly before: string | null; readonly after: string | null }[]
  /** File and row of the version that holds now; null when it was removed or follows from other rows. */
  readonly file: string | null
  readonly row: number | null
  /** File, row and import as a phrase. */
  readonly cause: string
}

/** What changed since an import, and the units that it reaches, by `table date`. */
export interface ReachSince {
  /** Those that reasons name, and others up to a number. */
  readonly changes: readonly InputChange[]
  readonly changeCount: number
  readonly reached: ReadonlyMap<string, Reached>
}

/** Changes that a reason names; further ones are counted. */
const NAMED = 20

/** Changes that are listed, those first that come first in some reason. */
const LISTED = 2000

/** Temporary table of the changes behind each reason: table_name, game_date, why, named (ids), more (how many others), games (ids between spaces, NULL: all). */
const REASONS = 'reasons_reached'

/** The raw rows behind a changed game: its schedule row, else its page, else its box scores. None when another game changes its state. */
const GAME_TELLERS = `
  select g.change_id, raw.change_id as told_by
  from ${INPUT_CHANGES} as g
  join ${INPUT_CHANGES} as raw
    on raw.nba_game_id = g.nba_game_id and raw.table_name <> g.table_name
  where g.table_name = 'nba_reference.game_states'
  qualify dense_rank() over (
    partition by g.change_id
    order by case raw.table_name when 'nba_raw.nbac_schedule' then 1 when 'nba_raw.bref_games' then 2 else 3 end
  ) = 1`

export async function readReach(store: Store, baseline: number, crowded?: number): Promise<ReachSince> {
  const found = await findInputChanges(store, baseline)
  const changeCount = [...found.values()].reduce((sum, changes) => sum + changes, 0)
  if (changeCount === 0) return { changes: [], changeCount, reached: new Map() }
  await locateChanges(store, { baseline, tables: new Set(found.keys()) })
  await computeReach(store, models, crowded)
  await store.run(`create or replace temp table ${REASONS} as ${REASONS_REACHED}`)
  const changes = await listChanges(store, baseline)
  const reached = await readReasons(store)
  await dropPlaces(store)
  await store.run(`drop table if exists temp.crowded_dates; drop table temp.${REACHED}; drop table temp.${INPUT_CHANGES}; drop table temp.${REASONS}`)
  return { changes, changeCount, reached }
}

const REASONS_REACHED = `
  select
    table_name,
    game_date,
    why,
    list_slice(list_sort(list(distinct told_by)), 1, ${NAMED}) as named,
    greatest(count(distinct told_by) - ${NAMED}, 0) + max(unnamed) as more,
    case when count(*) = count(nba_game_id) then string_agg(distinct nba_game_id, ' ' order by nba_game_id) end as games
  from (
    select r.table_name, r.game_date, r.nba_game_id, r.why, r.unnamed, coalesce(t.told_by, r.change_id) as told_by
    from ${REACHED} as r
    left join (${GAME_TELLERS}) as t
      on t.change_id = r.change_id
  ) as told
  group by table_name, game_date, why`

async function readReasons(store: Store): Promise<Map<string, Reached>> {
  const rows = await store.rows<{ table_name: string; date: string; why: string; named: readonly string[]; more: number; games: string | null }>(
    `select table_name, cast(game_date as varchar) as date, why, named, more, games from ${REASONS} order by table_name, game_date, why`,
  )
  const reached = new Map<string, Reached>()
  for (const { table_name, date, why, named, more, games } of rows) {
    const key = unitKey(table_name, date)
    const before = reached.get(key) ?? { reasons: [], games: [] }
    const all = before.games === null || games === null ? null : [...new Set([...before.games, ...games.split(' ')])].toSorted()
    reached.set(key, { reasons: [...before.reasons, { why, changes: named, more }], games: all })
  }
  return reached
}

async function listChanges(store: Store, baseline: number): Promise<InputChange[]> {
  const people = await store.rows(`select 1 from ${INPUT_CHANGES} where table_name = 'nba_reference.player_identities' limit 1`)
  const tellers =
    people.length === 0
      ? 'select cast(null as varchar) as change_id, cast(null as varchar) as file, cast(null as bigint) as row, cast(null as varchar) as told where false'
      : identityTellers(baseline)
  const rows = await store.rows<InputChange & { fields: InputChange['fields'] | null }>(changesQuery(tellers))
  return rows.map(row => ({ ...row, fields: row.fields ?? [] }))
}

function changesQuery(tellers: string): string {
  return `
    select
      c.change_id as id,
      c.table_name as "table",
      cast(coalesce(c.date_after, c.date_before) as varchar) as date,
      c.row_key as key,
      c.kind,
      c.nba_game_id as game,
      coalesce(i.player_lookup, c.team_after, c.team_before) as who,
      case when c.kind = 'changed' then c.fields else [] end as fields,
      case when c.kind <> 'removed' and c.source_file <> 'derived' then c.source_file else p.file end as file,
      case when c.kind <> 'removed' and c.source_file <> 'derived' then c.source_row else p.row end as row,
      case
        when p.told is not null then 'follows from ' || p.told
        when c.kind = 'removed' then 'removed by import ' || c.import_number
        when c.source_file = 'derived' then 'follows from import ' || c.import_number
        else case when c.kind = 'added' then 'new in ' else '' end || parse_filename(c.source_file) || ' row ' || c.source_row || ', import ' || c.import_number
      end as cause
    from ${INPUT_CHANGES} as c
    left join (
      select source, source_player_id, arg_max(player_lookup, import_number) as player_lookup
      from nba_reference.player_identities
      group by source, source_player_id
    ) as i
      on i.source = c.source and i.source_player_id = c.source_player_id
    left join (${tellers}) as p
      on p.change_id = c.change_id
    left join (
      select change_id, min(place) as place
      from (select unnest(named) as change_id, unnest(generate_series(1, len(named))) as place from ${REASONS}) as spread
      group by change_id
    ) as n
      on n.change_id = c.change_id
    where c.table_name <> 'nba_reference.game_states' or c.change_id not in (select change_id from (${GAME_TELLERS}) as told)
    order by n.place, c.change_id
    limit ${LISTED}`
}
