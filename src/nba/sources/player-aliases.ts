import { bool, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const playerAliases: Source = defineSource({
  dataset: 'nba_reference',
  name: 'player_aliases',
  about: 'A user’s other spellings of names.',
  tells: 'alias',
  key: ['alias_lookup'],
  ofGame: false,
  knownAt: 'always',
  columns: {
    alias_lookup: text('The other spelling, normalised', { required: true }),
    nba_canonical_lookup: text('The spelling of NBA.com, normalised', { required: true }),
    is_active: bool('Whether the alias is in force', { required: true }),
  },
})
