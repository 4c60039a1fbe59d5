import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'

export const nbacRefereeGameAssignments: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_referee_game_assignments',
  about: 'Officials of games from NBA.com, one row per official; the fourth is the alternate.',
  tells: 'assignment',
  key: ['feed', 'nba_game_id', 'official_position'],
  ofGame: true,
  knownAt: 'tip',
  columns: {
    official_position: int('1 for the crew chief, 2, 3; 4 for the alternate', { required: true, between: [1, 4] }),
    official_code: int('NBA id of the official', { required: true }),
    official_name: text('Name of the official'),
    jersey_number: text('Number on the jersey'),
  },
})
