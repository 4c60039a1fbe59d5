import { travelDistances } from '../nba/sources/travel-distances.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

/** Miles between the homes of teams, as a table of pairs. */
export const travelDistanceTable: Format = defineFormat({
  name: 'Travel distances',
  feed: 'user',
  phase: 'reference',
  parts: [
    {
      target: travelDistances,
      signature: ['from_team', 'to_team', 'distance_miles'],
      columns: { from_team: from`upper(${'from_team'})`, to_team: from`upper(${'to_team'})`, distance_miles: 'distance_miles' },
    },
  ],
})
