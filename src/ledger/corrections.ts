import { models } from '../nba/models/index.ts'
import { sourcesOf } from '../nba/sources/index.ts'
import { cast, int, literal } from '../sql/operations.ts'
import { join, raw, sql, type Sql } from '../sql/sql.ts'
import type { Store } from '../store/store.ts'
import { compileQuery } from '../table/compile.ts'
import { qualifiedName, versionsOf, type Source } from '../table/source.ts'
import { changedFields, parseFieldChange, type FieldChange } from './changed-fields.ts'
import { rowsMoved, type Correcting } from './rows-moved.ts'

/** A statistic that a later file told differently. */
export interface Correction {
  /** When the import that brought it was started. */
  readonly noticed_at: string
  readonly import: number
  /** The raw table. */
  readonly table: string
  readonly game_id: string
  readonly date: string
  /** Lookup of the player, or tricode of the team. */
  readonly who: string
  readonly fields: readonly FieldChange[]
  readonly file: string
  readonly row: number
  /** Rows of analytics tables that changed because of it, as far as the change log tells. */
  readonly moved: readonly { readonly table: string; readonly rows: number }[]
}

/** After which import, or after which instant (ISO text), corrections were noticed. */
export type NoticedSince = { readonly import: number } | { readonly time: string }

/** Columns that tell whose row it is, and of which game; what is said of them is no statistic. */
const WHOSE = new Set([
  'feed',
  'game_id',
  'nba_game_id',
  'game_date',
  'player_full_name',
  'player_lookup',
  'team_id',
  'team_name',
  'team_abbr',
  'bref_game_id',
])

type Found = Omit<Correction, 'moved' | 'fields'> & Correcting & { readonly fields: readonly string[] }

/** Stat lines and team totals that a later import told differently from an earlier one of the same feed, in the order in which it was noticed. What was not known before is no correction. */
export async function listCorrections(store: Store, since: NoticedSince = { import: 0 }): Promise<Correction[]> {
  const told = [...sourcesOf('stat line'), ...sourcesOf('team totals')]
  const query = sql`
    select * from (${join(
      told.map(source => versionsApart(source, since)),
      '\nunion all\n',
    )}) as apart
    order by import, date, game_id, ${raw('"table"')} desc, who`
  const rows = await store.rows<Found>(compileQuery(query, store))
  const found = rows.flatMap(row => {
    const fields = row.fields.map(parseFieldChange).filter(({ before }) => before !== null)
    return fields.length === 0 ? [] : [{ ...row, fields }]
  })
  const moved = await rowsMoved(store, models, found)
  return found.map(({ key, ...correction }, index) => {
    void key
    return { ...correction, moved: moved[index] ?? [] }
  })
}

/** Versions of a source that ended another one of their key, with what differs. */
function versionsApart(source: Source, since: NoticedSince): Sql {
  const own = source.key.map(column => raw(`n.${column}`))
  const sameKey = raw(source.key.map(column => `o.${column} = n.${column}`).join(' and '))
  const columns = Object.keys(source.columns).filter(column => !source.key.includes(column) && !WHOSE.has(column))
  const after =
    'import' in since
      ? sql`n.import_number > ${since.import}`
      : sql`i.started_at > ${cast(literal(since.time.replace('T', ' ').replace('Z', '')), 'timestamp')}`
  return sql`
    select
      i.started_at as noticed_at, n.import_number as import, ${literal(qualifiedName(source))} as ${raw('"table"')}, n.game_id, n.game_date as date,
      n.${raw('player_lookup' in source.columns ? 'player_lookup' : 'team_abbr')} as who, ${changedFields(source, columns)} as fields,
      n.source_file as file, ${int(sql`n.source_row`)} as row, ${join(
        own.map(column => cast(column, 'string')),
        ` || '/' || `,
      )} as key
    from ${versionsOf(source)} as o
    join ${versionsOf(source)} as n
      on o.ended_by = n.import_number and ${sameKey}
    join ${raw('nba_processing.imports')} as i
      on i.import_number = n.import_number
    where ${after}`
}
