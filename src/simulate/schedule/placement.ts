import type { Random } from '../random.ts'
import type { Team } from '../teams.ts'
import type { Pairing } from './pairings.ts'
import { lengthened, type SeasonDays } from './season-days.ts'

/** Games on days: `dayOf[i]` is the day index of the i-th pairing. */
export interface Placement {
  readonly days: SeasonDays
  readonly dayOf: readonly number[]
}

interface Table {
  readonly days: SeasonDays
  readonly pairings: readonly Pairing[]
  readonly playing: ReadonlyMap<Team, Uint8Array>
  readonly load: number[]
  readonly wanted: readonly number[]
  readonly dayOf: number[]
  /** Back-to-backs that a team should have. */
  readonly backToBacks: number
}

const movesPerGame = 45
// The cost of so many days without a game, counted from one game to the next.
const gapCosts = [0, 0, 0, 0.35, 1.6, 4, 9, 16] as const

/** Puts pairings on days: no team twice a day, none on three days in a row, rest and back-to-backs spread evenly. */
export function placeGames(pairings: readonly Pairing[], days: SeasonDays, random: Random): Placement {
  for (let attempt = 0; ; attempt++) {
    const table = emptyTable(pairings, lengthened(days, Math.floor(attempt / 4)))
    const fixed = fixClosingDay(table, random)
    const open = random.shuffled(pairings.map((_, game) => game).filter(game => !fixed.has(game)))
    if (!open.every((game, turn) => insert(table, { game, opening: turn < 2 }, random))) continue
    improve(table, open.slice(2), random)
    return { days: table.days, dayOf: table.dayOf }
  }
}

function emptyTable(pairings: readonly Pairing[], days: SeasonDays): Table {
  const teams = new Set(pairings.flatMap(({ home, away }) => [home, away]))
  const total = days.weights.reduce((sum, weight) => sum + weight, 0)
  return {
    days,
    pairings,
    playing: new Map([...teams].map(team => [team, new Uint8Array(days.count)])),
    load: days.weights.map(() => 0),
    wanted: days.weights.map(weight => (weight * pairings.length) / total),
    dayOf: pairings.map(() => -1),
    backToBacks: (14.3 / 82) * ((2 * pairings.length) / teams.size),
  }
}

// On the last day everybody plays.
function fixClosingDay(table: Table, random: Random): Set<number> {
  const fixed = new Set<number>()
  const busy = new Set<Team>()
  for (const game of random.shuffled(table.pairings.map((_, index) => index))) {
    const { home, away } = table.pairings[game] as Pairing
    if (busy.has(home) || busy.has(away)) continue
    busy.add(home).add(away)
    fixed.add(game)
    move(table, game, table.days.count - 1)
  }
  return fixed
}

function insert(table: Table, { game, opening }: { game: number; opening: boolean }, random: Random): boolean {
  if (opening && isOpen(table, game, 0)) {
    move(table, game, 0)
    return true
  }
  let best = -1
  let bestScore = Number.POSITIVE_INFINITY
  for (let day = 0; day < table.days.count; day++) {
    if (!isOpen(table, game, day)) continue
    const score = 0.25 * ((table.load[day] ?? 0) - (table.wanted[day] ?? 0)) + crowding(table, game, day) + random.next()
    if (score >= bestScore) continue
    best = day
    bestScore = score
  }
  if (best >= 0) move(table, game, best)
  return best >= 0
}

function improve(table: Table, games: readonly number[], random: Random): void {
  if (games.length === 0) return
  for (let turn = 0; turn < games.length * movesPerGame; turn++) {
    const game = games[random.integer(0, games.length - 1)] as number
    const from = table.dayOf[game] as number
    const to = random.integer(1, table.days.count - 2)
    if (from === to || table.days.closed[to]) continue
    const before = costOf(table, game, [from, to])
    move(table, game, -1)
    const worse = !isOpen(table, game, to)
    move(table, game, worse ? from : to)
    if (!worse && costOf(table, game, [from, to]) > before) move(table, game, from)
  }
}

function teamsOf(table: Table, game: number): Uint8Array[] {
  const { home, away } = table.pairings[game] as Pairing
  return [table.playing.get(home) as Uint8Array, table.playing.get(away) as Uint8Array]
}

/** Moves a game to a day, or off the table with -1. */
function move(table: Table, game: number, to: number): void {
  const from = table.dayOf[game] as number
  for (const playing of teamsOf(table, game)) {
    if (from >= 0) playing[from] = 0
    if (to >= 0) playing[to] = 1
  }
  if (from >= 0) table.load[from] = (table.load[from] as number) - 1
  if (to >= 0) table.load[to] = (table.load[to] as number) + 1
  table.dayOf[game] = to
}

function isOpen(table: Table, game: number, day: number): boolean {
  return !table.days.closed[day] && teamsOf(table, game).every(playing => isFree(playing, day))
}

function isFree(playing: Uint8Array, day: number): boolean {
  const at = (index: number): boolean => playing[index] === 1
  if (at(day)) return false
  return !(at(day - 1) && at(day - 2)) && !(at(day - 1) && at(day + 1)) && !(at(day + 1) && at(day + 2))
}

function crowding(table: Table, game: number, day: number): number {
  let crowd = 0
  for (const playing of teamsOf(table, game)) {
    crowd += 3 * ((playing[day - 1] ?? 0) + (playing[day + 1] ?? 0)) + 0.5 * ((playing[day - 2] ?? 0) + (playing[day + 2] ?? 0))
  }
  return crowd
}

function costOf(table: Table, game: number, days: readonly number[]): number {
  let cost = 0
  for (const playing of teamsOf(table, game)) cost += costOfTeam(table, playing)
  for (const day of days) cost += 0.05 * ((table.load[day] ?? 0) - (table.wanted[day] ?? 0)) ** 2
  return cost
}

function costOfTeam(table: Table, playing: Uint8Array): number {
  let cost = 0
  let backToBacks = 0
  let gap = 1
  for (let day = 0; day < playing.length; day++) {
    if (playing[day] === 1) {
      cost += gapCosts[Math.min(gap, gapCosts.length - 1)] ?? 0
      if (playing[day - 1] === 1) backToBacks++
      gap = 1
    } else if (!table.days.closed[day]) gap++
  }
  return cost + 0.5 * (backToBacks - table.backToBacks) ** 2
}
