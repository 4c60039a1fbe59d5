import { toEpochDay } from '../../src/calendar.ts'
import { missesOf, pointsOf, type Statistics, statisticNames } from '../../src/simulate/game/statistics.ts'
import type { BoxScore, Game, Season, StatLine, Team, TeamBox } from '../../src/simulate/index.ts'

/** Everything that is wrong with a season's box scores, as sentences; empty when every identity holds. */
export function boxScoreFaults(season: Season): string[] {
  return season.games.flatMap(game => (game.result ? faultsOf(game.result).map(fault => `${game.id}: ${fault}`) : []))
}

/** The days on which a team played its regular season, as day numbers in order. */
export function regularDays(season: Season, team: Team): number[] {
  return regularGames(season)
    .filter(game => game.home === team || game.away === team)
    .map(game => toEpochDay(game.day))
}

/** Games of the regular season. */
export function regularGames(season: Season): Game[] {
  return season.games.filter(game => game.phase === 'regular season')
}

/** Both teams' box scores of every game that was played. */
export function boxesOf(season: Season): TeamBox[] {
  return season.games.flatMap(game => (game.result ? [game.result.home, game.result.away] : []))
}

function faultsOf(box: BoxScore): string[] {
  const faults = [
    ...teamFaults(box.home, box),
    ...teamFaults(box.away, box),
    ...answerFaults(box.home, box.away),
    ...answerFaults(box.away, box.home),
  ]
  if (box.home.margin === 0 || box.home.margin !== -box.away.margin) faults.push('the margins do not answer each other')
  if (box.home.points - box.away.points !== box.home.margin) faults.push('the margin is not the difference of the points')
  return faults
}

function teamFaults(box: TeamBox, { overtimes }: BoxScore): string[] {
  const { lines, totals, margin } = box
  const sum = (of: (line: StatLine) => number): number => lines.reduce((so, line) => so + of(line), 0)
  const faults = statisticNames.filter(name => sum(line => line.statistics[name]) !== totals[name]).map(name => `players' ${name} are not the team's`)
  if (sum(line => line.seconds) !== (240 + 25 * overtimes) * 60) faults.push('the seconds do not add up')
  if (sum(line => line.plusMinus) !== 5 * margin) faults.push('plus/minus is not five times the margin')
  if (sum(line => pointsOf(line.statistics)) !== box.points) faults.push('the points do not add up')
  if (lines.length < 8 || lines.length > 12) faults.push(`${lines.length} players played`)
  if (lines.filter(line => line.starter).length !== 5 || lines.slice(0, 5).some(line => !line.starter)) faults.push('five starters do not come first')
  if (lines.some(line => line.seconds < 1 || line.seconds > (48 + 5 * overtimes) * 60)) faults.push('a player has impossible minutes')
  if (lines.some(line => line.statistics.pf > 6)) faults.push('a player fouled more than six times')
  if (lines.some(line => line.statistics.ast > totals.fgm - line.statistics.fgm)) faults.push('a player assisted his own shot')
  const people = [...lines, ...box.absences].map(({ player }) => player.brefId).concat(box.inactive.map(player => player.brefId))
  if (new Set(people).size !== people.length) faults.push('somebody is listed twice')
  return [...faults, ...[totals, ...lines.map(line => line.statistics)].flatMap(shotFaults)]
}

function shotFaults(line: Statistics): string[] {
  const faults: string[] = []
  if (statisticNames.some(name => line[name] < 0 || !Number.isInteger(line[name]))) faults.push('a statistic is no count')
  if (line.fgm > line.fga || line.fg3m > line.fg3a || line.ftm > line.fta) faults.push('more makes than attempts')
  if (line.fg3m > line.fgm || line.fg3a > line.fga) faults.push('more threes than field goals')
  if (line.fg3a - line.fg3m > missesOf(line)) faults.push('more missed threes than misses')
  return faults
}

function answerFaults(own: TeamBox, opponent: TeamBox): string[] {
  const faults: string[] = []
  const missed = missesOf(opponent.totals) + opponent.totals.fta - opponent.totals.ftm
  if (own.totals.stl > opponent.totals.tov) faults.push('more steals than turnovers')
  if (own.totals.blk > missesOf(opponent.totals)) faults.push('more blocks than misses')
  if (own.totals.dreb + opponent.totals.oreb > missed) faults.push('more rebounds than missed shots')
  if (own.totals.ast > own.totals.fgm) faults.push('more assists than field goals')
  if (own.teamTurnovers < 0 || own.teamTurnovers > 2) faults.push('unlikely team turnovers')
  return faults
}
