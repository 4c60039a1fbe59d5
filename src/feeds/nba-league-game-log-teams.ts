import { nbacTeamBoxscore } from '../nba/sources/nbac-team-boxscore.ts'
import { dayOf } from './dates.ts'
import { from, nbaGameId } from './expression.ts'
import { gameInPassing, teamOfMatchup } from './game-in-passing.ts'
import { defineFormat, type Format } from './format.ts'
import { minutesOfTeam } from './minutes.ts'
import { countsOfTeams, NBA_STATISTICS } from './spelled-statistics.ts'

export const nbaLeagueGameLogTeams: Format = defineFormat({
  name: 'NBA LeagueGameLog, teams',
  feed: 'nba_league_game_log',
  phase: 'facts',
  parts: [
    gameInPassing({ id: 'GAME_ID', date: 'GAME_DATE', matchup: 'MATCHUP' }),
    {
      target: nbacTeamBoxscore,
      signature: ['TEAM_ID', 'GAME_ID', 'MATCHUP'],
      without: ['PLAYER_ID', 'PLAYER_NAME', 'Player_ID'],
      optional: ['GAME_DATE', 'TEAM_ABBREVIATION', 'TEAM_NAME', 'PLUS_MINUS'],
      game: 'nba_game_id',
      agrees: { game_date: dayOf('GAME_DATE') },
      teams: ['team_abbr'],
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        team_id: 'TEAM_ID',
        team_abbr: from`coalesce(${'TEAM_ABBREVIATION'}, ${teamOfMatchup('MATCHUP')})`,
        team_name: 'TEAM_NAME',
        minutes: from`regexp_replace(${'MIN'}, '\.0*$', '')`,
        player_minutes: minutesOfTeam('MIN'),
        ...countsOfTeams(NBA_STATISTICS),
        plus_minus: 'PLUS_MINUS',
      },
    },
  ],
})
