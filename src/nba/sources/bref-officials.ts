import { text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const brefOfficials: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bref_officials',
  about: 'Officials of games from Basketball-Reference. Its ids are not the NBA’s.',
  tells: 'officials',
  key: ['bref_game_id', 'bref_referee_id'],
  ofGame: true,
  knownAt: 'tip',
  columns: {
    bref_game_id: text('Basketball-Reference game id: date and home team', { required: true }),
    bref_referee_id: text('Basketball-Reference id of the official', { required: true }),
    official_name: text('Name of the official', { required: true }),
  },
})
