/**
 * n ÷ d rounded half away from zero to `scale` decimals, as a whole number of units of the last decimal; null when d is 0. What the dialects'
 * `roundedUnits` computes, but without their limit of 64 bits.
 */
export function roundedUnits(numerator: bigint, denominator: bigint, scale: number): bigint | null {
  if (denominator < 0n) throw new RangeError(`expected a denominator of 0 or more, got ${denominator}`)
  if (denominator === 0n) return null
  const size = numerator < 0n ? -numerator : numerator
  const rounded = (2n * 10n ** BigInt(scale) * size + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}
