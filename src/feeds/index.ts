import { brefGameCrosswalk } from './bref-game-crosswalk.ts'
import { brefGamePages } from './bref-game-pages.ts'
import { brefInactiveLists } from './bref-inactive-lists.ts'
import { brefOfficialsLists } from './bref-officials-lists.ts'
import { brefPlayerBoxScores } from './bref-player-box-scores.ts'
import { brefPlayerCrosswalk } from './bref-player-crosswalk.ts'
import { brefTeamTotals } from './bref-team-totals.ts'
import type { Format } from './format.ts'
import { nbaBoxScoreV2 } from './nba-box-score-v2.ts'
import { nbaLeagueGameLogPlayers } from './nba-league-game-log-players.ts'
import { nbaLeagueGameLogTeams } from './nba-league-game-log-teams.ts'
import { nbaScheduleTable } from './nba-schedule-table.ts'
import { nbaScheduleV2 } from './nba-schedule-v2.ts'
import { playerAliasList } from './player-alias-list.ts'
import { playerRegistry } from './player-registry.ts'

/** Every format that files are recognised as. A format that is not listed here does not exist. */
export const formats: readonly Format[] = [
  nbaScheduleV2,
  nbaScheduleTable,
  nbaLeagueGameLogPlayers,
  nbaLeagueGameLogTeams,
  nbaBoxScoreV2,
  brefPlayerBoxScores,
  brefTeamTotals,
  brefInactiveLists,
  brefOfficialsLists,
  brefGamePages,
  brefGameCrosswalk,
  brefPlayerCrosswalk,
  playerRegistry,
  playerAliasList,
]
