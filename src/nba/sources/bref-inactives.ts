import { text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const brefInactives: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bref_inactives',
  about: 'Inactive lists of games from Basketball-Reference.',
  tells: 'inactive list',
  person: { ids: 'bref', column: 'bref_player_id' },
  key: ['bref_game_id', 'bref_player_id'],
  ofGame: true,
  knownAt: 'tip',
  columns: {
    bref_game_id: text('Basketball-Reference game id: date and home team', { required: true }),
    bref_player_id: text('Basketball-Reference person id', { required: true }),
    player_full_name: text('Name as the site writes it', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    team_abbr: text('Team that he is listed for', { required: true }),
  },
})
