import { bettingprosEventList } from './bettingpros-event-list.ts'
import { bigDataBallPlayByPlay } from './bigdataball-play-by-play.ts'
import { brefExportedLines, brefPlayerPages, brefScrapedLines } from './bref-exports.ts'
import { arenaList } from './arena-list.ts'
import { bdlBoxScores, bdlStatLines } from './bdl-box-scores.ts'
import { brefGameCrosswalk } from './bref-game-crosswalk.ts'
import { brefGamePages } from './bref-game-pages.ts'
import { brefInactiveLists } from './bref-inactive-lists.ts'
import { brefOfficialsLists } from './bref-officials-lists.ts'
import { brefPlayerBoxScores } from './bref-player-box-scores.ts'
import { brefPlayerCrosswalk } from './bref-player-crosswalk.ts'
import { brefTeamTotals } from './bref-team-totals.ts'
import { brefSchedule } from './bref-schedule.ts'
import { closingLines } from './closing-lines.ts'
import { espnPlayerBoxScores, espnTeamBoxScores } from './espn-box-scores.ts'
import type { Format } from './format.ts'
import { injuryTransactionList } from './injury-transaction-list.ts'
import { kaggleGames } from './kaggle-games.ts'
import { kaggleGameList, kagglePlayerStatistics, kaggleTeamStatistics } from './kaggle-statistics.ts'
import { nbaBoxScoreV3 } from './nba-box-score-v3.ts'
import { nbaCommonAllPlayers } from './nba-common-all-players.ts'
import { nbaInjuryReport } from './nba-injury-report.ts'
import { nbaBoxScoreSummaryV2, nbaBoxScoreSummaryV3 } from './nba-box-score-summary.ts'
import { nbaLiveBoxScore } from './nba-live-box-score.ts'
import { nbaLivePlayByPlay } from './nba-live-play-by-play.ts'
import { nbaPlayByPlayV2 } from './nba-play-by-play-v2.ts'
import { nbaPlayByPlayV3 } from './nba-play-by-play-v3.ts'
import { nbaScoreboardV3 } from './nba-scoreboard-v3.ts'
import { nbaBoxScoreV3Tables } from './nba-box-score-v3-tables.ts'
import { nbaPlayerGameLog } from './nba-player-game-log.ts'
import { nbaScheduleV2Tables } from './nba-schedule-v2-tables.ts'
import { nbaScoreboardV2 } from './nba-scoreboard-v2.ts'
import { nbaBoxScoreV2 } from './nba-box-score-v2.ts'
import { nbaLeagueGameLogPlayers } from './nba-league-game-log-players.ts'
import { nbaLeagueGameLogTeams } from './nba-league-game-log-teams.ts'
import { nbaRefereeAssignments, nbaRefereeAssignmentTables } from './nba-referee-assignments.ts'
import { nbaScheduleTable } from './nba-schedule-table.ts'
import { nbaScheduleV2 } from './nba-schedule-v2.ts'
import { oddsApiEvents, oddsApiResponses } from './odds-api-responses.ts'
import { longPropTables, sidedPropTables, widePropTables } from './prop-tables.ts'
import { nbaSeasonShots, nbaShotChartDetail } from './nba-shot-charts.ts'
import { playerAliasList } from './player-alias-list.ts'
import { playerRegistry } from './player-registry.ts'
import { espnTeamRoster, nbaTeamRoster } from './team-rosters.ts'
import { travelDistanceTable } from './travel-distance-table.ts'

/** Every format that files are recognised as. A format that is not listed here does not exist. */
export const formats: readonly Format[] = [
  nbaScheduleV2,
  nbaScheduleV2Tables,
  nbaScheduleTable,
  nbaScoreboardV3,
  nbaScoreboardV2,
  nbaLiveBoxScore,
  nbaBoxScoreSummaryV3,
  nbaBoxScoreSummaryV2,
  nbaBoxScoreV3,
  nbaLeagueGameLogPlayers,
  nbaLeagueGameLogTeams,
  nbaPlayerGameLog,
  nbaBoxScoreV3Tables,
  nbaBoxScoreV2,
  nbaLivePlayByPlay,
  nbaPlayByPlayV3,
  nbaPlayByPlayV2,
  bigDataBallPlayByPlay,
  nbaShotChartDetail,
  nbaSeasonShots,
  nbaRefereeAssignments,
  nbaRefereeAssignmentTables,
  nbaInjuryReport,
  injuryTransactionList,
  nbaCommonAllPlayers,
  nbaTeamRoster,
  espnTeamRoster,
  kaggleGames,
  kagglePlayerStatistics,
  kaggleTeamStatistics,
  kaggleGameList,
  espnPlayerBoxScores,
  espnTeamBoxScores,
  bdlBoxScores,
  bdlStatLines,
  brefSchedule,
  brefPlayerBoxScores,
  brefPlayerPages,
  brefExportedLines,
  brefScrapedLines,
  brefTeamTotals,
  brefInactiveLists,
  brefOfficialsLists,
  brefGamePages,
  closingLines,
  oddsApiResponses,
  oddsApiEvents,
  widePropTables,
  longPropTables,
  sidedPropTables,
  bettingprosEventList,
  brefGameCrosswalk,
  brefPlayerCrosswalk,
  playerRegistry,
  playerAliasList,
  arenaList,
  travelDistanceTable,
]
