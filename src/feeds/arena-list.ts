import { FIRST_DAY } from '../nba/arenas.ts'
import { arenaRows } from '../nba/sources/arenas.ts'
import { from, verbatim } from './expression.ts'
import { defineFormat, type Format } from './format.ts'
import { timeZone } from './time-zones.ts'

/** A user’s list of arenas: which team is at home where, from a day on where it says so. */
export const arenaList: Format = defineFormat({
  name: 'Arenas',
  feed: 'user',
  phase: 'reference',
  parts: [
    {
      target: arenaRows,
      signature: ['arena', 'lat', 'lon', 'tz'],
      optional: ['team', 'city', 'elev_m', 'first_day'],
      columns: {
        arena_name: 'arena',
        team_abbr: from`coalesce(upper(${'team'}), '')`,
        first_day: from`coalesce(${'first_day'}, ${verbatim(`'${FIRST_DAY}'`)})`,
        arena_city: from`regexp_replace(${'city'}, ',? [A-Z]{2}$', '')`,
        latitude: 'lat',
        longitude: 'lon',
        elevation_m: 'elev_m',
        time_zone: timeZone('tz'),
      },
    },
  ],
})
