import type { Season } from '../season.ts'
import { playerBoxBasic, teamTotals } from './bref-box-scores.ts'
import { gamesMeta, inactives, officials } from './bref-games.ts'
import { playerGameLogs, teamGameLogs } from './league-game-log.ts'
import { leagueSchedule } from './league-schedule.ts'
import { oddsApiLines } from './odds-api.ts'
import type { SimulatedFile } from './simulated-file.ts'

const writers = [leagueSchedule, playerGameLogs, teamGameLogs, playerBoxBasic, teamTotals, inactives, officials, gamesMeta, oddsApiLines] as const

/** The files of one season, each made when it is asked for. */
export function* seasonFiles(season: Season): Generator<SimulatedFile> {
  for (const write of writers) yield write(season)
}
