import { nbacInjuryReport } from '../nba/sources/nbac-injury-report.ts'
import { dayOf } from './dates.ts'
import { expecting, from, timeIn, verbatim, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** The hour in the name of a report’s file, where its text has none: reports of a full hour came out at half past. */
const named: Expression = from`regexp_extract(source_file, '(\d{4}-\d{2}-\d{2}_\d{2}(_\d{2})?[AP]M)', 1)`
const namedTime: Expression = from`coalesce(try_strptime(${named}, '%Y-%m-%d_%I_%M%p'), try_strptime(${named}, '%Y-%m-%d_%I%p') + interval 30 minute)`

/** Eastern time of the report: `10/19/21 12:30 AM`. */
const reported: Expression = from`coalesce(${timeIn(from`${'Report Time'}`, verbatim(`['%m/%d/%y %I:%M %p', '%m/%d/%Y %I:%M %p']`))}, ${namedTime})`

function utc(eastern: Expression): Expression {
  return from`timezone('UTC', timezone('America/New_York', ${eastern}))`
}

/** `07:30 (ET)` is half past seven in the evening; no game begins between midnight and eleven. */
const clock: Expression = timeIn(from`left(${'Game Time'}, 5)`, verbatim(`'%H:%M'`))
const day: Expression = dayOf('Game Date')
const tip: Expression = from`try_cast(substr(${day}, 1, 10) as date) + to_hours(extract(hour from ${clock}) + case when extract(hour from ${clock}) < 11 then 12 else 0 end)
  + to_minutes(extract(minute from ${clock}))`

/** `Porter Jr., Michael` with the first name first. */
const name: Expression = from`regexp_replace(${'Player Name'}, '^(.*?), *(.*)$', '\2 \1')`

const category: Expression = from`trim(regexp_replace(lower(split_part(${'Reason'}, ' - ', 1)), '[^a-z0-9]+', '_', 'g'), '_')`

/** The official injury report, from its PDF or a table of its text: what stands in a row counts for those below it. */
export const nbaInjuryReport: Format = defineFormat({
  name: 'NBA injury report',
  feed: 'nba_injury_report',
  phase: 'facts',
  parts: [
    {
      target: nbacInjuryReport,
      signature: ['Game Date', 'Matchup', 'Team', 'Player Name', 'Current Status', 'Reason'],
      optional: ['Report Time', 'Game Time'],
      fillsDown: ['Game Date', 'Game Time', 'Matchup', 'Team'],
      undecided: from`${'Player Name'} is null`,
      game: { day, team: 'Team' },
      teams: ['team_abbr'],
      lookups: { player_lookup: name },
      columns: {
        snapshot_timestamp: expecting(
          'the time of the report, in it as 10/19/21 12:30 AM or in the name of the file as 2021-10-19_12AM',
          from`cast(${utc(reported)} as varchar)`,
        ),
        report_date: from`strftime(${reported}, '%Y-%m-%d')`,
        report_hour: from`cast(extract(hour from ${reported}) as varchar)`,
        tip_utc: from`cast(${utc(tip)} as varchar)`,
        team_abbr: 'Team',
        player_full_name: name,
        injury_status: from`lower(${'Current Status'})`,
        reason: 'Reason',
        reason_category: category,
      },
    },
  ],
})
