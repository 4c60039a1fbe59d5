import type { Model } from '../../table/model.ts'
import { playerGameSummary } from './player-game-summary.ts'
import { teamDefenseGameSummary } from './team-defense-game-summary.ts'
import { teamOffenseGameSummary } from './team-offense-game-summary.ts'
import { upcomingPlayerGameContext } from './upcoming-player-game-context.ts'
import { upcomingTeamGameContext } from './upcoming-team-game-context.ts'

/** Every analytics table. A table that is not listed here does not exist. */
export const models: readonly Model[] = [
  playerGameSummary,
  teamOffenseGameSummary,
  teamDefenseGameSummary,
  upcomingTeamGameContext,
  upcomingPlayerGameContext,
]
