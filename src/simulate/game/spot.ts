import type { Random } from '../random.ts'

/** Where a shot is taken, in tenths of feet from the hoop: to the right as the shooter sees it, and towards the middle of the court. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** No shot comes from so far out to a side: the court ends 25 feet from its middle. */
const FARTHEST_SIDE = 225

/** A spot inside of the arc, more often near the hoop, or outside of it. */
export function drawSpot(kind: 'two' | 'three', random: Random): Spot {
  const radius = kind === 'three' ? random.integer(231, 289) : random.chance(0.65) ? random.integer(0, 84) : random.integer(86, 214)
  const side = Math.min(radius, FARTHEST_SIDE)
  const x = random.integer(-side, side)
  return { x, y: Math.round(Math.sqrt(radius * radius - x * x)) }
}

/** The distance of a spot from the hoop, cut after the second decimal. */
export function feetOf({ x, y }: Spot): number {
  return Math.floor(10 * Math.sqrt(x * x + y * y)) / 100
}
