import { brefTeamBoxscores } from '../nba/sources/bref-team-boxscores.ts'
import { from } from './expression.ts'
import { defineFormat, type Format } from './format.ts'
import { BREF_STATISTICS, countsOfTeams } from './spelled-statistics.ts'

/** Its turnovers are those of the team too. */
const { turnovers: _, ...playersOnly } = BREF_STATISTICS

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
        ...countsOfTeams(playersOnly),
        turnovers_with_team: 'tov',
      },
    },
  ],
})
