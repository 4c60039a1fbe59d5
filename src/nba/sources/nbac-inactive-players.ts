import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const nbacInactivePlayers: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_inactive_players',
  about: 'Inactive lists of games from NBA.com.',
  tells: 'inactive list',
  person: { ids: 'nba', column: 'nba_player_id' },
  key: ['feed', 'nba_game_id', 'nba_player_id'],
  ofGame: true,
  knownAt: 'tip',
  columns: {
    nba_player_id: int('NBA person id', { required: true }),
    player_full_name: text('Name as the feed writes it', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    team_abbr: text('Team that he is listed for', { required: true }),
    reason: text('Why, as the feed codes it: INACTIVE_INJURY, INACTIVE_COACH'),
    description: text('The injury or other reason in words'),
  },
})
