/** Microseconds since 1970 as ISO text in UTC; microseconds are written where there are any. */
export function isoInstant(micros: bigint): string {
  const milliseconds = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n)
  const rest = Number(micros - milliseconds * 1000n)
  const text = new Date(Number(milliseconds)).toISOString()
  return rest === 0 ? text : text.replace('Z', `${String(rest).padStart(3, '0')}Z`)
}
