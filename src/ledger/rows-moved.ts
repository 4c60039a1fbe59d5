import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { concerning, teamColumns, type LoggedCause } from './row-history.ts'

/** A version of a raw row that may have moved others. */
export interface Correcting {
  readonly table: string
  readonly key: string
  readonly file: string
  readonly row: number
}

/** How many rows of which table changed because of something. */
export type Moved = readonly { readonly table: string; readonly rows: number }[]

/** For each of some versions of raw rows the analytics rows that changed because of it, as the change log has it. */
export async function rowsMoved(store: Store, models: readonly Model[], versions: readonly Correcting[]): Promise<Moved[]> {
  const moved = new Map(versions.map(version => [nameOf(version), new Map<string, Set<string>>()]))
  if (versions.length === 0) return []
  const parsed = new Map<string, LoggedCause[]>()
  for (const model of models) {
    for (const { row_key, causes, teams } of await loggedChanges(store, model)) {
      const all = parsed.get(causes) ?? (JSON.parse(causes) as LoggedCause[])
      parsed.set(causes, all)
      const who = row_key.slice(row_key.indexOf('/') + 1)
      for (const cause of concerning({ model, who }, { teams }, all) ?? []) {
        const tables = moved.get(nameOf(cause))
        tables?.set(model.name, (tables.get(model.name) ?? new Set()).add(row_key))
      }
    }
  }
  return versions.map(version => [...(moved.get(nameOf(version)) ?? [])].map(([name, rows]) => ({ table: `nba_analytics.${name}`, rows: rows.size })))
}

function nameOf({ table, key, file, row }: Pick<LoggedCause, 'table' | 'key' | 'file' | 'row'>): string {
  return [table, key, file, row].join(' ')
}

interface LoggedChange {
  readonly row_key: string
  readonly causes: string
  readonly teams: readonly string[]
}

function loggedChanges(store: Store, model: Model): Promise<LoggedChange[]> {
  const who = model.grain.find(column => column !== 'game_date') ?? 'game_date'
  const teams = teamColumns(model).map(column => `t.${column}`)
  return store.rows<LoggedChange>(`
    select c.row_key, c.causes, list_filter([${teams.join(', ')}], x -> x is not null) as teams
    from nba_processing.row_changes as c
    left join ${qualifiedName(model)} as t
      on t.game_date = c.game_date and c.row_key = cast(t.game_date as varchar) || '/' || t.${who}
    where c.table_name = '${model.name}' and c.causes <> '[]'`)
}
