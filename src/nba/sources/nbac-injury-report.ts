import { date, int, text, timestamp } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const nbacInjuryReport: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_injury_report',
  about: 'The official injury report, one row per report, game and player that it names.',
  tells: 'injury report',
  key: ['snapshot_timestamp', 'nba_game_id', 'team_abbr', 'player_lookup'],
  ofGame: true,
  knownAt: 'snapshot',
  columns: {
    snapshot_timestamp: timestamp('When the report came out', { required: true }),
    report_date: date('US Eastern day of that', { required: true }),
    report_hour: int('US Eastern hour of that', { required: true }),
    tip_utc: timestamp('Tip-off as the report has it'),
    team_abbr: text('Team of the player', { required: true }),
    player_full_name: text('Name as the report writes it, first name first', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    injury_status: text('out, doubtful, questionable, probable or available', { required: true }),
    reason: text('Why, as the report says it'),
    reason_category: text('injury_illness, g_league, rest, personal, suspension, not_with_team, … by the words of the reason'),
  },
})
