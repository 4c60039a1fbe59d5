import { from } from './expression.ts'
import { defineFormat, type Format, type JsonRecords } from './format.ts'
import { ofPlayers, ofTeams } from './nba-box-score-v3-tables.ts'
import { statisticsWithin } from './spelled-statistics.ts'

const counted = statisticsWithin('$.statistics')

const teams: Pick<JsonRecords, 'root' | 'branches'> = { root: '$.boxScoreTraditional.homeTeam.players', branches: ['homeTeam', 'awayTeam'] }
const game = { gameId: '$.boxScoreTraditional.gameId', teamTricode: '$.boxScoreTraditional.{branch}.teamTricode' }

/** Box scores v3 of the statistics service: no date and no score, so the game must be known. */
export const nbaBoxScoreV3: Format = defineFormat({
  name: 'NBA box score v3',
  feed: 'nba_box_score_v3',
  phase: 'facts',
  parts: [
    {
      ...ofPlayers,
      signature: [],
      optional: ['personName'],
      where: from`${'personId'} is not null`,
      records: {
        ...teams,
        at: '$.boxScoreTraditional.{branch}.players[*]',
        shared: game,
        fields: {
          personId: '$.personId',
          firstName: '$.firstName',
          familyName: '$.familyName',
          position: '$.position',
          comment: '$.comment',
          ...counted,
        },
      },
    },
    {
      ...ofTeams,
      signature: [],
      without: [],
      records: { ...teams, at: '$.boxScoreTraditional.{branch}', shared: game, fields: { teamId: '$.teamId', teamName: '$.teamName', ...counted } },
    },
  ],
})
