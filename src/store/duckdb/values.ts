import { duckdbDriver, type DuckDBValue } from './driver.ts'
import { isoInstant } from '../iso-instant.ts'
import type { Value } from '../store.ts'

const { DuckDBDateValue, DuckDBDecimalValue, DuckDBListValue, DuckDBStructValue, DuckDBTimestampValue } = duckdbDriver

/** A value of the engine as results carry it. */
export function toValue(value: DuckDBValue | undefined): Value {
  if (value === undefined || value === null) return null
  if (typeof value === 'bigint') return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue) return isoInstant(value.micros)
  if (value instanceof DuckDBDecimalValue) return value.scale === 0 ? toValue(value.value) : Number(value.toString())
  if (value instanceof DuckDBListValue) return value.items.map(toValue)
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([key, inner]) => [key, toValue(inner)]))
  return String(value)
}
