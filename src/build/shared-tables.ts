import { availability } from '../nba/facts/availability.ts'
import { games } from '../nba/facts/games.ts'
import { listedPlayers } from '../nba/facts/listed-players.ts'
import { playerGames } from '../nba/facts/player-games.ts'
import { teamContext } from '../nba/facts/team-context.ts'
import { teamForm } from '../nba/facts/team-form.ts'
import { teamGames } from '../nba/facts/team-games.ts'
import type { SharedQuery } from '../table/shared.ts'

/** Shared queries that several models read, each after those that it reads itself: computed once for all models of a chunk. */
export const SHARED_OF_MODELS: readonly SharedQuery[] = [games, playerGames, listedPlayers, teamGames, teamForm, teamContext, availability]
