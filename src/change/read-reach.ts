import type { Store } from '../store/store.ts'
import { findInputChanges, INPUT_CHANGES } from './input-changes.ts'
import { dropPlaces, locateChanges } from './places.ts'
import { unitKey, type Reason } from './plan.ts'
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
  readonly changes: readonly InputChange[]
  readonly changeCount: number
  readonly reached: ReadonlyMap<string, readonly Reason[]>
}

/** Beyond so many, changes are counted and the first are listed. */
const LISTED = 200

/** The raw rows behind a changed game: its schedule row, else its page, else its box scores. None when another game changes its state. */
const TELLERS = `
  select g.change_id, raw.change_id as told_by
  from ${INPUT_CHANGES} as g
  join ${INPUT_CHANGES} as raw
    on raw.nba_game_id = g.nba_game_id and raw.table_name <> g.table_name
  where g.table_name = 'nba_reference.game_states'
  qualify dense_rank() over (
    partition by g.change_id
    order by case raw.table_name when 'nba_raw.nbac_schedule' then 1 when 'nba_raw.bref_games' then 2 else 3 end
  ) = 1`

export async function readReach(store: Store, baseline: number): Promise<ReachSince> {
  const changeCount = await findInputChanges(store, baseline)
  if (changeCount === 0) return { changes: [], changeCount, reached: new Map() }
  await locateChanges(store)
  await computeReach(store, models)
  const changes = await listChanges(store)
  const rows = await store.rows<{ table_name: string; date: string; why: string; changes: string }>(`
    select
      r.table_name,
      cast(r.game_date as varchar) as date,
      r.why,
      string_agg(distinct coalesce(t.told_by, r.change_id), chr(9) order by coalesce(t.told_by, r.change_id)) as changes
    from ${REACHED} as r
    left join (${TELLERS}) as t
      on t.change_id = r.change_id
    group by r.table_name, r.game_date, r.why
    order by r.table_name, r.game_date, r.why`)
  const reached = new Map<string, Reason[]>()
  for (const row of rows) {
    const key = unitKey(row.table_name, row.date)
    reached.set(key, [...(reached.get(key) ?? []), { why: row.why, changes: row.changes.split('\t') }])
  }
  await dropPlaces(store)
  await store.run(`drop table temp.${REACHED}; drop table temp.${INPUT_CHANGES}`)
  return { changes, changeCount, reached }
}

async function listChanges(store: Store): Promise<InputChange[]> {
  const rows = await store.rows<InputChange & { fields: InputChange['fields'] | null }>(`
    select
      c.change_id as id,
      c.table_name as "table",
      cast(coalesce(c.date_after, c.date_before) as varchar) as date,
      c.row_key as key,
      c.kind,
      c.nba_game_id as game,
      coalesce(i.player_lookup, c.team_after, c.team_before) as who,
      case when c.kind = 'changed' then c.fields else [] end as fields,
      case when c.kind = 'removed' or c.source_file = 'derived' then null else c.source_file end as file,
      case when c.kind = 'removed' or c.source_file = 'derived' then null else c.source_row end as row,
      case
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
    where c.table_name <> 'nba_reference.game_states' or c.change_id not in (select change_id from (${TELLERS}) as told)
    order by c.change_id
    limit ${LISTED}`)
  return rows.map(row => ({ ...row, fields: row.fields ?? [] }))
}
