import type { Player } from '../people/player.ts'
import { randomOf, type Random } from '../random.ts'
import type { Game, Result } from '../season.ts'
import type { StatLine } from './box-score.ts'
import { overlap, rotationOf, type Interval } from './rotation.ts'
import { drawSpot, type Spot } from './spot.ts'

export type Side = 'home' | 'away'

/** One free throw. */
export interface FreeThrow {
  readonly number: number
  readonly of: number
  readonly made: boolean
}

/** Something that a player or a team does at a second of the game. */
export interface Play {
  at: number
  readonly side: Side
  readonly kind: 'two' | 'three' | 'trip' | 'turnover' | 'foul' | 'offensive' | 'defensive' | 'change'
  /** Undefined for the team itself. Of a change, who leaves. */
  readonly player?: Player
  readonly made?: boolean
  /** From where a shot was taken. */
  readonly spot?: Spot
  /** Who passed, blocked, stole or enters. */
  other?: Player
  /** Of a trip to the line, and of a foul on a made shot. */
  throws?: FreeThrow[]
}

const QUARTER = 720
const OVERTIME = 300
const REGULATION = 4 * QUARTER
/** Where points lie that do not decide an overtime. */
const IN_REGULATION: readonly Interval[] = [[0, REGULATION]]

/** Everything that happens in a game, in order: together it is what the box score counts. */
export function drawPlays(game: Game, result: Result): Play[] {
  return new Drawing(game, result).plays()
}

/** A box score that is taken apart into plays. */
class Drawing {
  readonly #random: Random
  readonly #result: Result
  readonly #seconds: number
  readonly #onCourt = new Map<Player, readonly Interval[]>()
  readonly #companionsOf = new Map<Player, ReadonlySet<Player>>()

