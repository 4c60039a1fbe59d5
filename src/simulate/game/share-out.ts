import { type Random, weightedIndex } from '../random.ts'

/** How a team's total goes to its players. */
export interface Shares {
  readonly weights: readonly number[]
  /** The most that each can get. */
  readonly limits?: readonly number[]
}

/** Hands out a total one by one, each to a player drawn by weight, never above his limit. */
export function shareOut(total: number, { weights, limits }: Shares, random: Random): number[] {
  const shares = weights.map(() => 0)
  const open = weights.map((weight, index) => ((limits?.[index] ?? 1) > 0 ? weight : 0))
  for (let given = 0; given < total; given++) {
    const index = weightedIndex(open, random.next())
    const share = (shares[index] ?? 0) + 1
    shares[index] = share
    if (limits && share >= (limits[index] ?? 0)) open[index] = 0
  }
  return shares
}

/** Hands out made shots among attempts: a shot that went in cannot go in again. */
export function shareMakes(
  total: number,
  { attempts, skills }: { attempts: readonly number[]; skills: readonly number[] },
  random: Random,
): number[] {
  const makes = attempts.map(() => 0)
  const open = attempts.map((attempted, index) => attempted * (skills[index] ?? 0))
  for (let given = 0; given < total; given++) {
    const index = weightedIndex(open, random.next())
    const made = (makes[index] ?? 0) + 1
    makes[index] = made
    open[index] = ((attempts[index] ?? 0) - made) * (skills[index] ?? 0)
  }
  return makes
}

/** Splits a total in proportion to weights into whole numbers within limits; the sum is exact. */
export function apportion(total: number, weights: readonly number[], { low, high }: { low: number; high: number }): number[] {
  const sum = weights.reduce((so, weight) => so + weight, 0)
  const parts = weights.map(weight => Math.min(high, Math.max(low, Math.floor((total * weight) / sum))))
  let left = total - parts.reduce((so, part) => so + part, 0)
  while (left !== 0) {
    const step = left > 0 ? 1 : -1
    const movable = parts.map((part, index) => ((step > 0 ? part < high : part > low) ? index : -1)).filter(index => index >= 0)
    const each = Math.max(1, Math.floor(Math.abs(left) / movable.length))
    for (const index of movable) {
      if (left === 0) break
      const part = parts[index] ?? 0
      const move = Math.min(each, Math.abs(left), step > 0 ? high - part : part - low)
      parts[index] = part + step * move
      left -= step * move
    }
  }
  return parts
}
