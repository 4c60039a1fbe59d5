import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const playerCrosswalk: Source = defineSource({
  dataset: 'nba_reference',
  name: 'player_crosswalk',
  about: 'NBA person ids of other sources’ person ids.',
  tells: 'person link',
  person: { ids: { toldBy: 'source' }, column: 'source_player_id' },
  key: ['source', 'source_player_id'],
  ofGame: false,
  knownAt: 'always',
  columns: {
    source: text('Source whose id it is', { required: true }),
    source_player_id: text('Person id at that source', { required: true }),
    source_name: text('Name at that source'),
    nba_player_id: int('NBA person id', { required: true }),
    nba_name: text('Name at NBA.com'),
    nba_lookup: text('The name at NBA.com, normalised'),
  },
})
