import { espnPlayerBoxscores } from '../nba/sources/espn-player-boxscores.ts'
import { espnTeamBoxscore } from '../nba/sources/espn-team-boxscore.ts'
import { dayOf } from './dates.ts'
import { from, onlyWhere, type Expression } from './expression.ts'
import { defineFormat, type Format } from './format.ts'
import { minutesIfWhole } from './minutes.ts'
import { countsOfPlayers, countsOfTeams, ESPN_STATISTICS } from './spelled-statistics.ts'

/** The day is Eastern; whatever clock stands behind it is that of the venue or of the site. */
const day = dayOf(from`left(${'game_date'}, 10)`)

const played: Expression = from`${'minutes'} is not null and coalesce(lower(${'did_not_play'}), 'false') not in ('true', '1')`

export const espnPlayerBoxScores: Format = defineFormat({
  name: 'ESPN player box scores',
  feed: 'espn',
  phase: 'facts',
  parts: [
    {
      target: espnPlayerBoxscores,
      signature: ['game_id', 'game_date', 'athlete_id', 'athlete_display_name', 'team_abbreviation'],
      optional: ['did_not_play', 'reason', 'plus_minus'],
      game: { day, team: 'team_abbreviation' },
      teams: ['team_abbr'],
      lookups: { player_lookup: 'athlete_display_name' },
      columns: {
        espn_game_id: 'game_id',
        espn_player_id: 'athlete_id',
        player_full_name: 'athlete_display_name',
        team_abbr: 'team_abbreviation',
        player_status: from`case when ${played} then 'active' else 'dnp' end`,
        dnp_reason: from`case when not (${played}) then ${'reason'} end`,
        starter: 'starter',
        minutes_rounded: onlyWhere(played, minutesIfWhole('minutes')),
        ...countsOfPlayers(ESPN_STATISTICS, mapping => onlyWhere(played, mapping)),
        plus_minus: onlyWhere(played, from`ltrim(${'plus_minus'}, '+')`),
      },
    },
  ],
})

export const espnTeamBoxScores: Format = defineFormat({
  name: 'ESPN team box scores',
  feed: 'espn',
  phase: 'facts',
  parts: [
    {
      target: espnTeamBoxscore,
      signature: ['game_id', 'game_date', 'team_abbreviation', 'team_score', 'field_goals_made', 'team_home_away'],
      without: ['athlete_id'],
      optional: ['team_turnovers', 'total_rebounds', 'turnovers'],
      game: { day, team: 'team_abbreviation' },
      teams: ['team_abbr'],
      columns: {
        espn_game_id: 'game_id',
        team_abbr: 'team_abbreviation',
        ...countsOfTeams({ ...ESPN_STATISTICS, points: 'team_score', total_rebounds: 'total_rebounds' }),
        team_turnovers: 'team_turnovers',
      },
    },
  ],
})
