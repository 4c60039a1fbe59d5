import { nbacPlayerBoxscores } from '../nba/sources/nbac-player-boxscores.ts'
import { nbacTeamBoxscore } from '../nba/sources/nbac-team-boxscore.ts'
import { from, nbaGameId, onlyWhere, type Expression } from './expression.ts'
import { defineFormat, type Format, type PartSpec } from './format.ts'
import { minutesIfWhole, minutesOfTeam, secondsIfTold } from './minutes.ts'
import { countsOfPlayers, countsOfTeams, V3_STATISTICS } from './spelled-statistics.ts'

/** Who did not play has zeros and no minutes. */
const played: Expression = from`${'minutes'} is not null`

const name: Expression = from`coalesce(${'personName'}, nullif(concat_ws(' ', ${'firstName'}, ${'familyName'}), ''))`

/** Only starters have a position. */
const startersMarked: Expression = from`count(${'position'}) over (partition by ${'gameId'}, ${'teamTricode'}) > 0`

/** Lines of players under the names of box score v3. */
export const ofPlayers: PartSpec = {
  target: nbacPlayerBoxscores,
  signature: ['gameId', 'personId', 'teamTricode', 'comment', 'minutes'],
  optional: ['personName', 'firstName', 'familyName'],
  game: 'nba_game_id',
  teams: ['team_abbr'],
  lookups: { player_lookup: name },
  columns: {
    nba_game_id: nbaGameId('gameId'),
    nba_player_id: 'personId',
    player_full_name: name,
    team_abbr: 'teamTricode',
    player_status: from`case when ${played} then 'active' else 'dnp' end`,
    dnp_reason: from`case when not (${played}) then ${'comment'} end`,
    starter: from`case when ${startersMarked} then cast(${'position'} is not null as varchar) end`,
    minutes: 'minutes',
    seconds_played: secondsIfTold('minutes'),
    minutes_rounded: minutesIfWhole('minutes'),
    ...countsOfPlayers(V3_STATISTICS, mapping => onlyWhere(played, mapping)),
    plus_minus: onlyWhere(played, 'plusMinusPoints'),
  },
}

/** Totals of teams under the names of box score v3. */
export const ofTeams: PartSpec = {
  target: nbacTeamBoxscore,
  signature: ['gameId', 'teamId', 'teamTricode', 'minutes', 'fieldGoalsMade'],
  without: ['personId', 'startersBench'],
  optional: ['teamName', 'plusMinusPoints'],
  game: 'nba_game_id',
  teams: ['team_abbr'],
  columns: {
    nba_game_id: nbaGameId('gameId'),
    team_id: 'teamId',
    team_abbr: 'teamTricode',
    team_name: 'teamName',
    minutes: 'minutes',
    player_minutes: minutesOfTeam('minutes'),
    ...countsOfTeams(V3_STATISTICS),
    plus_minus: 'plusMinusPoints',
  },
}

/** The tables of box score v3, as people save them. */
export const nbaBoxScoreV3Tables: Format = defineFormat({
  name: 'NBA box score v3, tables',
  feed: 'nba_box_score_v3',
  phase: 'facts',
  parts: [ofPlayers, ofTeams],
})
