import type { Season } from '../season.ts'
import { arenas } from './arenas.ts'
import { playerBoxBasic, teamTotals } from './bref-box-scores.ts'
import { gamesMeta, inactives, officials } from './bref-games.ts'
import { eventFiles } from './event-files.ts'
import { injuryReports } from './injury-reports.ts'
import { playerGameLogs, teamGameLogs } from './league-game-log.ts'
import { leagueSchedule } from './league-schedule.ts'
import { oddsApiLines } from './odds-api.ts'
import { refereeAssignments } from './referee-assignments.ts'
import { rosters } from './rosters.ts'
import type { SimulatedFile } from './simulated-file.ts'

const boxScores = [playerGameLogs, teamGameLogs, playerBoxBasic, teamTotals, inactives, officials, gamesMeta] as const
const others = [oddsApiLines, injuryReports, refereeAssignments, arenas] as const

/** The files of one season, each made when it is asked for. */
export function* seasonFiles(season: Season): Generator<SimulatedFile> {
  for (const write of [leagueSchedule, ...boxScores, ...others]) yield write(season)
  yield* rosters(season)
  yield* eventFiles(season)
}
