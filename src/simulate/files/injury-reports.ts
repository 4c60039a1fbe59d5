import type { Day } from '../../calendar.ts'
import type { Moment } from '../dates.ts'
import { reportAt } from '../reports/injury-report.ts'
import { lastReport, reportsBeforeTips, reportTime } from '../reports/report-times.ts'
import type { Season } from '../season.ts'
import { csvText } from './csv.ts'
import type { SimulatedFile } from './simulated-file.ts'

/** Columns of the texts of injury reports. */
export const reportColumns: readonly string[] = [
  'Report Time',
  'Game Date',
  'Game Time',
  'Matchup',
  'Team',
  'Player Name',
  'Current Status',
  'Reason',
]

const MORNING = 11 * 60 + 30

/** The texts of the league's injury reports of each day with games: that of the morning, and the last ones before the first and the last tip. */
export function injuryReports(season: Season): SimulatedFile {
  const days = [...new Set(season.games.map(({ day }) => day))]
  const rows = days.flatMap(day =>
    reportsOf(season, day).flatMap(at =>
      reportAt(season, at).map(({ date, time, matchup, team, player, status, reason }) => [
        reportTime(at),
        date,
        time,
        matchup,
        team,
        player,
        status,
        reason,
      ]),
    ),
  )
  return { name: `injuries/injury_reports_${season.label}.csv`, rows: rows.length, text: csvText(reportColumns, rows) }
}

function reportsOf(season: Season, day: Day): Moment[] {
  const before = reportsBeforeTips(season, day)
  const [first, last] = [before[0], before.at(-1)]
  const morning = lastReport({ day, minutes: MORNING })
  return [...(first === undefined || first.minutes <= morning.minutes ? [] : [morning]), ...new Set([first, last])].filter(at => at !== undefined)
}
