import { float, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { propColumns } from '../prop-columns.ts'

export const oddsApiPlayerProps: Source = defineSource({
  dataset: 'nba_raw',
  name: 'odds_api_player_props',
  about: 'Lines on everything of players but their points alone: rebounds, assists, points with rebounds and assists, alternate lines, …',
  tells: 'prop line',
  key: ['nba_game_id', 'player_lookup', 'bookmaker', 'market', 'rung', 'snapshot_timestamp'],
  ofGame: true,
  knownAt: 'snapshot',
  columns: {
    ...propColumns,
    market: text('player_rebounds, player_points_rebounds_assists, …', { required: true }),
    rung: text('The line once more where a market offers several at once, else empty', { required: true }),
    line: float('What he is expected to reach; NULL where the bet is on yes or no', { between: [0, 200] }),
  },
})
