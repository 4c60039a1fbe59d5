import { bool, int, text } from '../../table/column.ts'
import { defineSource, type Source } from '../../table/source.ts'
import { playerStatistics } from '../statistics.ts'

export const nbacPlayerBoxscores: Source = defineSource({
  dataset: 'nba_raw',
  name: 'nbac_player_boxscores',
  about:
    'Stat lines of players from NBA.com: LeagueGameLog (whole minutes, only who played) and box score v2 (seconds, starters, who did not play and why).',
  tells: 'stat line',
  person: { ids: 'nba', column: 'nba_player_id' },
  key: ['feed', 'nba_game_id', 'nba_player_id'],
  ofGame: true,
  knownAt: 'next day',
  columns: {
    nba_player_id: int('NBA person id', { required: true }),
    player_full_name: text('Name as the feed writes it', { required: true }),
    player_lookup: text('The name, normalised', { required: true }),
    team_abbr: text('Team that he is listed for', { required: true, agreed: true }),
    player_status: text('active with a stat line, dnp without one', { required: true }),
    dnp_reason: text('Why he did not play, as the feed says it'),
    starter: bool('Whether he started; NULL where the feed does not tell', { mostOfTeam: 5 }),
    minutes: text('Minutes as the feed writes them: 35 or 36:33', { unit: 'minutes' }),
    seconds_played: int('Time on court where the feed tells seconds', { between: [0, 5400], unit: 'seconds' }),
    minutes_rounded: int('Time on court where the feed tells whole minutes', { between: [0, 90], unit: 'minutes' }),
    ...playerStatistics,
  },
})
