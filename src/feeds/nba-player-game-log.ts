import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId } from './expression.ts'
import { gameInPassing, teamOfMatchup } from './game-in-passing.ts'
import { defineFormat, type Format } from './format.ts'
import { minutesIfWhole, secondsIfTold } from './minutes.ts'
import { countsOfPlayers, NBA_STATISTICS } from './spelled-statistics.ts'

/** The games of one player: his id, and no name. */
export const nbaPlayerGameLog: Format = defineFormat({
  name: 'NBA PlayerGameLog',
  feed: 'nba_league_game_log',
  phase: 'nameless facts',
  parts: [
    gameInPassing({ id: 'Game_ID', date: 'GAME_DATE', matchup: 'MATCHUP' }),
    {
      target: nbacPlayerBoxscores,
      signature: ['Player_ID', 'Game_ID', 'GAME_DATE', 'MATCHUP'],
      without: ['PLAYER_NAME', 'TEAM_ID', 'TEAM_ABBREVIATION'],
      optional: ['PLUS_MINUS', 'name of person'],
      game: 'nba_game_id',
      agrees: { game_date: dayOf('GAME_DATE') },
      teams: ['team_abbr'],
      namedByOthers: { id: 'Player_ID', as: 'name of person' },
      lookups: { player_lookup: 'name of person' },
      columns: {
        nba_game_id: nbaGameId('Game_ID'),
        nba_player_id: 'Player_ID',
        player_full_name: 'name of person',
        team_abbr: teamOfMatchup('MATCHUP'),
        player_status: from`'active'`,
        minutes: from`regexp_replace(${'MIN'}, '\.0*$', '')`,
        seconds_played: secondsIfTold('MIN'),
        minutes_rounded: minutesIfWhole('MIN'),
        ...countsOfPlayers(NBA_STATISTICS),
        plus_minus: 'PLUS_MINUS',
      },
    },
  ],
})
