/** A repeatable stream of random values: the same seed gives the same values on every machine. */
export interface Random {
  /** A value in [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
  /** A value of the normal distribution. */
  normal(mean: number, deviation: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** One item, more often the heavier ones; weights that are all zero count as equal. */
  pickWeighted<T>(items: readonly T[], weightOf: (item: T) => number): T
  /** The items in random order, as a new array. */
  shuffled<T>(items: readonly T[]): T[]
}

/** The stream that belongs to these words: streams of other words are independent of it. */
export function randomOf(...words: readonly (string | number)[]): Random {
  const next = streamOf(hashOf(words.join('|')))
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    integer,
    normal: (mean, deviation) => mean + deviation * normalOf(next),
    chance: probability => next() < probability,
    pick: items => itemAt(items, integer(0, items.length - 1)),
    pickWeighted: (items, weightOf) => itemAt(items, weightedIndex(items.map(weightOf), next())),
    shuffled: items => shuffledBy(items, integer),
  }
}

/** The index in which a share (0 to 1) of the total weight falls. */
export function weightedIndex(weights: readonly number[], share: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total <= 0) return Math.floor(share * weights.length)
  let rest = share * total
  for (let index = 0; index < weights.length; index++) {
    rest -= weights[index] ?? 0
    if (rest < 0) return index
  }
  return weights.findLastIndex(weight => weight > 0)
}

function itemAt<T>(items: readonly T[], index: number): T {
  if (items.length === 0) throw new RangeError('cannot pick from an empty list')
  return items[index] as T
}

function shuffledBy<T>(items: readonly T[], integer: (low: number, high: number) => number): T[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = integer(0, last)
    const kept = order[last] as T
    order[last] = order[other] as T
    order[other] = kept
  }
  return order
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

// The generator is splitmix32: small, fast, and exact in 32-bit integers.
function streamOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
}

// A sum of uniform values, not Box-Muller: Math.log and Math.cos may differ in the last digit between engines.
function normalOf(next: () => number): number {
  return (next() + next() + next() + next() + next() + next() + next() + next() - 4) * Math.sqrt(1.5)
}
