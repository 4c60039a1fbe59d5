/** What is written where nothing is known. */
export const UNKNOWN = '–'

/** Bytes as `12.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}

/** A value that is a word: a name, a code, a day. */
export function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : UNKNOWN
}

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** Whatever a document holds, as a number; undefined where it is none. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** `26039` as `26,039`. */
export function count(value: unknown): string {
  const number = numberOf(value)
  return number === undefined ? UNKNOWN : COUNT.format(number).replace('-', '−')
}

/** A number with its noun: `1 game`, `1,230 games`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}

/** `24.44` as `24.4`. */
export function fixed(value: unknown, digits = 1): string {
  const number = numberOf(value)
  return number === undefined ? UNKNOWN : number.toFixed(digits).replace('-', '−')
}

/** A share as it stands in box scores: `0.573` as `.573`, 1 as `1.000`. */
export function share(value: unknown): string {
  return fixed(value, 3).replace(/^(−?)0\./, '$1.')
}

/** A margin with its sign: `+7`, `−7`, `0`. */
export function signed(value: unknown, digits = 0): string {
  const number = numberOf(value)
  return number === undefined ? UNKNOWN : `${number > 0 ? '+' : ''}${fixed(number, digits)}`
}

/** `9-17`: made and attempted. */
export function madeOf(made: unknown, attempted: unknown): string {
  return numberOf(made) === undefined || numberOf(attempted) === undefined ? UNKNOWN : `${count(made)}-${count(attempted)}`
}

/** A share of 1 as a percentage that says 100 % only when nothing is missing. */
export function percentage(value: number | null): string {
  if (value === null) return UNKNOWN
  return value >= 1 ? '100 %' : `${(Math.floor(value * 10_000) / 100).toFixed(2)} %`
}

/** Milliseconds as `0.3 s`, `42 s`, `3 min 10 s`. */
export function duration(milliseconds: number | null): string {
  if (milliseconds === null) return UNKNOWN
  const seconds = milliseconds / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** An instant as `2026-11-23 09:02 UTC`. */
export function instant(value: unknown): string {
  return typeof value === 'string' ? `${value.slice(0, 16).replace('T', ' ')} UTC` : UNKNOWN
}

const WEEKDAY = new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' })
const MONTH = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** `2021-11-10` as `Wed`. */
export function weekday(day: string): string {
  return WEEKDAY.format(new Date(day))
}

/** `2021-11-10` as `November 2021`. */
export function month(day: string): string {
  return MONTH.format(new Date(day))
}

/** Any value as it is stored: nothing is rounded. */
export function exact(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return value
  return JSON.stringify(value)
}

/** A value as a person reads it: words of a list one after the other, anything else as it is stored. */
export function listed(value: unknown): string {
  if (!Array.isArray(value)) return exact(value)
  return value.length === 0 ? 'none' : value.map(exact).join(', ')
}

/** A number of any size in at most six digits: `8.565217391304348` as `8.56522`. */
export function brief(value: number): string {
  return String(Number(value.toPrecision(6)))
}

/** The name of a table without its dataset. */
export function short(table: string): string {
  return table.slice(table.indexOf('.') + 1)
}

/** `2021` as `2021-22`. */
export function season(year: unknown): string {
  const start = numberOf(year)
  return start === undefined ? UNKNOWN : `${start}-${String((start + 1) % 100).padStart(2, '0')}`
}
