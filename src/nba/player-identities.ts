import { int, text } from '../table/column.ts'
import { defineSource, type Source } from '../table/source.ts'

/** No feed fills it: identity resolution writes its versions after each import. */
export const playerIdentities: Source = defineSource({
  dataset: 'nba_reference',
  name: 'player_identities',
  about: 'Who each person of each source is: one name, lookup and id per person, whatever a source calls him.',
  tells: 'derived',
  person: { ids: { toldBy: 'source' }, column: 'source_player_id' },
  key: ['source', 'source_player_id'],
  ofGame: false,
  knownAt: 'always',
  columns: {
    source: text('nba for NBA person ids, bref for Basketball-Reference ids', { required: true }),
    source_player_id: text('Person id at that source, as text', { required: true }),
    person_id: text('One value per person: nba:201939, or bref:doejo01 for a person without NBA id', { required: true }),
    nba_player_id: int('NBA person id'),
    player_full_name: text('The name that all tables carry', { required: true }),
    player_lookup: text('That name, normalised', { required: true }),
    universal_player_id: text('Lookup and NBA person id, or the registry’s id; NULL without an NBA id'),
    linked_by: text('nba id, crosswalk, same name, alias, suffix, stat line, or apart', { required: true }),
  },
})
