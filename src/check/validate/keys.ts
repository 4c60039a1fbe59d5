import { models } from '../../nba/models/index.ts'
import { playerGameSummary } from '../../nba/models/player-game-summary.ts'
import { upcomingPlayerGameContext } from '../../nba/models/upcoming-player-game-context.ts'
import { inRange, int } from '../../sql/operations.ts'
import { raw, sql } from '../../sql/sql.ts'
import type { Model } from '../../table/model.ts'
import { keyOf, stored, type Check } from './check.ts'

function once(table: Model): Check {
  const grain = raw(table.grain.map(column => `r.${column}`).join(', '))
  return {
    name: 'keys_stand_once',
    meaning: 'No key has two rows.',
    table,
    rows: sql`
      select ${keyOf(table, 'r')} as key, r.game_date, ${int(sql`count(*)`)} as copies
      from ${stored(table)} as r
      where ${inRange('r.game_date')}
      group by ${grain}`,
    claims: [{ holds: sql`copies = 1`, says: sql`cast(copies as string) || ' rows of one key'` }],
  }
}

function named(table: Model): Check {
  return {
    name: 'a_person_has_one_name',
    meaning: 'An id stands beside one name and one lookup, a lookup of a day beside one id.',
    table,
    rows: sql`
      select r.universal_player_id as key, max(r.game_date) as game_date,
        ${int(sql`count(distinct r.player_lookup)`)} as lookups, ${int(sql`count(distinct r.player_full_name)`)} as names,
        min(r.player_full_name) as first_name, max(r.player_full_name) as last_name
      from ${stored(table)} as r
      where ${inRange('r.game_date')} and r.universal_player_id is not null
      group by r.universal_player_id`,
    claims: [
      {
        holds: sql`lookups = 1 and names <= 1`,
        says: sql`'is called ' || coalesce(first_name, 'nothing') || ' and ' || coalesce(last_name, 'nothing')`,
      },
    ],
  }
}

/** Who and what stands once. */
export const keyChecks: readonly Check[] = [...models.map(once), ...[playerGameSummary, upcomingPlayerGameContext].map(named)]
