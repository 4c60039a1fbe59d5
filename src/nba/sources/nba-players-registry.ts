import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const nbaPlayersRegistry: Source = defineSource({
  dataset: 'nba_reference',
  name: 'nba_players_registry',
  about: 'A user’s own registry of persons; its universal ids override ours.',
  key: ['player_lookup', 'season', 'team_abbr'],
  ofGame: false,
  knownAt: 'always',
  columns: {
    player_lookup: text('The name, normalised', { required: true }),
    universal_player_id: text('Id of the person in that registry', { required: true }),
    season: text('Season as 2021-22; empty for all', { required: true }),
    team_abbr: text('Team; empty for all', { required: true }),
    nba_player_id: int('NBA person id'),
  },
})
