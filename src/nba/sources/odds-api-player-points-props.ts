import { float, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { propColumns } from '../prop-columns.ts'

export const oddsApiPlayerPointsProps: Source = defineSource({
  dataset: 'nba_raw',
  name: 'odds_api_player_points_props',
  about: 'Lines on the points of players: one row per player, book and snapshot. Points with rebounds or assists are no points and stand elsewhere.',
  tells: 'points line',
  key: ['nba_game_id', 'player_lookup', 'bookmaker', 'snapshot_timestamp'],
  ofGame: true,
  knownAt: 'snapshot',
  columns: {
    ...propColumns,
    points_line: float('Points that he is expected to score', { required: true, between: [0, 100], unit: 'points' }),
    market: text('player_points', { required: true }),
  },
})
