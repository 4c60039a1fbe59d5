import { nbaPlayersRegistry } from '../nba/sources/nba-players-registry.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

export const playerRegistry: Format = defineFormat({
  name: 'Player registry',
  feed: 'user',
  phase: 'reference',
  parts: [
    {
      target: nbaPlayersRegistry,
      signature: ['player_lookup', 'universal_player_id'],
      without: ['game_date'],
      optional: ['season', 'team_abbr', 'nba_player_id'],
      lookups: { player_lookup: 'player_lookup' },
      columns: {
        universal_player_id: 'universal_player_id',
        season: from`coalesce(${'season'}, '')`,
        team_abbr: from`coalesce(${'team_abbr'}, '')`,
        nba_player_id: 'nba_player_id',
      },
    },
  ],
})
