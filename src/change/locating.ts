import { sql, type Sql } from '../sql/sql.ts'
import type { AskedDays, InputChanges, TeamDays } from './relations.ts'

/** What places are found by. */
export interface Locating {
  readonly changes: InputChanges
  readonly asked: AskedDays
  readonly teamDays: TeamDays
  readonly baseline: number
}

export function notBehind({ asked }: Locating): Sql {
  return sql`d.game_date <= (select max(game_date) from ${asked})`
}

/** Columns of a place that is of no player, and of one that looks ahead from no day. */
export const NOBODY: Sql = sql`cast(null as string) as player_lookup`
export const NO_LOOK: Sql = sql`cast(null as date) as looks_from`
