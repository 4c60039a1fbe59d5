import { pointsOf } from '../game/statistics.ts'
import type { TeamBox } from '../game/box-score.ts'
import type { Player } from '../people/player.ts'
import { randomOf, type Random } from '../random.ts'
import type { Game, Season } from '../season.ts'

/** A line on its way: what it was in the morning, and shortly before the first tip of the day. */
export interface MovingLine {
  readonly opening: number
  readonly closing: number
}

/** What is thought of a game before it is played. */
export interface Outlook {
  readonly game: Game
  /** Of the home team: negative where it is the favourite. */
  readonly spread: MovingLine
  readonly total: MovingLine
  readonly points: readonly { readonly player: Player; readonly line: MovingLine }[]
}

/** Players of a team on whose points books offer lines. */
const PLAYERS = 3

/** Mean of what was seen, and of so many games of what is thought without it. */
class Expectation {
  #sum: number
  #games: number

  constructor(mean: number, games: number) {
    this.#sum = mean * games
    this.#games = games
  }

  get mean(): number {
    return this.#sum / this.#games
  }

  see(value: number): void {
    this.#sum += value
    this.#games += 1
  }
}

/** What was thought of each played game of a season, from the games of earlier days alone. */
export function outlooksOf(season: Season): Outlook[] {
  const margins = new Map<string, Expectation>()
  const totals = new Map<string, Expectation>()
  const points = new Map<number, Expectation>()
  const outlooks: Outlook[] = []
  for (const day of new Set(season.games.map(game => game.day))) {
    const games = season.games.filter(game => game.day === day)
    outlooks.push(...games.flatMap(game => outlookOf(game, { season, margins, totals, points })))
    for (const { result } of games) {
      for (const { team, margin, lines } of result === undefined ? [] : [result.home, result.away]) {
        of(margins, team.tricode, [0, 6]).see(margin)
        of(totals, team.tricode, [222, 6]).see((result?.home.points ?? 0) + (result?.away.points ?? 0))
        for (const line of lines) priorOf(points, line.player).see(pointsOf(line.statistics))
      }
    }
  }
  return outlooks
}

interface Seen {
  readonly season: Season
  readonly margins: Map<string, Expectation>
  readonly totals: Map<string, Expectation>
  readonly points: Map<number, Expectation>
}

const HOME_ADVANTAGE = 2.5

function outlookOf(game: Game, { season, margins, totals, points }: Seen): Outlook[] {
  const { result } = game
  if (result === undefined) return []
  const random = randomOf(season.label, game.id, 'odds')
  const [home, away] = [game.home.tricode, game.away.tricode]
  const margin = of(margins, home, [0, 6]).mean - of(margins, away, [0, 6]).mean + (game.neutral ? 0 : HOME_ADVANTAGE)
  const total = (of(totals, home, [222, 6]).mean + of(totals, away, [222, 6]).mean) / 2
  const mains = [result.home, result.away].flatMap(box => mainPlayers(box, points))
  return [
    {
      game,
      spread: moving(-margin, 1.2, random),
      total: moving(total, 1.8, random),
      points: mains.map(player => ({ player, line: moving(Math.max(2, priorOf(points, player).mean), 0.7, random) })),
    },
  ]
}

function mainPlayers({ lines }: TeamBox, points: Map<number, Expectation>): Player[] {
  const players = lines.map(line => line.player)
  return players.toSorted((a, b) => priorOf(points, b).mean - priorOf(points, a).mean || a.nbaId - b.nbaId).slice(0, PLAYERS)
}

function of(known: Map<string, Expectation>, key: string, [mean, games]: readonly [mean: number, games: number]): Expectation {
  const found = known.get(key) ?? new Expectation(mean, games)
  known.set(key, found)
  return found
}

function priorOf(known: Map<number, Expectation>, player: Player): Expectation {
  const found = known.get(player.nbaId) ?? new Expectation(Math.max(3, 10 + 6 * player.skills.talent), 3)
  known.set(player.nbaId, found)
  return found
}

/** A line that ends near what is thought and began a little off it. */
function moving(thought: number, deviation: number, random: Random): MovingLine {
  const closing = halves(random.normal(thought, deviation / 2))
  return { closing, opening: halves(random.normal(closing, deviation)) }
}

/** To the nearest half, and 0 never with a sign. */
function halves(value: number): number {
  return Math.round(2 * value) / 2 + 0
}
