import type { Source } from '../../table/source.ts'
import { brefGames } from './bref-games.ts'
import { brefInactives } from './bref-inactives.ts'
import { brefOfficials } from './bref-officials.ts'
import { brefPlayerBoxscores } from './bref-player-boxscores.ts'
import { brefTeamBoxscores } from './bref-team-boxscores.ts'
import { gameCrosswalk } from './game-crosswalk.ts'
import { nbaPlayersRegistry } from './nba-players-registry.ts'
import { nbacPlayerBoxscores } from './nbac-player-boxscores.ts'
import { nbacSchedule } from './nbac-schedule.ts'
import { nbacTeamBoxscore } from './nbac-team-boxscore.ts'
import { playerAliases } from './player-aliases.ts'
import { playerCrosswalk } from './player-crosswalk.ts'

/** Every raw and reference table. A table that is not listed here does not exist. */
export const sources: readonly Source[] = [
  nbacSchedule,
  nbacPlayerBoxscores,
  nbacTeamBoxscore,
  brefPlayerBoxscores,
  brefTeamBoxscores,
  brefInactives,
  brefOfficials,
  brefGames,
  playerCrosswalk,
  gameCrosswalk,
  nbaPlayersRegistry,
  playerAliases,
]
