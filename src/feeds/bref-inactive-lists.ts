import { brefInactives } from '../nba/sources/bref-inactives.ts'
import { defineFormat, type Format } from './format.ts'

export const brefInactiveLists: Format = defineFormat({
  name: 'Basketball-Reference inactive lists',
  feed: 'basketball_reference',
  phase: 'facts',
  parts: [
    {
      target: brefInactives,
      signature: ['bref_game_id', 'bref_team', 'bref_player_id', 'player'],
      without: ['mp', 'fga', 'pts', 'is_starter_section'],
      game: 'bref_game_id',
      teams: ['team_abbr'],
      lookups: { player_lookup: 'player' },
      columns: {
        bref_game_id: 'bref_game_id',
        bref_player_id: 'bref_player_id',
        player_full_name: 'player',
        team_abbr: 'bref_team',
      },
    },
  ],
})
