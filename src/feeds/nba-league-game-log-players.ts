import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId } from './expression.ts'
import { gameInPassing, teamOfMatchup } from './game-in-passing.ts'
import { defineFormat, type Format } from './format.ts'
import { minutesIfWhole, secondsIfTold } from './minutes.ts'
import { countsOfPlayers, NBA_STATISTICS } from './spelled-statistics.ts'

export const nbaLeagueGameLogPlayers: Format = defineFormat({
  name: 'NBA LeagueGameLog, players',
  feed: 'nba_league_game_log',
  phase: 'facts',
  parts: [
    gameInPassing({ id: 'GAME_ID', date: 'GAME_DATE', matchup: 'MATCHUP' }),
    {
      target: nbacPlayerBoxscores,
      signature: ['PLAYER_ID', 'PLAYER_NAME', 'GAME_ID', 'MATCHUP'],
      optional: ['GAME_DATE', 'TEAM_ABBREVIATION'],
      game: 'nba_game_id',
      agrees: { game_date: dayOf('GAME_DATE') },
      teams: ['team_abbr'],
      lookups: { player_lookup: 'PLAYER_NAME' },
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        nba_player_id: 'PLAYER_ID',
        player_full_name: 'PLAYER_NAME',
        team_abbr: from`coalesce(${'TEAM_ABBREVIATION'}, ${teamOfMatchup('MATCHUP')})`,
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
