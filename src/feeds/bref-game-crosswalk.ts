import { gameCrosswalk } from '../nba/sources/game-crosswalk.ts'
import { from, nbaGameId } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

export const brefGameCrosswalk: Format = defineFormat({
  name: 'Basketball-Reference game crosswalk',
  feed: 'basketball_reference',
  phase: 'reference',
  parts: [
    {
      target: gameCrosswalk,
      signature: ['bref_game_id', 'nba_game_id'],
      columns: {
        source: from`'bref'`,
        source_game_id: 'bref_game_id',
        nba_game_id: nbaGameId('nba_game_id'),
      },
    },
  ],
})
