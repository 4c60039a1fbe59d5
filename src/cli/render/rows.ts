import type { ResultColumn, Row, Value } from '../../store/store.ts'
import type { Page } from '../outcome.ts'
import { count } from './amounts.ts'
import { fit, largest, layOut } from './layout.ts'

const WHOLE = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/
const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL.*)$/
/** Whole numbers that are names, not amounts: they are written without separators. */
const NAME = /(?:^|_)(?:id|year|season|number|row)(?:$|_)/

const MOST_DECIMALS = 6
const WIDEST_CELL = 60

/** The rows of a result under their columns: numbers to the right, amounts with thousands separators, NULL as nothing. */
export function rowsText(columns: readonly ResultColumn[], rows: readonly Row[], page: Page): string[] {
  if (rows.some(row => Object.values(row).some(value => typeof value === 'string' && value.includes('\n')))) return rows.flatMap(block)
  const headings = columns.map(({ name, type }) => ({ title: name, align: NUMBER.test(type) ? ('right' as const) : ('left' as const) }))
  const writers = columns.map(column => writerOf(column, rows))
  const cells = rows.map(row => columns.map((column, index) => writers[index]?.(row[column.name] ?? null) ?? ''))
  const [heading = '', ...lines] = layOut(headings, cells)
  return [page.paint('bold', heading), ...lines]
}

/** A row with text of several lines, such as a query plan. */
function block(row: Row): string[] {
  return Object.entries(row).flatMap(([name, value]) => [`${name}:`, ...plain(value).trimEnd().split('\n')])
}

/** How the values of a column are written: fractions all with the decimals of the longest. */
function writerOf({ name, type }: ResultColumn, rows: readonly Row[]): (value: Value) => string {
  if (WHOLE.test(type) && !NAME.test(name)) return value => (typeof value === 'number' || typeof value === 'bigint' ? count(value) : plain(value))
  if (type !== 'DOUBLE' && type !== 'FLOAT') return plain
  const decimals = largest(rows.map(row => decimalsOf(row[name] ?? null)))
  return value => (typeof value === 'number' && Number.isFinite(value) ? value.toFixed(Math.min(decimals, MOST_DECIMALS)) : plain(value))
}

function decimalsOf(value: Value): number {
  return typeof value === 'number' ? (/\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0) : 0
}

function plain(value: Value): string {
  if (value === null) return ''
  return typeof value === 'object' ? fit(JSON.stringify(value), WIDEST_CELL) : String(value)
}
