import { sql, type Sql } from '../../../sql/sql.ts'
import { content, type ModelColumn } from '../../../table/column.ts'

/** Whether the row's player is counted among those of his team: a report may name him for the team that he left. */
function counted(condition: Sql): Sql {
  return sql`case when h.team_abbr = c.team_abbr and ${condition} then 1 else 0 end`
}

/** Who can play. */
export const ofAvailability: Readonly<Record<string, ModelColumn>> = {
  player_status: content.text(
    'Status in the last injury report before the tip: out, doubtful, questionable, probable, available; without a report out by transactions of days before. NULL: not named',
    { from: sql`h.status` },
  ),
  injury_report: content.text('Reason that stands there', { from: sql`h.reason` }),
  star_teammates_out: content.int('Star teammates who are out or doubtful; NULL where nothing is known of injuries', {
    formula: 'star: 10 games for the team or more, and 18 points a game, or 12 points and 28 minutes; of the last 10 days, else of the season',
    from: sql`j.stars - ${counted(sql`h.star_out = 1`)}`,
  }),
  questionable_teammates: content.int('Teammates who are questionable by that report; NULL without one', {
    from: sql`j.questionable - ${counted(sql`h.status = 'questionable'`)}`,
  }),
  probable_teammates: content.int('Teammates who are probable by that report; NULL without one', {
    from: sql`j.probable - ${counted(sql`h.status = 'probable'`)}`,
  }),
}
