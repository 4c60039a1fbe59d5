import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { nbacTeamBoxscore } from '../nba/sources/nbac-team-boxscore.ts'
import { from, nbaGameId, onlyWhere, type Expression } from './expression.ts'
import { defineFormat, type Format, type PartSpec } from './format.ts'
import { minutesIfWhole, minutesOfTeam, secondsIfTold } from './minutes.ts'
import { countsOfPlayers, countsOfTeams, NBA_STATISTICS, type Spellings } from './spelled-statistics.ts'

/** Who did not play is listed without minutes. */
const played: Expression = from`${'MIN'} is not null`

/** Some box scores mark no starters at all; then nobody is known not to have started. */
const startersMarked: Expression = from`count(${'START_POSITION'}) over (partition by ${'GAME_ID'}, ${'TEAM_ABBREVIATION'}) > 0`

const statistics: Spellings = { ...NBA_STATISTICS, turnovers: 'TO' }

const players: PartSpec = {
  target: nbacPlayerBoxscores,
  signature: ['GAME_ID', 'PLAYER_ID', 'START_POSITION', 'COMMENT'],
  game: 'nba_game_id',
  teams: ['team_abbr'],
  lookups: { player_lookup: 'PLAYER_NAME' },
  columns: {
    nba_game_id: nbaGameId('GAME_ID'),
    nba_player_id: 'PLAYER_ID',
    player_full_name: 'PLAYER_NAME',
    team_abbr: 'TEAM_ABBREVIATION',
    player_status: from`case when ${played} then 'active' else 'dnp' end`,
    dnp_reason: from`case when not (${played}) then ${'COMMENT'} end`,
    starter: from`case when ${startersMarked} then cast(${'START_POSITION'} is not null as varchar) end`,
    minutes: 'MIN',
    seconds_played: secondsIfTold('MIN'),
    minutes_rounded: minutesIfWhole('MIN'),
    ...countsOfPlayers(statistics, mapping => onlyWhere(played, mapping)),
    plus_minus: onlyWhere(played, 'PLUS_MINUS'),
  },
}

const teams: PartSpec = {
  target: nbacTeamBoxscore,
  signature: ['GAME_ID', 'TEAM_ID', 'TEAM_ABBREVIATION', 'TO', 'PLUS_MINUS'],
  without: ['PLAYER_ID', 'PLAYER_NAME', 'STARTERS_BENCH', 'MATCHUP'],
  game: 'nba_game_id',
  teams: ['team_abbr'],
  columns: {
    nba_game_id: nbaGameId('GAME_ID'),
    team_id: 'TEAM_ID',
    team_abbr: 'TEAM_ABBREVIATION',
    team_name: 'TEAM_NAME',
    minutes: 'MIN',
    player_minutes: minutesOfTeam('MIN'),
    ...countsOfTeams(statistics),
    plus_minus: 'PLUS_MINUS',
  },
}

export const nbaBoxScoreV2: Format = defineFormat({
  name: 'NBA box score v2',
  feed: 'nba_box_score_v2',
  phase: 'facts',
  parts: [players, teams],
})
