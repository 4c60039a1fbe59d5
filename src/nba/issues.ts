import { sql, type Sql } from '../sql/sql.ts'
import type { RowIssue } from '../table/model.ts'

/** Closed list of what can be wrong with a row of an analytics table, each with its sentence. */
export const ISSUES = {
  events_differ: 'Play-by-play or shot chart and box score do not count the same; what they differ in is NULL.',
  fewer_than_5_games: 'Fewer than 5 games stand behind an average of the row.',
  listed_twice: 'Two teams list the person on this date; the row follows the trade-day rule.',
  no_game_lines: 'No spread or no total from before the tip is known for the game.',
  no_inactive_list: 'No inactive list is known for the game.',
  no_injury_report: 'No injury report on the game is known from before the tip.',
  no_nba_person_id: 'The person’s NBA id is not known, so he has no universal id.',
  no_officials: 'No feed tells the three officials of the game.',
  no_overtime: 'The number of overtimes is not known.',
  no_prop_lines: 'No feed of lines on points covers the date before the tip.',
  no_play_by_play: 'No play-by-play of the game is known to its end.',
  no_recent_events: 'Fourth quarters or clutch time of a recent game of his are not known.',
  no_roster: 'No roster from up to the day tells the age of the player.',
  no_seconds: 'Minutes are known as whole minutes only, or not at all.',
  no_starter: 'Whether the player started is not known.',
  no_team_turnovers: 'Team turnovers are not known and counted as none.',
  no_venue: 'Where this game or the one before was played is not known.',
  played_zero_seconds: 'The player has a stat line at 0:00.',
  spread_contradicted: 'The closing spread names one favourite and the moneylines the other.',
} as const

export type IssueCode = keyof typeof ISSUES

/** What each issue takes off a quality score of 100. */
const COST = 5
const COST_OF_FEW_GAMES = 10

/** An issue of the closed list, under a condition over the columns of the model's query. */
export function issue(code: IssueCode, when: Sql): RowIssue<IssueCode> {
  return { code, cost: code === 'fewer_than_5_games' ? COST_OF_FEW_GAMES : COST, when }
}

/** That a row lacks a spread or a total. */
export const NO_GAME_LINES: Sql = sql`result.game_spread is null or result.game_total is null`
