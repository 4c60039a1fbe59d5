import { call, raw, Sql } from './sql.ts'
import type { ColumnType } from './types.ts'

/** n ÷ d rounded once, half away from zero, as FLOAT64; NULL when d is 0 or NULL. Both are whole numbers, d is never negative. */
export function ratio(numerator: Sql, denominator: Sql, scale: number): Sql {
  return fromUnits(roundedUnits(numerator, denominator, scale), scale)
}

/** n ÷ d rounded once, as a whole number of units of the last decimal: 0.573 at scale 3 is 573. For ratios that are averaged later. */
export function roundedUnits(numerator: Sql, denominator: Sql, scale: number): Sql {
  return call('roundedUnits', numerator, denominator, scale)
}

/** A whole number of units of the last decimal as FLOAT64: 573 at scale 3 is 0.573. */
export function fromUnits(units: Sql, scale: number): Sql {
  return call('fromUnits', units, scale)
}

/** Whole-number division that cuts off towards zero; NULL when the divisor is 0. */
export function div(dividend: Sql, divisor: Sql): Sql {
  return call('div', dividend, divisor)
}

/** A 64-bit integer: to be put around every sum and count, whose width differs between engines. */
export function int(expression: Sql): Sql {
  return call('int', expression)
}

/** The expression as a column type. */
export function cast(expression: Sql, type: ColumnType): Sql {
  return call('cast', expression, type)
}

/** Whole days since 1970-01-01; two of them subtracted are days between dates. */
export function epochDay(date: Sql): Sql {
  return call('epochDay', date)
}

/** Whether the condition holds in any row of the group. */
export function anyTrue(condition: Sql): Sql {
  return call('anyTrue', condition)
}

/** The texts that are not NULL, sorted, as one `strings` value. */
export function sortedTexts(texts: readonly Sql[]): Sql {
  return call('sortedTexts', texts)
}

/** Text without what a plain regular expression finds. Throws TypeError for quotes and backslashes, which engines read differently. */
export function withoutPattern(text: Sql, pattern: string): Sql {
  if (/['"`\\\n]/.test(pattern)) throw new TypeError(`a pattern is written without quotes and backslashes, got ${pattern}`)
  return call('withoutPattern', text, pattern)
}

export const firstDay: Sql = new Sql([{ kind: 'span', value: 'firstDay' }])
export const lastDay: Sql = new Sql([{ kind: 'span', value: 'lastDay' }])
export const firstSeason: Sql = new Sql([{ kind: 'span', value: 'firstSeason' }])
export const lastSeason: Sql = new Sql([{ kind: 'span', value: 'lastSeason' }])

/** Whether a date lies in the range that is being computed. */
export function inRange(column: string): Sql {
  return new Sql([`${column} between `, ...firstDay.parts, ' and ', ...lastDay.parts])
}

/** A column by name, for declarations that compose SQL. */
export function column(name: string): Sql {
  return raw(name)
}
