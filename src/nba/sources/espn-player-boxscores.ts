import { bool, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { playerStatistics } from '../statistics.ts'

export const espnPlayerBoxscores: Source = defineSource({
  dataset: 'nba_raw',
  name: 'espn_player_boxscores',
  about: 'Box scores of players from ESPN: whole minutes, starters, and who did not play and why.',
  tells: 'stat line',
  person: { ids: 'espn', column: 'espn_player_id' },
  key: ['feed', 'espn_game_id', 'espn_player_id'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    espn_game_id: text('ESPN game id', { required: true }),
    espn_player_id: int('ESPN athlete id', { required: true }),
    player_full_name: text('Name as the site writes it', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    team_abbr: text('Team that he is listed for', { required: true, agreed: true }),
    player_status: text('active with a stat line, dnp without one', { required: true }),
    dnp_reason: text('Why he did not play, as the site says it'),
    starter: bool('Whether he started', { mostOfTeam: 5 }),
    minutes_rounded: int('Time on court in whole minutes', { between: [0, 90], unit: 'minutes' }),
    ...playerStatistics,
  },
})
