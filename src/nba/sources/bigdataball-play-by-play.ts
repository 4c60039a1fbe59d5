import { text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { courtColumns, eventColumns, eventId } from '../events/vocabulary.ts'

export const bigdataballPlayByPlay: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bigdataball_play_by_play',
  about: 'Events of games from BigDataBall, with the ten on court. It names people and has no ids.',
  tells: 'event',
  key: ['feed', 'nba_game_id', 'event_id'],
  ofGame: true,
  knownAt: 'next day',
  wholeOf: ['nba_game_id'],
  columns: {
    event_id: eventId,
    ...eventColumns,
    player_1_name: text('Whom it is about; who leaves, of a substitution'),
    player_1_lookup: text('That name, normalised'),
    player_2_name: text('The second person'),
    player_2_lookup: text('That name, normalised'),
    ...courtColumns('lookup', meaning => text(meaning), 'Normalised name'),
  },
})
