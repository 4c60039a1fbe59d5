import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const nbaPlayersRegistry: Source = defineSource({
  dataset: 'nba_reference',
  name: 'nba_players_registry',
  about:
    'Names and ids of persons. The universal ids of a user’s own registry, and its lookups for NBA person ids, override ours; NBA.com’s list tells the ids of persons of whom files tell names only.',
  tells: 'registry',
  key: ['feed', 'player_lookup', 'season', 'team_abbr'],
  person: { ids: 'nba', column: 'nba_player_id' },
  ofGame: false,
  knownAt: 'always',
  columns: {
    player_lookup: text('The name, normalised', { required: true }),
    universal_player_id: text('Id of the person in that registry', { required: true }),
    season: text('Season as 2021-22, or first and last year as 1990-1994; empty for all', { required: true }),
    team_abbr: text('Team; empty for all', { required: true }),
    player_full_name: text('Name as the feed writes it'),
    nba_player_id: int('NBA person id, to whom lookup and universal id belong whatever his name'),
  },
})
