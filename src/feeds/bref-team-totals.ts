import { brefTeamBoxscores } from '../nba/sources/bref-team-boxscores.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'

export const brefTeamTotals: Format = defineFormat({
  name: 'Basketball-Reference team totals',
  feed: 'basketball_reference',
  phase: 'facts',
  parts: [
    {
      target: brefTeamBoxscores,
      signature: ['bref_game_id', 'bref_team', 'table', 'fga'],
      without: ['bref_player_id'],
      where: from`${'table'} = 'basic'`,
      game: 'bref_game_id',
      teams: ['team_abbr'],
      columns: {
        bref_game_id: 'bref_game_id',
        team_abbr: 'bref_team',
        team_minutes: 'mp',
        points: 'pts',
        fg_made: 'fg',
        fg_attempted: 'fga',
        three_pt_made: 'fg3',
        three_pt_attempted: 'fg3a',
        ft_made: 'ft',
        ft_attempted: 'fta',
        offensive_rebounds: 'orb',
        defensive_rebounds: 'drb',
        total_rebounds: 'trb',
        assists: 'ast',
        steals: 'stl',
        blocks: 'blk',
        turnovers_with_team: 'tov',
        personal_fouls: 'pf',
      },
    },
  ],
})
