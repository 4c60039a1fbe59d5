import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { courtColumns, eventColumns, eventId } from '../events/vocabulary.ts'

export const nbacPlayByPlay: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_play_by_play',
  about: 'Events of games from NBA.com: play-by-play v2 and v3 of the statistics service, live play-by-play of the content network.',
  tells: 'event',
  key: ['feed', 'nba_game_id', 'event_id'],
  ofGame: true,
  knownAt: 'next day',
  wholeOf: ['nba_game_id'],
  columns: {
    event_id: eventId,
    ...eventColumns,
    player_1_id: int('NBA person id of whom it is about; who leaves, of a substitution'),
    player_1_lookup: text('His name as this feed writes it, normalised, where it gives no ids of others'),
    player_2_id: int('NBA person id of the second person'),
    player_2_lookup: text('Family name of the second person, normalised, where the feed gives no id'),
    player_2_given: text('Beginning of his given name where the feed adds it to tell two of one name apart'),
    player_2_count: int('How many of that he has now, by the number in brackets'),
    qualifiers: text('Words of the live feed: fastbreak, 2ndchance, pointsinthepaint, …; empty for none, NULL where the feed has none'),
    official_id: int('NBA id of the official who called it'),
    ...courtColumns('id', meaning => int(meaning), 'NBA person id'),
  },
})
