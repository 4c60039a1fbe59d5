import type { Sql } from '../sql/sql.ts'
import type { RowIssue } from '../table/model.ts'

/** Closed list of what can be wrong with a row of an analytics table, each with its sentence. */
export const ISSUES = {
  fewer_than_5_games: 'Fewer than 5 games stand behind an average of the row.',
  listed_twice: 'Two teams list the person on this date; the row follows the trade-day rule.',
  no_inactive_list: 'No inactive list is known for the game.',
  no_nba_person_id: 'The person’s NBA id is not known, so he has no universal id.',
  no_overtime: 'The number of overtimes is not known.',
  no_seconds: 'Minutes are known as whole minutes only, or not at all.',
  no_starter: 'Whether the player started is not known.',
  no_team_turnovers: 'Team turnovers are not known and counted as none.',
  played_zero_seconds: 'The player has a stat line at 0:00.',
} as const

export type IssueCode = keyof typeof ISSUES

/** What each issue takes off a quality score of 100. */
const COST = 5
const COST_OF_FEW_GAMES = 10

/** An issue of the closed list, under a condition over the columns of the model's query. */
export function issue(code: IssueCode, when: Sql): RowIssue<IssueCode> {
  return { code, cost: code === 'fewer_than_5_games' ? COST_OF_FEW_GAMES : COST, when }
}
