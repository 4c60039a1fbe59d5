import type { Player } from '../people/player.ts'
import type { Stint } from './box-score.ts'

/** Seconds since the tip, from the first to before the last. */
export type Interval = readonly [from: number, to: number]

/** When each player of a team is on court: five at every second, each as long as his stat line says. */
export function rotationOf(lines: readonly Stint[], gameSeconds: number): ReadonlyMap<Player, readonly Interval[]> {
  const rotation = new Map<Player, Interval[]>()
  let taken = 0
  for (const { player, seconds } of inOrder(lines, gameSeconds)) {
    const from = taken % gameSeconds
    const beyond = from + seconds - gameSeconds
    // Who is still on court when his spot's time is over begins the game on the next spot.
    rotation.set(
      player,
      beyond > 0
        ? [
            [0, beyond],
            [from, gameSeconds],
          ]
        : [[from, from + seconds]],
    )
    taken += seconds
  }
  return rotation
}

/** Players as they fill five spots one after the other: each spot is begun by a starter. */
function inOrder(lines: readonly Stint[], gameSeconds: number): Stint[] {
  const [first, ...starters] = lines.filter(line => line.starter)
  const bench = lines.filter(line => !line.starter)
  const order = first ? [first] : []
  let taken = first?.seconds ?? 0
  const add = (line: Stint): void => {
    order.push(line)
    taken += line.seconds
  }
  for (const [spot, starter] of starters.entries()) {
    const limit = (spot + 1) * gameSeconds
    for (let fitting = 0; fitting >= 0;) {
      fitting = bench.findIndex(line => taken + line.seconds <= limit)
      if (fitting >= 0) bench.splice(fitting, 1).forEach(add)
    }
    add(starter)
  }
  bench.forEach(add)
  return order
}

/** Those parts of two lists of intervals that lie in both. */
export function overlap(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const shared: Interval[] = []
  for (const [from, to] of left) {
    for (const [first, last] of right) if (Math.max(from, first) < Math.min(to, last)) shared.push([Math.max(from, first), Math.min(to, last)])
  }
  return shared
}
