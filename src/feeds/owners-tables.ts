import type { Feed } from '../nba/feeds.ts'
import { from, nbaGameId, type Expression, type Mapping } from './expression.ts'
import { minutesOfTeam, secondsOf } from './minutes.ts'

/** How a raw table that somebody loads himself tells what it calls otherwise than we do. Columns under their declared names need no word. */
export interface OwnersShape {
  /** Who tells its rows, where no column says so. */
  readonly feed: Feed
  /** What feeds declared columns that it has not under their names. */
  readonly columns?: Readonly<Record<string, Mapping>>
  /** Rows that count, where it has the columns that this reads. */
  readonly where?: Expression
  /** Columns by which the greatest of rows with one key counts, where it has them. */
  readonly prefers?: readonly string[]
}

/** By the row alone: others of the table may not be there to compare it with. */
const wholeMinutes: Expression = from`case when not contains(${'minutes'}, ':') then cast(cast(round(try_cast(${'minutes'} as double)) as bigint) as varchar) end`
const played = from`'active'`

/** Raw tables of warehouses that were there before, by name. Their dates and codes of games are those of the schedule, whatever the row says. */
const shapes: Readonly<Record<string, OwnersShape>> = {
  // Its `game_id` is the NBA's. Several loads of a game may stand side by side.
  'nba_raw.nbac_schedule': { feed: 'nba_schedule_v2', columns: { nba_game_id: nbaGameId('game_id') }, prefers: ['game_status', 'processed_at'] },
  'nba_raw.nbac_player_boxscores': {
    feed: 'nba_league_game_log',
    columns: { seconds_played: secondsOf('minutes'), minutes_rounded: wholeMinutes, player_status: played },
    where: from`${'game_status'} = 'Final'`,
  },
  'nba_raw.nbac_team_boxscore': { feed: 'nba_box_score_v2', columns: { player_minutes: minutesOfTeam('minutes') } },
  // Who sat on the bench stands there with zeros.
  'nba_raw.bdl_player_boxscores': {
    feed: 'balldontlie',
    columns: { minutes_rounded: from`regexp_extract(${'minutes'}, '^(\d+)', 1)`, total_rebounds: 'rebounds', player_status: played },
    where: from`regexp_matches(${'minutes'}, '[1-9]')`,
  },
}

/** How somebody's own table of a declared name tells what is declared. */
export function ownersShape(name: string): OwnersShape {
  return shapes[name] ?? { feed: 'user' }
}
