import { raw, sql, type Sql } from '../sql/sql.ts'

/** Everybody who tells facts, best first: a fact is taken from the first that tells it. */
export const feeds = [
  'nba_live',
  'nba_schedule_v2',
  'nba_box_score_v3',
  'nba_box_score_v2',
  'nba_referees',
  'nba_injury_report',
  'nba_rosters',
  'nba_players',
  'nba_schedule_table',
  'nba_scoreboard',
  'nba_play_by_play_v2',
  'nba_play_by_play_v3',
  'nba_league_game_log',
  'kaggle',
  'bigdataball',
  'nba_shot_chart',
  'basketball_reference',
  'basketball_reference_export',
  'espn',
  'odds_api',
  'prop_tables',
  'odds_archive',
  'bettingpros',
  'transactions',
  'balldontlie',
  'user',
  'derived',
] as const

export type Feed = (typeof feeds)[number]

/** The place of a feed among all, from 1, as SQL over a column that names it. */
export function feedRank(column: string): Sql {
  return raw(`case ${column} ${feeds.map((feed, place) => `when '${feed}' then ${place + 1}`).join(' ')} end`)
}

/** Feeds that tell of a game only in passing, by the match-up that stands beside what was counted. They say where and when it was if nobody else does. */
const IN_PASSING: readonly Feed[] = ['nba_league_game_log', 'kaggle']

/** Which fixture of a game says where and when it is, as SQL over a row of a source of fixtures: the greatest, of the newest import and there of the best feed. */
export function fixtureRecency(row: string): Sql {
  const passing = IN_PASSING.map(feed => `'${feed}'`).join(', ')
  return sql`case when ${raw(`${row}.feed in (${passing})`)} then 0 else 1000 * ${raw(`${row}.import_number`)} end - ${feedRank(`${row}.feed`)}`
}
