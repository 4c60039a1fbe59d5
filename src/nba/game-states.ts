import { digestSum } from '../sql/operations.ts'
import { raw, sql, type Sql } from '../sql/sql.ts'
import { bool, float, int, text, timestamp } from '../table/column.ts'
import { defineSource, type Source } from '../table/source.ts'
import { games } from './facts/games.ts'
import { venues } from './facts/venues.ts'
import { factsOf } from './sources/index.ts'

/** No feed fills it: settling an import writes its versions. Planning reads it, models never do. */
export const gameStates: Source = defineSource({
  dataset: 'nba_reference',
  name: 'game_states',
  about: 'What schedule and box scores together say of each counted game, so that a change of either is seen as a change of the game.',
  tells: 'derived',
  key: ['nba_game_id'],
  ofGame: true,
  knownAt: 'always',
  columns: {
    season_year: int('The year the season starts', { required: true }),
    home_team: text('Home team', { required: true }),
    away_team: text('Away team', { required: true }),
    state: text('final, upcoming, or waiting: should have been played and has no result', { required: true }),
    box_teams: int('Teams with a box score', { required: true }),
    line_teams: int('Teams with stat lines of players', { required: true }),
    tip_utc: timestamp('Tip-off'),
    national_tv: bool('Whether it is on national television'),
    cup_stage: text('group or knockout for games of the Cup'),
    series_winner: text('Who has won a play-off game by the scores of the schedule'),
    venue: text('The arena that it is played in'),
    latitude: float('Degrees north of the arena'),
    longitude: float('Degrees east of the arena'),
    time_zone: text('IANA name of the time zone there'),
    distances: text('Digest of the miles between homes that a user tells; NULL without any'),
  },
})

const OF_GAME = [
  'nba_game_id',
  'game_id',
  'game_date',
  'season_year',
  'home_team',
  'away_team',
  'state',
  'box_teams',
  'line_teams',
  'tip_utc',
  'national_tv',
  'cup_stage',
  'series_winner',
]
const OF_VENUE = ['venue', 'latitude', 'longitude', 'time_zone']

/** The rows that the table should hold now; rendered for all seasons. */
export const resolvedGames: Sql = sql`
  select ${raw(OF_GAME.map(name => `g.${name}`).join(', '))}, ${raw(OF_VENUE.map(name => `v.${name}`).join(', '))}, d.distances
  from ${games} as g
  join ${venues} as v
    on v.nba_game_id = g.nba_game_id
  cross join (
    select ${digestSum(sql`from_team || ' ' || to_team || ' ' || cast(distance_miles as string)`)} as distances from ${factsOf('distance')}
  ) as d`
