import { brefOfficials } from '../nba/sources/bref-officials.ts'
import { defineFormat, type Format } from './format.ts'

export const brefOfficialsLists: Format = defineFormat({
  name: 'Basketball-Reference officials',
  feed: 'basketball_reference',
  phase: 'facts',
  parts: [
    {
      target: brefOfficials,
      signature: ['bref_game_id', 'bref_referee_id', 'official'],
      game: 'bref_game_id',
      columns: {
        bref_game_id: 'bref_game_id',
        bref_referee_id: 'bref_referee_id',
        official_name: 'official',
      },
    },
  ],
})
