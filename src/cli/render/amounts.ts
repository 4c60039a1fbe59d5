/** `26039` as `26,039`. Not by `Intl`: loading it takes longer than reading the command line. */
export function count(value: number | bigint): string {
  const whole = typeof value === 'bigint' ? value : Math.round(value)
  return String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A count with its noun: `1 file`, `26,039 rows`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}

/** Milliseconds as `0.3 s`, `42 s`, `3 min 10 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** Bytes as `812 B`, `1.4 MB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let rest = value
  let unit = 0
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000
    unit++
  }
  return `${rest < 9.95 && unit > 0 ? rest.toFixed(1) : Math.round(rest)} ${units[unit] ?? ''}`
}

/** A share of 1 as a percentage that says 100 % only when nothing is missing. */
export function percentage(share: number | null): string {
  if (share === null) return '–'
  return share >= 1 ? '100 %' : `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`
}
