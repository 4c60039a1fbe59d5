import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const travelDistances: Source = defineSource({
  dataset: 'nba_static',
  name: 'travel_distances',
  about: 'A user’s own miles between the homes of teams; where they are missing, distances are computed.',
  tells: 'distance',
  key: ['from_team', 'to_team'],
  ofGame: false,
  knownAt: 'always',
  columns: {
    from_team: text('Team at whose home a trip begins', { required: true }),
    to_team: text('Team at whose home it ends', { required: true }),
    distance_miles: int('Miles', { required: true, between: [0, 13_000], unit: 'miles' }),
  },
})
