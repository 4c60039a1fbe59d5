import { longDate, twelveHourClock } from '../dates.ts'
import type { TeamBox } from '../game/box-score.ts'
import type { Game, Result, Season } from '../season.ts'
import { brefTeamName } from '../teams.ts'
import { csvText } from './csv.ts'
import type { SimulatedFile } from './simulated-file.ts'

/** Columns of Basketball-Reference's inactive lists. */
export const inactivesColumns: readonly string[] = ['bref_game_id', 'bref_team', 'bref_player_id', 'player']

/** Columns of Basketball-Reference's officials. */
export const officialsColumns: readonly string[] = ['bref_game_id', 'bref_referee_id', 'official']

/** Columns of Basketball-Reference's facts about games. */
export const gamesMetaColumns: readonly string[] = ['bref_game_id', 'title', 'event_label', 'tip_text', 'arena_text', 'attendance', 'time_of_game']

/** One team's side of a game, with the other side. */
export interface Side {
  readonly game: Game
  readonly box: TeamBox
  readonly opponent: TeamBox
  readonly overtimes: number
}

/** Both sides of every game that was played, the visitors first. */
export function sidesOf(season: Season): Side[] {
  return playedGames(season).flatMap(({ game, result: { home, away, overtimes } }) => [
    { game, box: away, opponent: home, overtimes },
    { game, box: home, opponent: away, overtimes },
  ])
}

/** `202110190MIL`: the date and the home team. */
export function brefGameId(game: Game): string {
  return `${game.day.replaceAll('-', '')}0${game.home.brefCode}`
}

/** Inactive lists of all phases. */
export function inactives(season: Season): SimulatedFile {
  const rows = sidesOf(season).flatMap(({ game, box }) =>
    box.inactive.map(player => [brefGameId(game), box.team.brefCode, player.brefId, player.brefName]),
  )
  return { name: `basketball_reference/inactives_${season.label}.csv`, rows: rows.length, text: csvText(inactivesColumns, rows) }
}

/** Three officials per game. */
export function officials(season: Season): SimulatedFile {
  const rows = playedGames(season).flatMap(({ game, result }) => result.officials.map(({ brefId, name }) => [brefGameId(game), brefId, name]))
  return { name: `basketball_reference/officials_${season.label}.csv`, rows: rows.length, text: csvText(officialsColumns, rows) }
}

/** Title, tip-off (US Eastern), arena and attendance of each game. */
export function gamesMeta(season: Season): SimulatedFile {
  const rows = playedGames(season).map(({ game, result }) => [
    brefGameId(game),
    titleOf(game),
    null,
    `${twelveHourClock(game.tip)}, ${longDate(game.day)}`,
    `${arenaNames[game.arena.name] ?? game.arena.name}, ${game.arena.city}, ${game.arena.region}`,
    result.attendance.toLocaleString('en-US'),
    durationText(result.duration),
  ])
  return { name: `basketball_reference/games_meta_${season.label}.csv`, rows: rows.length, text: csvText(gamesMetaColumns, rows) }
}

const arenaNames: Readonly<Record<string, string>> = {
  'Madison Square Garden': 'Madison Square Garden (IV)',
  FedExForum: 'FedEx Forum',
  'Rocket Mortgage FieldHouse': 'Rocket Mortgage Fieldhouse',
}

/** A game that was played, with how it ended. */
export interface PlayedGame {
  readonly game: Game
  readonly result: Result
}

/** Games that were played, with how they ended. */
export function playedGames(season: Season): PlayedGame[] {
  return season.games.flatMap(game => (game.result ? [{ game, result: game.result }] : []))
}

function titleOf(game: Game): string {
  const teams = `${brefTeamName(game.away)} at ${brefTeamName(game.home)} Box Score, ${longDate(game.day)}`
  return game.stage ? `${game.stage.pageTitle}: ${teams}` : teams
}

function durationText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`
}
