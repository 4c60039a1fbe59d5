import { date, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const injuryTransactions: Source = defineSource({
  dataset: 'nba_raw',
  name: 'injury_transactions',
  about: 'Who went to the injured or inactive list, and who came back, by day; known the day after.',
  tells: 'injury',
  key: ['injured_on', 'team_name', 'player_lookup', 'status', 'notes', 'turn'],
  ofGame: false,
  knownAt: 'always',
  knownFrom: { column: 'injured_on', daysAfter: 1 },
  columns: {
    injured_on: date('Day of the transaction', { required: true }),
    season_year: int('The year its season starts', { required: true }),
    team_name: text('Nickname of the team, as the site writes it', { required: true }),
    player_full_name: text('Name as the site writes it', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    status: text('out or back', { required: true }),
    notes: text('What the site says of it', { required: true }),
    turn: int('1, or which of several equal rows of the file it is', { required: true }),
  },
})
