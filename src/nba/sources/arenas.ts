import { date, float, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const arenaRows: Source = defineSource({
  dataset: 'nba_static',
  name: 'arenas',
  about: 'Arenas as files tell them. A user’s list overrides the places that Backcourt declares; live box scores tell time zones of others.',
  tells: 'arena',
  key: ['feed', 'arena_name', 'team_abbr', 'first_day'],
  ofGame: false,
  knownAt: 'always',
  columns: {
    arena_name: text('Name of the arena', { required: true }),
    team_abbr: text('Team that is at home there; empty for none', { required: true }),
    first_day: date('Day from which on it is at home there', { required: true }),
    arena_city: text('Its city'),
    latitude: float('Degrees north', { between: [-90, 90], unit: 'degrees' }),
    longitude: float('Degrees east', { between: [-180, 180], unit: 'degrees' }),
    elevation_m: int('Metres above the sea', { between: [-500, 6000], unit: 'metres' }),
    time_zone: text('IANA name of its time zone', { required: true }),
  },
})
