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

/** A value of a column type as text that engines agree on. */
export function valueText(value: Sql, type: ColumnType): Sql {
  if (type === 'timestamp') return call('instantText', value)
  return type === 'float' ? call('jsonField', value, type) : cast(value, 'string')
}

/** Whole days since 1970-01-01; two of them subtracted are days between dates. */
export function epochDay(date: Sql): Sql {
  return call('epochDay', date)
}

/** Seconds since 1970-01-01 that a clock in a time zone shows at an instant; NULL when either is. */
export function clockSeconds(instant: Sql, zone: Sql): Sql {
  return call('clockSeconds', instant, zone)
}

/** Minutes by which clocks in a time zone are ahead of UTC on a date. */
export function zoneMinutes(date: Sql, zone: Sql): Sql {
  return call('zoneMinutes', date, zone)
}

/** A FLOAT64 as the nearest whole number: the same on every engine, unless it lies within its last digits of a half. */
export function nearest(expression: Sql): Sql {
  return call('nearest', expression)
}

/** Whether the condition holds in any row of the group. */
export function anyTrue(condition: Sql): Sql {
  return call('anyTrue', condition)
}

/** The value of the row with the smallest place among the rows of the group that have one; NULL when none has. Two rows of one place must not both have one. */
export function firstKnown(value: Sql, place: Sql): Sql {
  return call('firstKnown', value, place)
}

/** The value of the row with the greatest place among the rows of the group that have one; NULL when none has. Two rows of one place must not both have one. */
export function lastKnown(value: Sql, place: Sql): Sql {
  return call('lastKnown', value, place)
}

/** The texts that are not NULL, in the order given, as one `strings` value. */
export function knownTexts(texts: readonly Sql[]): Sql {
  return call('knownTexts', texts)
}

/** The distinct texts of a group, sorted, at most so many, as one `strings` value. */
export function firstTexts(text: Sql, most: number): Sql {
  return call('firstTexts', text, most)
}

/** A query of each text of a `strings` column of a table, with its place from 1: text, place. */
export function eachText(table: Sql, texts: Sql): Sql {
  return call('eachText', table, texts)
}

/** A query of rows that are written down: the cells of one after those of the other, each row as long as there are names. One scan, where `union all` would be a branch for each. */
export function writtenRows(names: readonly string[], rows: readonly (readonly Sql[])[]): Sql {
  return call('writtenRows', names.join(' '), rows.flat())
}

/** The texts that are not NULL, sorted, as one `strings` value. */
export function sortedTexts(texts: readonly Sql[]): Sql {
  return call('sortedTexts', texts)
}

/** Sum modulo 2^64 of the digests of the texts of a group, as decimal text; NULL without any. Order plays no role. */
export function digestSum(text: Sql): Sql {
  return call('digestSum', text)
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
/** NULL unless the query is seen as of some day. */
export const asOf: Sql = new Sql([{ kind: 'span', value: 'asOf' }])

/** Whether a date lies in the range that is being computed. */
export function inRange(column: string): Sql {
  return new Sql([`${column} between `, ...firstDay.parts, ' and ', ...lastDay.parts])
}

/** Whether a row, by the name that stands for it, is of a date, game and team that are being computed; it may be true of others between them. */
export function asked(row: string): Sql {
  return new Sql([{ kind: 'asked', row, ofTeam: true }])
}

/** The same for a row that is of no team: whether that of either is being computed. */
export function askedGame(row: string): Sql {
  return new Sql([{ kind: 'asked', row, ofTeam: false }])
}

/** A text of this program or of a declared name as a literal. */
export function literal(text: string): Sql {
  return call('text', text)
}

/** A day as a literal. Throws TypeError for what is none. */
export function dayLiteral(day: string): Sql {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new TypeError(`expected a day as 2021-11-10, got ${day}`)
  return raw(`date '${day}'`)
}

/** A column by name, for declarations that compose SQL. */
export function column(name: string): Sql {
  return raw(name)
}
