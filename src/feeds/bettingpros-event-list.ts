import { bettingprosEvents } from '../nba/sources/bettingpros-events.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'
import { easternDayAt, utcInstant } from './instants.ts'

export const bettingprosEventList: Format = defineFormat({
  name: 'BettingPros events',
  feed: 'bettingpros',
  phase: 'facts',
  parts: [
    {
      target: bettingprosEvents,
      signature: [],
      records: {
        root: '$._parameters',
        at: '$.events[*]',
        fields: {
          id: '$.id',
          sr_id: '$.sr_id',
          sport: '$.sport',
          scheduled: '$.scheduled',
          status: '$.status',
          home: '$.home',
          visitor: '$.visitor',
          venue: '$.venue.name',
          city: '$.venue.city',
        },
        shared: { utc: '$.utc' },
      },
      where: from`${'sport'} = 'NBA'`,
      game: { day: easternDayAt(utcInstant('scheduled')), teams: ['home', 'visitor'] },
      teams: ['home_team_abbr', 'away_team_abbr'],
      columns: {
        bp_event_id: 'id',
        sr_id: 'sr_id',
        home_team_abbr: 'home',
        away_team_abbr: 'visitor',
        event_status: 'status',
        scheduled_at: utcInstant('scheduled'),
        venue_name: 'venue',
        venue_city: 'city',
        snapshot_timestamp: utcInstant('utc'),
      },
    },
  ],
})
