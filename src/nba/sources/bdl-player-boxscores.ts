import { int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { playerStatistics } from '../statistics.ts'

export const bdlPlayerBoxscores: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bdl_player_boxscores',
  about: 'Stat lines of players from balldontlie: whole minutes. Who sat on the bench is listed there with zeros, and has none here.',
  tells: 'stat line',
  person: { ids: 'balldontlie', column: 'bdl_player_id' },
  key: ['feed', 'nba_game_id', 'bdl_player_id'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    bdl_player_id: int('balldontlie’s person id', { required: true }),
    player_full_name: text('Name as the feed writes it', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    team_abbr: text('Team that he is listed for', { required: true, agreed: true }),
    player_status: text('active: he has a stat line', { required: true }),
    minutes_rounded: int('Time on court in whole minutes', { between: [0, 90], unit: 'minutes' }),
    ...playerStatistics,
  },
})
