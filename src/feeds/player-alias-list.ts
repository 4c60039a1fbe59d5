import { playerAliases } from '../nba/sources/player-aliases.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

export const playerAliasList: Format = defineFormat({
  name: 'Player aliases',
  feed: 'user',
  phase: 'reference',
  parts: [
    {
      target: playerAliases,
      signature: ['alias_lookup', 'nba_canonical_lookup'],
      optional: ['is_active'],
      lookups: { alias_lookup: 'alias_lookup', nba_canonical_lookup: 'nba_canonical_lookup' },
      columns: { is_active: from`coalesce(${'is_active'}, 'true')` },
    },
  ],
})
