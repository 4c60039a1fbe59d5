import { createHash } from 'node:crypto'
import type { HashType } from '../sql/types.ts'
import { ruledValueText } from './field-rule.ts'
import type { Recipe, RecipeField } from './recipe.ts'

/** A row as a store returns it: whole numbers as number or bigint, dates as `YYYY-MM-DD`, instants as ISO text in UTC. A missing field counts as null. */
export type HashableRow = Readonly<Record<string, unknown>>

/** `data_hash` of a row: the first 16 hex digits of SHA-256 over its hash text. Throws TypeError as `hashText` does. */
export function rowHash(recipe: Recipe, row: HashableRow): string {
  return createHash('sha256').update(hashText(recipe, row)).digest('hex').slice(0, 16)
}

/** The text that is hashed: CPython's `json.dumps(row, sort_keys=True, default=str)`. Throws TypeError for a value that its field cannot hold. */
export function hashText(recipe: Recipe, row: HashableRow): string {
  return `{${recipe.fields.map(field => `"${field.name}": ${fieldText(recipe, field, row)}`).join(', ')}}`
}

function fieldText(recipe: Recipe, field: RecipeField, row: HashableRow): string {
  const value = row[field.name]
  const ruled = ruledValueText(field.rule, value, row)
  if (ruled !== undefined) return ruled
  if (value === null || value === undefined) return 'null'
  const text = JSON_TEXT[field.type](value)
  if (text === undefined) {
    throw new TypeError(`${field.name} of recipe ${recipe.name}: expected ${EXPECTED[field.type]}, got ${describeValue(value)}`)
  }
  return text
}

const EXPECTED: Readonly<Record<HashType, string>> = {
  str: 'text',
  int: 'a whole number (as bigint beyond 2^53)',
  float: 'a number',
  bool: 'true or false',
  date: 'a day as YYYY-MM-DD',
  instant: 'an instant as YYYY-MM-DDTHH:MM:SSZ',
}

/** The value as JSON text, or undefined when it is not of the type. */
const JSON_TEXT: Readonly<Record<HashType, (value: unknown) => string | undefined>> = {
  str: value => (typeof value === 'string' ? jsonString(value) : undefined),
  int: value => (typeof value === 'bigint' || Number.isSafeInteger(value) ? String(value) : undefined),
  float: value => (typeof value === 'number' ? jsonFloat(value) : undefined),
  bool: value => (typeof value === 'boolean' ? String(value) : undefined),
  date: value => (typeof value === 'string' && isDay(value) ? `"${value}"` : undefined),
  instant: value => (typeof value === 'string' ? isoInstant(value) : undefined),
}

function describeValue(value: unknown): string {
  return typeof value === 'bigint' ? `${value}n` : `${JSON.stringify(value) ?? String(value)} (${typeof value})`
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const midnight = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
}

/** Microseconds are written all six or not at all. */
function isoInstant(text: string): string | undefined {
  const [, day = '', time = '', fraction = ''] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(?:Z|\+00:00)$/.exec(text) ?? []
  if (!isDay(day) || !/^(?:[01]\d|2[0-3])(?::[0-5]\d){2}$/.test(time)) return undefined
  const micros = fraction.padEnd(6, '0')
  return `"${day}T${time}${micros === '000000' ? '' : `.${micros}`}+00:00"`
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** UTF-16 units beyond plain ASCII are escaped one by one, so that an astral character becomes its surrogate pair. */
function jsonString(text: string): string {
  return `"${text.replace(/[^ !#-[\]-~]/g, unit => SHORT_ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`
}

/** CPython's `repr` has the same digits as JavaScript; it differs in when an exponent is written, and how. */
function jsonFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Object.is(value, -0)) return '-0.0'
  const size = Math.abs(value)
  if (size >= 1e16 || (size < 1e-4 && size > 0)) return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2')
  const text = String(value)
  return Number.isInteger(value) ? `${text}.0` : text
}
