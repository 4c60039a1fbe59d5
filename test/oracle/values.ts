import { fromEpochDay } from '../../src/calendar.ts'
import type { ColumnType } from '../../src/sql/types.ts'
import type { Value } from '../../src/store/store.ts'

/** A value as the engine's protocol carries it; `value` names the field that is set, and is absent for NULL. */
export interface WireValue {
  readonly value?: string
  readonly int64Value?: string
  readonly doubleValue?: number
  readonly boolValue?: boolean
  readonly stringValue?: string
  readonly dateValue?: number
  readonly timestampValue?: { readonly seconds?: string; readonly nanos?: number }
  readonly arrayValue?: { readonly element?: readonly WireValue[] }
  readonly structValue?: { readonly field?: readonly WireValue[] }
}

/** A column type as the protocol names it. */
export interface WireType {
  readonly typeKind: string
  readonly arrayType?: { readonly elementType: WireType }
}

const KINDS: Readonly<Record<Exclude<ColumnType, 'strings'>, string>> = {
  string: 'TYPE_STRING',
  int: 'TYPE_INT64',
  float: 'TYPE_DOUBLE',
  bool: 'TYPE_BOOL',
  date: 'TYPE_DATE',
  timestamp: 'TYPE_TIMESTAMP',
}

/** The engine's type of one of our column types. */
export function wireType(type: ColumnType): WireType {
  return type === 'strings' ? { typeKind: 'TYPE_ARRAY', arrayType: { elementType: wireType('string') } } : { typeKind: KINDS[type] }
}

/** A value as a store returns it, for the engine. */
export function toWire(value: Value | undefined, type: ColumnType): WireValue {
  if (value === null || value === undefined) return {}
  switch (type) {
    case 'string':
      return { stringValue: value as string }
    case 'int':
      return { int64Value: (value as number | bigint).toString() }
    case 'float':
      return { doubleValue: Number(value) }
    case 'bool':
      return { boolValue: value === true }
    case 'date':
      return { dateValue: Date.parse(`${value as string}T00:00:00Z`) / 86_400_000 }
    case 'timestamp':
      return { timestampValue: instant(value as string) }
    case 'strings':
      return { arrayValue: { element: (value as readonly string[]).map(text => ({ stringValue: text })) } }
  }
}

/** Microseconds are read from the text, because a Date would lose them. */
function instant(text: string): { seconds: string; nanos: number } {
  const fraction = /\.(\d+)Z?$/.exec(text)?.[1] ?? ''
  const whole = text.replace(/\.\d+/, '')
  return { seconds: String(Date.parse(whole.endsWith('Z') ? whole : `${whole}Z`) / 1000), nanos: Number(fraction.padEnd(9, '0')) }
}

/** A value of the engine, as a store returns it. */
export function fromWire(wire: WireValue | undefined): Value {
  if (wire?.value === undefined) return null
  switch (wire.value) {
    case 'int64Value':
      return wholeNumber(wire.int64Value ?? '0')
    case 'dateValue':
      return fromEpochDay(wire.dateValue ?? 0)
    case 'timestampValue':
      return isoInstant(wire.timestampValue ?? {})
    case 'arrayValue':
      return (wire.arrayValue?.element ?? []).map(fromWire)
    case 'doubleValue':
    case 'boolValue':
    case 'stringValue':
      return wire[wire.value] ?? null
    default:
      throw new TypeError(`the oracle returned a ${wire.value}, which no column type of ours can hold`)
  }
}

function wholeNumber(digits: string): number | bigint {
  const number = Number(digits)
  return Number.isSafeInteger(number) ? number : BigInt(digits)
}

function isoInstant(time: { readonly seconds?: string; readonly nanos?: number }): string {
  const micros = Math.floor((time.nanos ?? 0) / 1000)
  const text = new Date(Number(time.seconds ?? 0) * 1000 + Math.floor(micros / 1000)).toISOString()
  return micros % 1000 === 0 ? text : text.replace('Z', `${String(micros % 1000).padStart(3, '0')}Z`)
}
