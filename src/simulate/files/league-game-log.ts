import type { TeamBox } from '../game/box-score.ts'
import { pointsOf, type Statistics } from '../game/statistics.ts'
import type { Game, Season } from '../season.ts'
import { type Team, teamName } from '../teams.ts'
import { csvText, type Field, thousandths } from './csv.ts'
import type { SimulatedFile } from './simulated-file.ts'

const gameColumns = ['TEAM_ID', 'TEAM_ABBREVIATION', 'TEAM_NAME', 'GAME_ID', 'GAME_DATE', 'MATCHUP', 'WL', 'MIN', 'PTS'] as const
const shotColumns = ['FGM', 'FGA', 'FG_PCT', 'FG3M', 'FG3A', 'FG3_PCT', 'FTM', 'FTA', 'FT_PCT'] as const
const otherColumns = ['OREB', 'DREB', 'REB', 'AST', 'STL', 'BLK', 'TOV', 'PF', 'PLUS_MINUS'] as const
const statisticColumns = [...gameColumns, ...shotColumns, ...otherColumns] as const

/** Columns of LeagueGameLog for players. */
export const playerLogColumns: readonly string[] = ['SEASON_ID', 'PLAYER_ID', 'PLAYER_NAME', ...statisticColumns, 'SEASON_LABEL']

/** Columns of LeagueGameLog for teams. */
export const teamLogColumns: readonly string[] = ['SEASON_ID', ...statisticColumns, 'SEASON']

/** LeagueGameLog of a regular season: those who played, one row per game. */
export function playerGameLogs(season: Season): SimulatedFile {
  const rows = teamGames(season).flatMap(({ game, box, opponent }) =>
    box.lines.map(line => [
      `2${season.year}`,
      line.player.nbaId,
      line.player.nbaName,
      ...gameFields(game, box, opponent),
      wholeMinutes(line.seconds),
      ...statisticFields(line.statistics),
      line.plusMinus,
      season.label,
    ]),
  )
  return { name: `nba_api/player_game_logs_${season.label}.csv`, rows: rows.length, text: csvText(playerLogColumns, rows) }
}

/** LeagueGameLog of a regular season by team; its minutes are a sum of rounded ones. */
export function teamGameLogs(season: Season): SimulatedFile {
  const rows = teamGames(season).map(({ game, box, opponent }) => [
    `2${season.year}`,
    ...gameFields(game, box, opponent),
    box.lines.reduce((sum, line) => sum + wholeMinutes(line.seconds), 0),
    ...statisticFields(box.totals),
    box.margin,
    season.label,
  ])
  return { name: `nba_api/team_game_logs_${season.label}.csv`, rows: rows.length, text: csvText(teamLogColumns, rows) }
}

interface TeamGame {
  readonly game: Game
  readonly box: TeamBox
  readonly opponent: Team
}

function teamGames(season: Season): TeamGame[] {
  return season.games.flatMap(game => {
    if (game.phase !== 'regular season' || !game.result) return []
    const { home, away } = game.result
    return [
      { game, box: away, opponent: home.team },
      { game, box: home, opponent: away.team },
    ]
  })
}

function gameFields(game: Game, { team, margin }: TeamBox, opponent: Team): Field[] {
  const matchup = `${team.tricode} ${team === game.home ? 'vs.' : '@'} ${opponent.tricode}`
  return [team.id, team.tricode, teamName(team), game.id, game.day, matchup, margin > 0 ? 'W' : 'L']
}

function statisticFields(line: Statistics): Field[] {
  return [
    pointsOf(line),
    ...shots(line.fgm, line.fga),
    ...shots(line.fg3m, line.fg3a),
    ...shots(line.ftm, line.fta),
    line.oreb,
    line.dreb,
    line.oreb + line.dreb,
    line.ast,
    line.stl,
    line.blk,
    line.tov,
    line.pf,
  ]
}

function shots(made: number, attempted: number): Field[] {
  const rate = thousandths(made, attempted)
  return [made, attempted, rate === null ? null : (rate / 1000).toFixed(3)]
}

function wholeMinutes(seconds: number): number {
  return Math.floor((seconds + 30) / 60)
}
