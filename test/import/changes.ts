import { playerLookup } from '../../src/nba/player-lookup.ts'
import { brefGames } from '../../src/nba/sources/bref-games.ts'
import { brefInactives } from '../../src/nba/sources/bref-inactives.ts'
import { brefPlayerBoxscores } from '../../src/nba/sources/bref-player-boxscores.ts'
import { gameCrosswalk } from '../../src/nba/sources/game-crosswalk.ts'
import { nbaPlayersRegistry } from '../../src/nba/sources/nba-players-registry.ts'
import { nbacPlayerBoxscores } from '../../src/nba/sources/nbac-player-boxscores.ts'
import { nbacSchedule } from '../../src/nba/sources/nbac-schedule.ts'
import { nbacTeamBoxscore } from '../../src/nba/sources/nbac-team-boxscore.ts'
import { playerAliases } from '../../src/nba/sources/player-aliases.ts'
import { playerCrosswalk } from '../../src/nba/sources/player-crosswalk.ts'
import type { Change } from './versions.ts'

export interface Game {
  readonly nba: string
  readonly bref: string
  readonly away: string
  readonly home: string
}

export const FIRST: Game = { nba: '0022100001', bref: '202110190MIL', away: 'BKN', home: 'MIL' }
export const SECOND: Game = { nba: '0022100002', bref: '202110200LAL', away: 'GSW', home: 'LAL' }

export interface Told {
  readonly game?: Game
  readonly team?: string
  readonly feed?: string
  readonly points?: number
  readonly assists?: number
  readonly status?: 'active' | 'dnp'
}

/** A game of the schedule. */
export function scheduled(game: Game, day: string, more: { feed?: string; score?: number | null; arena?: string } = {}): Change {
  const { feed = 'nba_schedule_table', score = 100, arena = 'A' } = more
  const teams = { home_team_tricode: game.home, away_team_tricode: game.away, home_team_score: score, away_team_score: score }
  return { source: nbacSchedule, row: { feed, nba_game_id: game.nba, game_date: day, season_year: 2021, ...teams, arena_name: arena } }
}

function facts({ team, status = 'active', points = 1, assists = 1 }: Told, game: Game): Record<string, string | number> {
  return { team_abbr: team ?? game.home, player_status: status, points, assists }
}

/** A line of an NBA.com person. */
export function nba(id: number, name: string, told: Told = {}): Change {
  const { game = FIRST, feed = 'nba_league_game_log' } = told
  const who = { nba_player_id: id, player_full_name: name, player_lookup: playerLookup(name) }
  return { source: nbacPlayerBoxscores, row: { feed, nba_game_id: game.nba, ...who, ...facts(told, game) } }
}

/** A line of a Basketball-Reference person. */
export function bref(id: string, name: string, told: Told = {}): Change {
  const { game = FIRST } = told
  return { source: brefPlayerBoxscores, row: { ...ofBref(game, id, name), ...facts(told, game) } }
}

/** A Basketball-Reference person on an inactive list. */
export function inactive(id: string, name: string, { game = FIRST, team = game.home }: Told = {}): Change {
  return { source: brefInactives, row: { ...ofBref(game, id, name), team_abbr: team } }
}

function ofBref(game: Game, id: string, name: string): Record<string, string> {
  const ids = { feed: 'basketball_reference', bref_game_id: game.bref, nba_game_id: game.nba, bref_player_id: id }
  return { ...ids, player_full_name: name, player_lookup: playerLookup(name) }
}

export function gone({ source, row }: Change): Change {
  return { source, row, ends: true }
}

export function alias(from: string, to: string, active = true): Change {
  return { source: playerAliases, row: { feed: 'user', alias_lookup: playerLookup(from), nba_canonical_lookup: playerLookup(to), is_active: active } }
}

export function crosswalk(id: string, nbaId: number, name: string): Change {
  const named = { nba_name: name, nba_lookup: playerLookup(name) }
  return { source: playerCrosswalk, row: { feed: 'user', source: 'bref', source_player_id: id, nba_player_id: nbaId, ...named } }
}

export function registered(name: string, season: string, universal: string): Change {
  return {
    source: nbaPlayersRegistry,
    row: { feed: 'user', player_lookup: playerLookup(name), season, team_abbr: '', universal_player_id: universal },
  }
}

export function crossed(game: Game, to: Game): Change {
  return { source: gameCrosswalk, row: { feed: 'user', source: 'bref', source_game_id: game.bref, nba_game_id: to.nba } }
}

export function teamTotal(game: Game, team: string): Change {
  return { source: nbacTeamBoxscore, row: { feed: 'nba_league_game_log', nba_game_id: game.nba, team_abbr: team, points: 100 } }
}

export function tip(game: Game, at: string): Change {
  return { source: brefGames, row: { feed: 'basketball_reference', bref_game_id: game.bref, nba_game_id: game.nba, tip_utc: at } }
}
