import { drawPlays, pointsOf as pointsOfPlay, type Play, type Side } from '../../src/simulate/game/plays.ts'
import { statisticNames, type Statistics } from '../../src/simulate/game/statistics.ts'
import type { Game, Player, Result, Season, StatLine } from '../../src/simulate/index.ts'
import { reportAt } from '../../src/simulate/reports/injury-report.ts'
import { reportsBeforeTips } from '../../src/simulate/reports/report-times.ts'

/** Everything in which the plays of a season contradict its box scores, as sentences. */
export function playFaults(season: Season): string[] {
  return season.games.flatMap(game => (game.result ? faultsOf(game, game.result).map(fault => `${game.id}: ${fault}`) : []))
}

/** Whoever is out by the last report before a tip and plays nevertheless. */
export function reportFaults(season: Season): string[] {
  return season.games.flatMap(game => {
    const last = reportsBeforeTips(season, game.day).findLast(({ minutes }) => minutes <= game.tip)
    if (last === undefined || game.result === undefined) return [`${game.id}: no report before the tip`]
    const matchup = `${game.away.tricode}@${game.home.tricode}`
    const out = new Set(reportAt(season, last).flatMap(line => (line.matchup === matchup && line.status === 'Out' ? [line.player] : [])))
    return playersOf(game.result).flatMap(({ player }) => (out.has(reportedName(player)) ? [`${game.id}: ${player.nbaName} is out and plays`] : []))
  })
}

function playersOf({ home, away }: Result): readonly StatLine[] {
  return [...home.lines, ...away.lines]
}

function reportedName({ nbaName }: Player): string {
  const [first = '', ...rest] = nbaName.normalize('NFKD').replaceAll(/\p{M}/gu, '').split(' ')
  return `${rest.join(' ')}, ${first}`
}

function faultsOf(game: Game, result: Result): string[] {
  const plays = drawPlays(game, result)
  const counted = countsOf(plays)
  const different = playersOf(result).flatMap(({ player, statistics }) => {
    const told = counted.get(player)
    return statisticNames
      .filter(name => (told?.[name] ?? 0) !== statistics[name])
      .map(name => `${name} of ${player.nbaName} are not those of the box score`)
  })
  return [...different, ...scoreFaults(plays, result), ...courtFaults(plays, result, 'home'), ...courtFaults(plays, result, 'away')]
}

type Counts = { -readonly [name in keyof Statistics]: number }

function countsOf(plays: readonly Play[]): Map<Player, Counts> {
  const counts = new Map<Player, Counts>()
  const add = (player: Player | undefined, name: keyof Statistics, more = 1): void => {
    if (player === undefined) return
    const own = counts.get(player) ?? (Object.fromEntries(statisticNames.map(known => [known, 0])) as unknown as Counts)
    own[name] += more
    counts.set(player, own)
  }
  const named = { turnover: 'tov', foul: 'pf', offensive: 'oreb', defensive: 'dreb' } as const
  for (const { kind, player, other, made, throws = [] } of plays) {
    if (kind === 'two' || kind === 'three') {
      for (const name of ['fga', ...(made ? ['fgm'] : [])] as const) add(player, name as 'fga')
      if (kind === 'three') for (const name of ['fg3a', ...(made ? ['fg3m'] : [])] as const) add(player, name as 'fg3a')
      add(other, made ? 'ast' : 'blk')
    } else if (kind !== 'trip' && kind !== 'change') add(player, named[kind])
    if (kind === 'turnover') add(other, 'stl')
    add(player, 'fta', throws.length)
    add(player, 'ftm', throws.filter(one => one.made).length)
  }
  return counts
}

function scoreFaults(plays: readonly Play[], result: Result): string[] {
  const scored = (side: Side, until: number): number =>
    plays.reduce((sum, play) => (play.side === side && play.at < until ? sum + pointsOfPlay(play) : sum), 0)
  const faults = (['home', 'away'] as const)
    .filter(side => scored(side, Infinity) !== result[side].points)
    .map(side => `the points of ${side} differ`)
  const tied = result.overtimes === 0 || scored('home', 2880) === scored('away', 2880)
  return tied ? faults : [...faults, 'overtime without a tie']
}

/** Five are on court, and who acts is one of them. */
function courtFaults(plays: readonly Play[], result: Result, side: Side): string[] {
  const court = new Set(result[side].lines.filter(line => startsOn(line, plays)).map(({ player }) => player))
  const faults: string[] = court.size === 5 ? [] : [`${court.size} of ${side} begin`]
  for (const { kind, side: own, player, other } of plays) {
    if (own !== side) continue
    if (player !== undefined && !court.has(player)) faults.push(`${player.nbaName} acts from the bench`)
    if (kind === 'change' && player !== undefined && other !== undefined) {
      court.delete(player)
      court.add(other)
    }
    if (court.size !== 5) faults.push(`${court.size} of ${side} on court`)
  }
  return faults
}

/** Who is on court at the tip: his first sign is not that he enters. */
function startsOn({ player }: StatLine, plays: readonly Play[]): boolean {
  const first = plays.find(play => play.player === player || (play.kind === 'change' && play.other === player))
  return first === undefined || first.player === player
}
