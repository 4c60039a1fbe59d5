import { text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const gameCrosswalk: Source = defineSource({
  dataset: 'nba_reference',
  name: 'game_crosswalk',
  about: 'NBA game ids of other sources’ game ids.',
  tells: 'game link',
  key: ['source', 'source_game_id'],
  ofGame: false,
  knownAt: 'always',
  columns: {
    source: text('Source whose id it is', { required: true }),
    source_game_id: text('Game id at that source', { required: true }),
    nba_game_id: text('NBA game id, 10 digits', { required: true }),
  },
})
