import { bdlPlayerBoxscores } from '../nba/sources/bdl-player-boxscores.ts'
import { from, type Expression } from './expression.ts'
import { defineFormat, type Format, type JsonRecords, type PartSpec } from './format.ts'
import { countsOfPlayers, type Spellings } from './spelled-statistics.ts'

const STATISTICS = {
  points: 'pts',
  field_goals_made: 'fgm',
  field_goals_attempted: 'fga',
  three_pointers_made: 'fg3m',
  three_pointers_attempted: 'fg3a',
  free_throws_made: 'ftm',
  free_throws_attempted: 'fta',
  offensive_rebounds: 'oreb',
  defensive_rebounds: 'dreb',
  total_rebounds: 'reb',
  assists: 'ast',
  steals: 'stl',
  blocks: 'blk',
  turnovers: 'turnover',
  personal_fouls: 'pf',
} as const satisfies Spellings

const line: Readonly<Record<string, string>> = {
  min: '$.min',
  id: '$.player.id',
  firstName: '$.player.first_name',
  lastName: '$.player.last_name',
  plusMinus: '$.plus_minus',
  ...Object.fromEntries<string>(Object.values(STATISTICS).map(name => [name, `$.${name}`])),
}

const name: Expression = from`concat_ws(' ', ${'firstName'}, ${'lastName'})`

/** Whether anything was counted: the bench is listed with `00` minutes and zeros. */
const played: Expression = from`regexp_matches(coalesce(${'min'}, ''), '[1-9]') or ${'pts'} <> '0' or ${'reb'} <> '0' or ${'pf'} <> '0'`
const over: Expression = from`lower(coalesce(${'status'}, '')) = 'final'`

function lines(records: JsonRecords): PartSpec {
  return {
    target: bdlPlayerBoxscores,
    signature: [],
    records,
    where: from`${over} and (${played})`,
    game: { day: from`left(${'date'}, 10)`, team: 'teamCode' },
    teams: ['team_abbr'],
    lookups: { player_lookup: name },
    columns: {
      bdl_player_id: 'id',
      player_full_name: name,
      team_abbr: 'teamCode',
      player_status: from`'active'`,
      minutes_rounded: from`regexp_extract(${'min'}, '^(\d+)', 1)`,
      ...countsOfPlayers(STATISTICS),
      plus_minus: 'plusMinus',
    },
  }
}

/** Stat lines, each with its player, team and game. */
export const bdlStatLines: Format = defineFormat({
  name: 'balldontlie stat lines',
  feed: 'balldontlie',
  phase: 'facts',
  parts: [
    lines({
      root: '$.data[0].player',
      at: '$.data[*]',
      fields: { ...line, teamCode: '$.team.abbreviation', date: '$.game.date', status: '$.game.status' },
    }),
  ],
})

/** Box scores of games: both teams with their players. */
export const bdlBoxScores: Format = defineFormat({
  name: 'balldontlie box scores',
  feed: 'balldontlie',
  phase: 'facts',
  parts: [
    lines({
      root: '$.data[0].home_team.players',
      each: '$.data[*]',
      branches: ['home_team', 'visitor_team'],
      at: '$.{branch}.players[*]',
      shared: { teamCode: '$.{branch}.abbreviation', date: '$.date', status: '$.status' },
      fields: line,
    }),
  ],
})
