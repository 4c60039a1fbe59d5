import { bool, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { playerStatistics } from '../statistics.ts'

export const brefPlayerBoxscores: Source = defineSource({
  dataset: 'nba_raw',
  name: 'bref_player_boxscores',
  about: 'Box scores of players from Basketball-Reference: seconds, starters, and who was dressed or listed but did not play.',
  tells: 'stat line',
  person: { ids: 'bref', column: 'bref_player_id' },
  key: ['bref_game_id', 'bref_player_id'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    bref_game_id: text('Basketball-Reference game id: date and home team', { required: true }),
    bref_player_id: text('Basketball-Reference person id', { required: true }),
    player_full_name: text('Name as the site writes it', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    team_abbr: text('Team that he is listed for', { required: true, agreed: true }),
    player_status: text('active with a stat line, dnp without one', { required: true }),
    dnp_reason: text('Did Not Play, Did Not Dress, Not With Team or Player Suspended'),
    starter: bool('Whether he started', { mostOfTeam: 5 }),
    seconds_played: int('Time on court', { between: [0, 5400], unit: 'seconds' }),
    minutes_rounded: int('Time on court where only whole minutes are told', { between: [0, 90], unit: 'minutes' }),
    ...playerStatistics,
  },
})