  constructor(game: Game, result: Result) {
    this.#random = randomOf(game.id, 'plays')
    this.#result = result
    this.#seconds = REGULATION + OVERTIME * result.overtimes
    for (const box of [result.home, result.away])
      for (const [player, intervals] of rotationOf(box.lines, this.#seconds)) this.#onCourt.set(player, intervals)
  }

  plays(): Play[] {
    const home = this.#ownPlays('home')
    const away = this.#ownPlays('away')
    this.#pair(this.#result.home.lines, home.filter(isMade), 'ast')
    this.#pair(this.#result.away.lines, away.filter(isMade), 'ast')
    this.#pair(this.#result.home.lines, away.filter(isMissed), 'blk')
    this.#pair(this.#result.away.lines, home.filter(isMissed), 'blk')
    this.#pair(this.#result.home.lines, away.filter(isLost), 'stl')
    this.#pair(this.#result.away.lines, home.filter(isLost), 'stl')
    const late = this.#overtimePlays(home, away)
    for (const play of [...home, ...away]) play.at = this.#time(play, late)
    return [...home, ...away, ...this.#changes('home'), ...this.#changes('away')].toSorted((a, b) => a.at - b.at)
  }

  /** What a team’s box score counts, without a time. */
  #ownPlays(side: Side): Play[] {
    const box = this.#result[side]
    const plays = box.lines.flatMap(line => this.#playsOf(side, line))
    for (let count = 0; count < box.teamTurnovers; count++) plays.push({ at: 0, side, kind: 'turnover' })
    return this.#random.shuffled(plays)
  }

  #playsOf(side: Side, { player, statistics: of }: StatLine): Play[] {
    const many = (count: number, kind: Play['kind'], more: () => Partial<Play> = () => ({})): Play[] =>
      Array.from({ length: count }, () => ({ at: 0, side, kind, player, ...more() }))
    const shots = (kind: 'two' | 'three', made: number, missed: number): Play[] => [
      ...many(made, kind, () => ({ made: true, spot: drawSpot(kind, this.#random) })),
      ...many(missed, kind, () => ({ made: false, spot: drawSpot(kind, this.#random) })),
    ]
    const twos = shots('two', of.fgm - of.fg3m, of.fga - of.fg3a - of.fgm + of.fg3m)
    const threes = shots('three', of.fg3m, of.fg3a - of.fg3m)
    const trips = this.#trips(of.fta, of.ftm).map(throws => ({ at: 0, side, kind: 'trip' as const, player, throws }))
    const own = [...twos, ...threes]
    return [
      ...own,
      ...this.#afterMakes(own, trips),
      ...many(of.tov, 'turnover'),
      ...many(of.pf, 'foul'),
      ...many(of.oreb, 'offensive'),
      ...many(of.dreb, 'defensive'),
    ]
  }

  /** Free throws in twos, the odd one alone. */
  #trips(attempts: number, makes: number): FreeThrow[][] {
    const made = this.#random.shuffled(Array.from({ length: attempts }, (_, index) => index < makes))
    const trips: FreeThrow[][] = []
    for (let first = 0; first < attempts; first += 2) {
      const of = Math.min(2, attempts - first)
      trips.push(made.slice(first, first + of).map((went, index) => ({ number: index + 1, of, made: went })))
    }
    return trips
  }

  /** A free throw that is shot alone follows a made shot of the same player, where he has one. */
  #afterMakes(own: readonly Play[], trips: readonly Play[]): Play[] {
    return trips.filter(trip => {
      const shot = trip.throws?.length === 1 ? own.find(play => play.made === true) : undefined
      if (shot === undefined || trip.throws === undefined) return true
      shot.throws = trip.throws
      return false
    })
  }

  /** Gives each assist, block or steal of a team to a play during which its player is on court. */
  #pair(lines: readonly StatLine[], plays: readonly Play[], name: 'ast' | 'blk' | 'stl'): void {
    const open = [...plays]
    for (const { player, statistics } of this.#random.shuffled(lines)) {
      const others = this.#companions(player)
      for (let count = 0; count < statistics[name]; count++) {
        const found = open.findIndex(play => play.player !== undefined && others.has(play.player))
        const [play] = found < 0 ? this.#freed(plays, others, open) : open.splice(found, 1)
        if (play === undefined) break
        play.other = player
      }
    }
  }

  /** A play with one of these players whose partner can take an open one instead. */
  #freed(plays: readonly Play[], players: ReadonlySet<Player>, open: Play[]): Play[] {
    for (const play of plays) {
      if (play.other === undefined || play.player === undefined || !players.has(play.player)) continue
      const others = this.#companions(play.other)
      const free = open.findIndex(one => one.player !== undefined && others.has(one.player))
      if (free < 0) continue
      for (const one of open.splice(free, 1)) one.other = play.other
      return [play]
    }
    return []
  }

  /** Who else is on court with somebody in regulation. */
  #companions(player: Player): ReadonlySet<Player> {
    const known = this.#companionsOf.get(player)
    if (known !== undefined) return known
    const others = [...this.#onCourt.keys()].filter(other => other !== player)
    const found = new Set(others.filter(other => overlap(this.#together(other, player), IN_REGULATION).length > 0))
    this.#companionsOf.set(player, found)
    return found
  }

  #together(player: Player | undefined, other: Player | undefined): readonly Interval[] {
    const own = (player && this.#onCourt.get(player)) ?? [[0, this.#seconds] as const]
    const others = other && this.#onCourt.get(other)
    return (others ? overlap(own, others) : own).filter(([from, to]) => to - from > 2)
  }

  /** Plays of the last overtime that make the difference, so that regulation ends in a tie; none where there is no overtime. */
  #overtimePlays(home: readonly Play[], away: readonly Play[]): ReadonlySet<Play> {
    if (this.#result.overtimes === 0) return new Set()
    const last: Interval[] = [[this.#seconds - OVERTIME, this.#seconds]]
    const candidates = (plays: readonly Play[]): Play[] =>
      plays.filter(play => pointsOf(play) > 0 && overlap(this.#together(play.player, play.other), last).length > 0)
    const [ours, theirs] = [sumsOf(candidates(home)), sumsOf(candidates(away))]
    const margin = this.#result.home.points - this.#result.away.points
    for (let points = 6; points < 30; points++) {
      const [own, other] = [ours.get(points + Math.max(0, margin)), theirs.get(points + Math.max(0, -margin))]
      if (own && other) return new Set([...own, ...other])
    }
    return new Set()
  }

  /** A second at which everybody who takes part is on court; points before overtime unless they belong to it. */
  #time(play: Play, late: ReadonlySet<Play>): number {
    const from = late.has(play) ? this.#seconds - OVERTIME : 0
    const to = late.size > 0 && !late.has(play) && pointsOf(play) > 0 ? REGULATION : this.#seconds
    const window: Interval[] = [[from, to]]
    const open = overlap(this.#together(play.player, play.other), window).filter(([first, last]) => last - first > 2)
    const [begin, end] = this.#random.pickWeighted(open.length > 0 ? open : [[from, to] as const], ([first, last]) => last - first)
    return this.#inside(this.#random.integer(begin + 1, end - 1))
  }

  /** Not the second in which a period ends. */
  #inside(second: number): number {
    const ends = second < REGULATION ? second % QUARTER === 0 : (second - REGULATION) % OVERTIME === 0
    return ends ? second - 1 : second
  }

  /** Who leaves at a second, each with one who enters then. */
  #changes(side: Side): Play[] {
    const stints = this.#result[side].lines.flatMap(({ player }) => (this.#onCourt.get(player) ?? []).map(([from, to]) => ({ player, from, to })))
    const entering = stints.filter(({ from }) => from > 0)
    return stints
      .filter(({ to }) => to < this.#seconds)
      .flatMap(({ player, to }): Play[] => {
        const place = entering.findIndex(({ from }) => from === to)
        return place < 0 ? [] : entering.splice(place, 1).map(next => ({ at: to, side, kind: 'change', player, other: next.player }))
      })
  }
}

function isMade(play: Play): boolean {
  return play.made === true
}

function isMissed(play: Play): boolean {
  return play.made === false
}

function isLost(play: Play): boolean {
  return play.kind === 'turnover' && play.player !== undefined
}

/** Points of a play, free throws after it included. */
export function pointsOf({ kind, made, throws = [] }: Play): number {
  const shot = made === true ? (kind === 'three' ? 3 : 2) : 0
  return shot + throws.filter(one => one.made).length
}

/** For each number of points that some of the plays have together, such plays. */
function sumsOf(plays: readonly Play[]): Map<number, readonly Play[]> {
  const sums = new Map<number, readonly Play[]>([[0, []]])
  for (const play of plays) {
    for (const [points, some] of Array.from(sums)) {
      const more = points + pointsOf(play)
      if (more <= 45 && !sums.has(more)) sums.set(more, [...some, play])
    }
  }
  return sums
}
