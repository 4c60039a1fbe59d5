import { playerCrosswalk } from '../nba/sources/player-crosswalk.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

export const brefPlayerCrosswalk: Format = defineFormat({
  name: 'Basketball-Reference player crosswalk',
  feed: 'basketball_reference',
  phase: 'reference',
  parts: [
    {
      target: playerCrosswalk,
      signature: ['bref_player_id', 'nba_player_id'],
      optional: ['bref_name', 'nba_name'],
      lookups: { nba_lookup: 'nba_name' },
      columns: {
        source: from`'bref'`,
        source_player_id: 'bref_player_id',
        source_name: 'bref_name',
        nba_player_id: 'nba_player_id',
        nba_name: 'nba_name',
      },
    },
  ],
})
