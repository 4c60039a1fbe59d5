import { availability } from '../nba/facts/availability.ts'
import { gameLines } from '../nba/facts/game-lines.ts'
import { games } from '../nba/facts/games.ts'
import { expectedRosters } from '../nba/facts/expected-rosters.ts'
import { playerInjuries, teamInjuries } from '../nba/facts/injuries.ts'
import { lineStreaks } from '../nba/facts/line-streaks.ts'
import { listedPlayers, pickedListings } from '../nba/facts/listed-players.ts'
import { playerCalendar, playerContext } from '../nba/facts/player-context.ts'
import { playerForm } from '../nba/facts/player-form.ts'
import { inactiveLines, playerGames } from '../nba/facts/player-games.ts'
import { pointsLines, propFeeds } from '../nba/facts/points-lines.ts'
import { teamContext } from '../nba/facts/team-context.ts'
import { teamForm } from '../nba/facts/team-form.ts'
import { teamGames } from '../nba/facts/team-games.ts'
import { tipTexts, travel } from '../nba/facts/travel.ts'
import { venues } from '../nba/facts/venues.ts'
import type { SharedQuery } from '../table/shared.ts'

/** Shared queries that several models read, each after those that it reads itself. A warehouse computes these once for a season: there each table is a statement that is paid for. */
export const SHARED_OF_MODELS: readonly SharedQuery[] = [
  games,
  playerGames,
  teamGames,
  listedPlayers,
  gameLines,
  propFeeds,
  pointsLines,
  playerContext,
  teamForm,
  teamContext,
  availability,
]

/** Shared queries that stand as tables in the scratch schema of a file, in the same order: these, but what is read in place, and what can be computed beside others. */
export const STANDING: readonly SharedQuery[] = [
  games,
  inactiveLines,
  playerGames,
  venues,
  travel,
  tipTexts,
  gameLines,
  propFeeds,
  pickedListings,
  expectedRosters,
  teamGames,
  playerCalendar,
  pointsLines,
  teamForm,
  teamContext,
  playerForm,
  playerInjuries,
  teamInjuries,
  lineStreaks,
  playerContext,
  availability,
]
