import type { Day } from '../calendar.ts'
import type { Store } from '../store/store.ts'
import type { Model } from '../table/model.ts'
import { qualifiedName } from '../table/source.ts'
import { COMPARED, storedIn, type Comparison } from './compare-rows.ts'
import { unpackedColumn } from './packed-row.ts'

/** Keys of a date that several computed rows share. */
export interface GrainViolation {
  readonly date: Day
  /** What was expected, what was found. */
  readonly message: string
  /** How many of these keys have a stored row, which stays as it is. */
  readonly kept: number
  /** What tells the rows of a key apart. */
  readonly remedy: string
}

/** Whether any key occurs more than once among the rows. */
export async function hasDuplicates(store: Store, model: Model, from: string): Promise<boolean> {
  const key = model.grain.join(', ')
  const rows = await store.rows(`select 1 from (select ${key} from ${from}) as keys group by ${key} having count(*) > 1 limit 1`)
  return rows.length > 0
}

const PERSONS_APART =
  'for two persons of one name, import a player registry with player_lookup, universal_player_id and nba_player_id that gives one of them another player_lookup (a person with no id needs a player crosswalk first); for one person, correct his box scores; then backfill again'
const GAMES_APART = 'correct the schedule or the box scores of these games, import them and backfill again'

/** Dates on which a compared key was computed more than once, with the rows that share it. */
export async function findDuplicates(store: Store, model: Model): Promise<GrainViolation[]> {
  const key = model.grain.join(', ')
  const label = model.grain.map(column => `cast(${column} as string)`).join(` || '/' || `)
  const game = unpackedColumn(model, 'content', 'game_id')
  const ofPersons = 'universal_player_id' in model.columns
  const who = ofPersons ? `coalesce(${unpackedColumn(model, 'content', 'universal_player_id')}, 'no id') || ' in ' || ${game}` : game
  const rows = await store.rows<DoubledKeys>(`
    select cast(game_date as string) as date, string_agg(key || ' (' || who || ')', '; ' order by key) as keys, cast(count(*) as bigint) as copies, cast(count(created_at) as bigint) as kept
    from (
      select game_date, ${label} as key, string_agg(${who}, ' and ' order by ${game}, ${who}) as who, min(created_at) as created_at
      from ${COMPARED}
      where how <> 'deleted'
      group by ${key}
      having count(*) > 1
    ) as doubled
    group by game_date
    order by game_date`)
  return rows.map(row => violationOf(model, row))
}

/** Keys of a date that several rows share, with who they are. */
export interface DoubledKeys {
  readonly date: Day
  readonly keys: string
  readonly copies: number
  readonly kept: number
}

/** What to say of them. */
export function violationOf(model: Model, { date, keys, copies, kept }: DoubledKeys): GrainViolation {
  return {
    date,
    kept,
    remedy: 'universal_player_id' in model.columns ? PERSONS_APART : GAMES_APART,
    message: `expected one row per ${model.grain.join(', ')}, found ${copies} ${copies === 1 ? 'key' : 'keys'} more than once: ${keys}`,
  }
}

/** Takes the rows that share their key with another out of the comparison: nothing is written for these keys. */
export async function leaveOutDuplicates(store: Store, model: Model): Promise<void> {
  const key = model.grain.join(', ')
  await store.run(`delete from ${COMPARED} where (${key}) in (select (${key}) from ${COMPARED} group by ${key} having count(*) > 1)`)
}

/** Deletes stored rows of a scope whose key another program has doubled; a comparison that follows finds them missing. Tells whether there were any. */
export async function endDoubledRows(store: Store, scope: Pick<Comparison, 'model' | 'dates' | 'scope'>): Promise<boolean> {
  const { model } = scope
  const table = qualifiedName(model)
  const rows = `${table} as r where ${storedIn(store, scope)}`
  if (!(await hasDuplicates(store, model, rows))) return false
  const key = model.grain.join(', ')
  const same = model.grain.map(column => `t.${column} = d.${column}`).join(' and ')
  await store.run(`delete from ${table} as t using (select ${key} from ${rows} group by ${key} having count(*) > 1) as d where ${same}`)
  return true
}
