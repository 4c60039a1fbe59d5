import { int, text, timestamp } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const bettingprosEvents: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bettingpros_events',
  about: 'Games as BettingPros lists them, with the id under which the site keeps their lines. No table reads it.',
  tells: 'offered game',
  key: ['bp_event_id'],
  ofGame: true,
  knownAt: 'snapshot',
  columns: {
    bp_event_id: int('Event id of BettingPros', { required: true }),
    sr_id: text('Event id of Sportradar'),
    home_team_abbr: text('Home team', { required: true }),
    away_team_abbr: text('Away team', { required: true }),
    event_status: text('scheduled, inprogress, closed, …'),
    scheduled_at: timestamp('Tip-off'),
    venue_name: text('Name of the venue on the day of the download'),
    venue_city: text('City of the venue'),
    snapshot_timestamp: timestamp('When the site was asked', { required: true }),
  },
})
