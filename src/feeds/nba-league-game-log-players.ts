import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { from, nbaGameId } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

export const nbaLeagueGameLogPlayers: Format = defineFormat({
  name: 'NBA LeagueGameLog, players',
  feed: 'nba_league_game_log',
  phase: 'facts',
  parts: [
    {
      target: nbacPlayerBoxscores,
      signature: ['PLAYER_ID', 'PLAYER_NAME', 'GAME_ID', 'MATCHUP'],
      game: 'nba_game_id',
      teams: ['team_abbr'],
      lookups: { player_lookup: 'PLAYER_NAME' },
      columns: {
        nba_game_id: nbaGameId('GAME_ID'),
        nba_player_id: 'PLAYER_ID',
        player_full_name: 'PLAYER_NAME',
        team_abbr: 'TEAM_ABBREVIATION',
        player_status: from`'active'`,
        minutes: from`regexp_replace(${'MIN'}, '\.0*$', '')`,
        minutes_rounded: 'MIN',
        points: 'PTS',
        field_goals_made: 'FGM',
        field_goals_attempted: 'FGA',
        three_pointers_made: 'FG3M',
        three_pointers_attempted: 'FG3A',
        free_throws_made: 'FTM',
        free_throws_attempted: 'FTA',
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
