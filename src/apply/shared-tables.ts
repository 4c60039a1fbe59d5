import { availability } from '../nba/facts/availability.ts'
import { gameLines } from '../nba/facts/game-lines.ts'
import { games } from '../nba/facts/games.ts'
import { listedPlayers } from '../nba/facts/listed-players.ts'
import { playerContext } from '../nba/facts/player-context.ts'
import { playerGames } from '../nba/facts/player-games.ts'
import { pointsLines, propFeeds } from '../nba/facts/points-lines.ts'
import { teamContext } from '../nba/facts/team-context.ts'
import { teamForm } from '../nba/facts/team-form.ts'
import { teamGames } from '../nba/facts/team-games.ts'
import type { SharedQuery } from '../table/shared.ts'

/** Shared queries that stand as tables while a season is built, each after those that it reads itself: those that several models read, and what can be computed beside others. */
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
