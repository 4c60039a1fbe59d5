import type { Absence, GameList } from '../people/availability.ts'
import type { Player } from '../people/player.ts'
import type { Random } from '../random.ts'
import type { Team } from '../teams.ts'
import { drawPlayerStatistics } from './player-statistics.ts'
import { drawPlusMinus } from './plus-minus.ts'
import { apportion } from './share-out.ts'
import type { Statistics } from './statistics.ts'
import type { TeamTotals } from './team-totals.ts'

/** What one player did in a game. */
export interface StatLine {
  readonly player: Player
  readonly starter: boolean
  readonly seconds: number
  readonly statistics: Statistics
  readonly plusMinus: number
}

/** One team's side of a game. */
export interface TeamBox {
  readonly team: Team
  /** Five starters, then the bench; each by time on court. */
  readonly lines: readonly StatLine[]
  readonly absences: readonly Absence[]
  readonly inactive: readonly Player[]
  /** Absent or inactive, and hurt. */
  readonly hurt: ReadonlySet<Player>
  readonly totals: Statistics
  readonly teamTurnovers: number
  readonly points: number
  readonly margin: number
}

/** A player and his time in a game. */
export interface Stint {
  readonly player: Player
  readonly starter: boolean
  readonly seconds: number
}

/** Everything but a player's own game. */
export interface BoxFrame {
  readonly margin: number
  readonly gameSeconds: number
}

const minutesByRank = [34.8, 33.2, 31.6, 29.8, 27.4, 23.4, 19.5, 16, 12, 8, 5.5, 4.2] as const

/** Draws who starts and how long each plays; the seconds add up to five men for the whole game. */
export function drawStints(list: GameList, gameSeconds: number, random: Random): Stint[] {
  const order = [...list.playing]
  if (random.chance(0.12)) order.splice(4, 0, ...order.splice(5, 1))
  const weights = order.map((_, rank) => (minutesByRank[rank] ?? 4) * random.normal(1, rank < 8 ? 0.1 : 0.3))
  const limits = { low: 25, high: Math.floor(gameSeconds * 0.9) }
  const seconds = apportion(
    gameSeconds * 5,
    weights.map(weight => Math.max(0.3, weight)),
    limits,
  )
  const stints = order.map((player, rank) => ({ player, starter: rank < 5, seconds: seconds[rank] ?? 0 }))
  return stints.toSorted((left, right) => Number(right.starter) - Number(left.starter) || right.seconds - left.seconds)
}

/** Hands a team's totals to its players, each according to his time and skills. */
export function drawLines(stints: readonly Stint[], totals: TeamTotals, { frame, random }: { frame: BoxFrame; random: Random }): StatLine[] {
  const statistics = drawPlayerStatistics(stints, totals.statistics, random)
  const plusMinus = drawPlusMinus(frame.margin, { seconds: stints.map(stint => stint.seconds), gameSeconds: frame.gameSeconds }, random)
  return stints.map((stint, index) => ({ ...stint, statistics: statistics[index] as Statistics, plusMinus: plusMinus[index] as number }))
}
