import type { Random } from '../random.ts'

/** Draws plus/minus of a team's players: five men are always on court, so the sum is five times the margin. */
export function drawPlusMinus(
  margin: number,
  { seconds, gameSeconds }: { seconds: readonly number[]; gameSeconds: number },
  random: Random,
): number[] {
  const shares = seconds.map(played => played / gameSeconds)
  const drawn = shares.map(share => Math.round(random.normal(margin * share, 15 * Math.sqrt(share * (1 - share)))))
  let left = 5 * margin - drawn.reduce((sum, value) => sum + value, 0)
  // Whoever was on court for half of the game could have had almost any value.
  const freedom = shares.map(share => share * (1 - share))
  const total = freedom.reduce((sum, value) => sum + value, 0)
  const corrected = drawn.map((value, index) => value + Math.trunc((left * (freedom[index] ?? 0)) / total))
  left = 5 * margin - corrected.reduce((sum, value) => sum + value, 0)
  const byFreedom = shares.map((_, index) => index).toSorted((one, other) => (freedom[other] ?? 0) - (freedom[one] ?? 0))
  for (let turn = 0; left !== 0; turn++) {
    const index = byFreedom[turn % byFreedom.length] ?? 0
    const step = Math.sign(left)
    corrected[index] = (corrected[index] ?? 0) + step
    left -= step
  }
  return corrected
}
