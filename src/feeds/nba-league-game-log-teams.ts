import { nbacTeamBoxscore } from '../nba/sources/nbac-team-boxscore.ts'
import { from, nbaGameId } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

export const nbaLeagueGameLogTeams: Format = defineFormat({
  name: 'NBA LeagueGameLog, teams',
  feed: 'nba_league_game_log',
  phase: 'facts',
  parts: [
    {
      target: nbacTeamBoxscore,
      signature: ['TEAM_ID', 'TEAM_ABBREVIATION', 'GAME_ID', 'MATCHUP'],
      without: ['PLAYER_ID', 'PLAYER_NAME'],
      game: 'nba_game_id',
      teams: ['team_abbr'],
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        team_id: 'TEAM_ID',
        team_abbr: 'TEAM_ABBREVIATION',
        team_name: 'TEAM_NAME',
        minutes: from`regexp_replace(${'MIN'}, '\.0*$', '')`,
        player_minutes: 'MIN',
        points: 'PTS',
        fg_made: 'FGM',
        fg_attempted: 'FGA',
        three_pt_made: 'FG3M',
        three_pt_attempted: 'FG3A',
        ft_made: 'FTM',
        ft_attempted: 'FTA',
        offensive_rebounds: 'OREB',
        defensive_rebounds: 'DREB',
        total_rebounds: 'REB',
        assists: 'AST',
        steals: 'STL',
        blocks: 'BLK',
        turnovers: 'TOV',
        personal_fouls: 'PF',
        plus_minus: 'PLUS_MINUS',
      },
    },
  ],
})
