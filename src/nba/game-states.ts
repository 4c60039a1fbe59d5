import { raw, sql, type Sql } from '../sql/sql.ts'
import { bool, int, text, timestamp } from '../table/column.ts'
import { defineSource, type Source } from '../table/source.ts'
import { games } from './facts/games.ts'

/** No feed fills it: settling an import writes its versions. Planning reads it, models never do. */
export const gameStates: Source = defineSource({
  dataset: 'nba_reference',
  name: 'game_states',
  about: 'What schedule and box scores together say of each counted game, so that a change of either is seen as a change of the game.',
  key: ['nba_game_id'],
  ofGame: true,
  knownAt: 'always',
  columns: {
    season_year: int('The year the season starts', { required: true }),
    home_team: text('Home team', { required: true }),
    away_team: text('Away team', { required: true }),
    state: text('final, upcoming, or waiting: should have been played and has no result', { required: true }),
    box_teams: int('Teams with a box score', { required: true }),
    tip_utc: timestamp('Tip-off'),
    national_tv: bool('Whether it is on national television'),
  },
})

const columns = Object.keys(gameStates.columns).filter(column => column !== 'feed')

/** The rows that the table should hold now; rendered for all seasons. */
export const resolvedGames: Sql = sql`select ${raw(columns.join(', '))} from ${games}`
