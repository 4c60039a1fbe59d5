import { oneRelation } from '../../table/one-relation.ts'
import type { SharedQuery } from '../../table/shared.ts'
import { qualifiedName, type Fact, type Source } from '../../table/source.ts'
import { bettingprosEvents } from './bettingpros-events.ts'
import { bigdataballPlayByPlay } from './bigdataball-play-by-play.ts'
import { arenaRows } from './arenas.ts'
import { bdlPlayerBoxscores } from './bdl-player-boxscores.ts'
import { brefGames } from './bref-games.ts'
import { brefInactives } from './bref-inactives.ts'
import { brefOfficials } from './bref-officials.ts'
import { brefPlayerBoxscores } from './bref-player-boxscores.ts'
import { brefTeamBoxscores } from './bref-team-boxscores.ts'
import { espnPlayerBoxscores } from './espn-player-boxscores.ts'
import { espnTeamBoxscore } from './espn-team-boxscore.ts'
import { espnTeamRosters } from './espn-team-rosters.ts'
import { gameCrosswalk } from './game-crosswalk.ts'
import { injuryTransactions } from './injury-transactions.ts'
import { nbaPlayersRegistry } from './nba-players-registry.ts'
import { nbacInactivePlayers } from './nbac-inactive-players.ts'
import { nbacPlayByPlay } from './nbac-play-by-play.ts'
import { nbacInjuryReport } from './nbac-injury-report.ts'
import { nbacPlayerBoxscores } from './nbac-player-boxscores.ts'
import { nbacRefereeGameAssignments } from './nbac-referee-game-assignments.ts'
import { nbacSchedule } from './nbac-schedule.ts'
import { nbacShotChart } from './nbac-shot-chart.ts'
import { nbacTeamBoxscore } from './nbac-team-boxscore.ts'
import { oddsApiGameLines } from './odds-api-game-lines.ts'
import { oddsApiPlayerPointsProps } from './odds-api-player-points-props.ts'
import { oddsApiPlayerProps } from './odds-api-player-props.ts'
import { oddsClosingLines } from './odds-closing-lines.ts'
import { playerAliases } from './player-aliases.ts'
import { playerCrosswalk } from './player-crosswalk.ts'
import { travelDistances } from './travel-distances.ts'

/** Every raw and reference table. A table that is not listed here does not exist. */
export const sources: readonly Source[] = [
  nbacSchedule,
  nbacPlayerBoxscores,
  nbacTeamBoxscore,
  brefPlayerBoxscores,
  brefTeamBoxscores,
  espnPlayerBoxscores,
  espnTeamBoxscore,
  nbacPlayByPlay,
  bigdataballPlayByPlay,
  nbacShotChart,
  bdlPlayerBoxscores,
  nbacInactivePlayers,
  nbacRefereeGameAssignments,
  nbacInjuryReport,
  injuryTransactions,
  espnTeamRosters,
  brefInactives,
  brefOfficials,
  brefGames,
  oddsClosingLines,
  oddsApiGameLines,
  oddsApiPlayerPointsProps,
  oddsApiPlayerProps,
  bettingprosEvents,
  playerCrosswalk,
  gameCrosswalk,
  nbaPlayersRegistry,
  playerAliases,
  arenaRows,
  travelDistances,
]

/** The sources that tell a kind of fact, in declared order. */
export function sourcesOf(fact: Fact): readonly Source[] {
  return sources.filter(source => source.tells === fact)
}

const relations = new Map<Fact, Source | SharedQuery>()

/** Their current rows as one relation. */
export function factsOf(fact: Fact): Source | SharedQuery {
  const relation = relations.get(fact) ?? oneRelation(fact, sourcesOf(fact))
  relations.set(fact, relation)
  return relation
}

/** Whether a table, by its qualified name, tells a kind of fact. */
export function tells(table: string | null, fact: Fact): boolean {
  return sourcesOf(fact).some(source => qualifiedName(source) === table)
}
