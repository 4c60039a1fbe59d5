import { availability } from '../nba/facts/availability.ts'
import { countedIdentities } from '../nba/facts/counted-identities.ts'
import { gameLines } from '../nba/facts/game-lines.ts'
import { games } from '../nba/facts/games.ts'
import { expectedRosters } from '../nba/facts/expected-rosters.ts'
import { identitiesOfFew } from '../nba/facts/identities-of-few.ts'
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
import type { Scope } from '../sql/dialect.ts'
import { isOfFewGames } from '../sql/scope.ts'
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

/** Shared queries that stand as tables in the scratch schema of a file, each with the query that fills its table. */
export type Standing = ReadonlyMap<SharedQuery, SharedQuery>

/** What stands as tables for a scope, each after those that it reads: what models share but does not cost less to compute where it is read, and what can be computed beside others. Rows of a few games are computed from the games of fewer persons. */
export function standingFor(scope: Scope): Standing {
  const few = isOfFewGames(scope)
  return new Map(STANDING.flatMap(query => (query !== countedIdentities ? [[query, query]] : few ? [[query, identitiesOfFew]] : [])))
}

const STANDING: readonly SharedQuery[] = [
  games,
  countedIdentities,
  inactiveLines,
  playerGames,
  venues,
  teamGames,
  travel,
  teamForm,
  tipTexts,
  gameLines,
  propFeeds,
  pickedListings,
  expectedRosters,
  playerCalendar,
  teamContext,
  pointsLines,
  playerForm,
  playerInjuries,
  teamInjuries,
  lineStreaks,
  playerContext,
  availability,
]
