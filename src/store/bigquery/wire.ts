import type { ColumnType } from '../../sql/types.ts'
import { isoInstant } from '../iso-instant.ts'
import type { Row, Value } from '../store.ts'

/** A column of a result or table as the service describes it. */
export interface WireField {
  readonly name: string
  readonly type: string
  readonly mode?: string
}

/** A value as the service sends it: all scalars are text. */
export type WireValue = string | null | readonly { readonly v: WireValue }[]

export interface WireRow {
  readonly f?: readonly { readonly v: WireValue }[]
}

/** A row of a result, values as every store gives them. */
export function rowOf(fields: readonly WireField[], { f = [] }: WireRow): Row {
  return Object.fromEntries(fields.map((field, place) => [field.name, valueOf(field, f[place]?.v ?? null)]))
}

function valueOf(field: WireField, value: WireValue): Value {
  if (field.mode === 'REPEATED') return listOf(value).map(item => valueOf({ name: field.name, type: field.type }, item.v))
  if (typeof value !== 'string') return null
  switch (field.type) {
    case 'INTEGER':
    case 'INT64':
      return wholeNumber(value)
    case 'FLOAT':
    case 'FLOAT64':
    case 'NUMERIC':
    case 'BIGNUMERIC':
      return floatOf(value)
    case 'BOOLEAN':
    case 'BOOL':
      return value === 'true'
    case 'TIMESTAMP':
      return isoInstant(BigInt(value))
    default:
      return value
  }
}

function listOf(value: WireValue): readonly { readonly v: WireValue }[] {
  return typeof value === 'string' || value === null ? [] : value
}

function wholeNumber(digits: string): number | bigint {
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : BigInt(digits)
}

function floatOf(text: string): number {
  const number = Number(text)
  return Number.isNaN(number) && /inf/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : number
}

/** A row as a line of JSON that load jobs and DuckDB read back without loss: numbers stay the text that they came as. */
export function jsonLine(fields: readonly WireField[], row: WireRow): string {
  const { f = [] } = row
  return JSON.stringify(Object.fromEntries(fields.map((field, place) => [field.name, jsonValue(field, f[place]?.v ?? null)])))
}

function jsonValue(field: WireField, value: WireValue): unknown {
  if (field.mode === 'REPEATED') return listOf(value).map(item => item.v)
  return field.type === 'TIMESTAMP' && typeof value === 'string' ? isoInstant(BigInt(value)) : value
}

const FIELD_TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'STRING',
  int: 'INTEGER',
  float: 'FLOAT',
  bool: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  strings: 'STRING',
}

/** The schema of a load job. */
export function schemaOf(columns: Readonly<Record<string, ColumnType>>): WireField[] {
  return Object.entries(columns).map(([name, type]) => ({ name, type: FIELD_TYPES[type], mode: type === 'strings' ? 'REPEATED' : 'NULLABLE' }))
}
