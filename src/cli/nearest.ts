/** The name that was most likely meant, as a whole or by its beginning, or undefined when nothing is near. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  if (typed === '') return undefined
  return nearestBy(typed, names, name => name) ?? nearestBy(typed, names, name => name.slice(0, typed.length))
}

function nearestBy(typed: string, names: readonly string[], compared: (name: string) => string): string | undefined {
  const limit = Math.max(1, Math.floor(typed.length * 0.4))
  let best: { name: string; distance: number } | undefined
  for (const name of names) {
    const distance = editDistance(typed.toLowerCase(), compared(name))
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name, distance }
  }
  return best?.name
}

/** Letters to insert, drop, replace or swap with their neighbour to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let before: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const candidates = [replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1]
      if (swapped) candidates.push((before[column - 2] ?? 0) + 1)
      current.push(Math.min(...candidates))
    }
    before = previous
    previous = current
  }
  return previous[to.length] ?? 0
}
