import { brefPlayerBoxscores } from '../nba/sources/bref-player-boxscores.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'
import { secondsOf } from './minutes.ts'
import { BREF_STATISTICS, countsOfPlayers } from './spelled-statistics.ts'

export const brefPlayerBoxScores: Format = defineFormat({
  name: 'Basketball-Reference player box scores',
  feed: 'basketball_reference',
  phase: 'facts',
  parts: [
    {
      target: brefPlayerBoxscores,
      signature: ['bref_game_id', 'bref_player_id', 'mp', 'fga'],
      game: 'bref_game_id',
      teams: ['team_abbr'],
      lookups: { player_lookup: 'player' },
      columns: {
        bref_game_id: 'bref_game_id',
        bref_player_id: 'bref_player_id',
        player_full_name: 'player',
        team_abbr: 'bref_team',
        player_status: from`case when ${'mp'} is not null or ${'pts'} is not null then 'active' else 'dnp' end`,
        dnp_reason: 'reason',
        starter: 'is_starter_section',
        seconds_played: secondsOf('mp'),
        ...countsOfPlayers(BREF_STATISTICS),
        plus_minus: 'plus_minus',
      },
    },
  ],
})
