import type { ColumnType, HashType } from '../../src/sql/types.ts'
import type { FieldRule } from '../../src/table/field-rule.ts'
import { defineRecipe, type Recipe } from '../../src/table/recipe.ts'

export type AwkwardRow = Readonly<Record<string, string | number | bigint | boolean | null>>

/** Two fields of each type, in names whose code-point order is neither alphabetical nor the order of declaration. */
export const awkwardRecipe: Recipe = defineRecipe('awkward', [
  { name: 'points', type: 'int' },
  { name: 'Assists', type: 'int' },
  { name: 'usage_rate', type: 'float' },
  { name: 'usage', type: 'float' },
  { name: '_ratio', type: 'float' },
  { name: 'player_full_name', type: 'str' },
  { name: 'player_fullname', type: 'str' },
  { name: 'game_date', type: 'date' },
  { name: 'a2', type: 'date' },
  { name: 'a10', type: 'bool' },
  { name: 'Z', type: 'bool' },
  { name: 'updated_at', type: 'instant' },
  { name: 'polled_at', type: 'instant' },
])

const COLUMN_TYPES: Readonly<Record<HashType, ColumnType>> = {
  str: 'string',
  int: 'int',
  float: 'float',
  bool: 'bool',
  date: 'date',
  instant: 'timestamp',
}

/** The columns that hold the fields of a recipe. */
export function columnTypes({ fields }: Recipe): Readonly<Record<string, ColumnType>> {
  return Object.fromEntries(fields.map(({ name, type }) => [name, COLUMN_TYPES[type]]))
}

const NAMES = ['', ' ', 'LeBron James', 'Luka Dončić', "D'Angelo Russell", 'Dario Šarić', 'Nikola Jokić', 'ěščřžýáíé', 'null', 'NaN', '{}']
const ESCAPED = ['"quoted"', 'back\\slash', '\\u0041', '\\', '\0', 'a\0b', '\x01\x0b\x0e\x1a\x1f', '\b\f\n\r\t', '\x7f', 'x\x7f', '\x80\x9f']
const MARKS = ['\ufeff', '\ufeffBOM first', 'BOM last\ufeff', '\u2028\u2029', '\uffff', 'e\u0301', '中文', 'ß', '</script>', "'", '%s %04x']
const ASTRAL = ['😀', '🏀 Jordan', '\u{10000}', '\u{10ffff}', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}']
const TEXTS = [...NAMES, ...ESCAPED, ...MARKS, ...ASTRAL]

const FRACTIONS = [0, -0, 1, -1, 110, 0.1, 0.3, 0.1 + 0.2, 1 / 3, 2 / 3, 0.573, 36.6, 4.35, 2.675, 1e-5, 0.0001, 0.00001234, 0.00009999999999999999]
const LARGE = [1e15, 1e16, 1e17, 1e21, 1e22, 1e23, 1e24, 123456789012345680, 9999999999999998, 999999999999999.9, 12345678901234568, 1.25e16]
const LIMITS = [5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 1e24 * (1 - 2 ** -53), NaN, Infinity, -Infinity]
const powersOfTwo = Array.from({ length: 2098 }, (_, index) => 2 ** (index - 1074))
const besidePowers = powersOfTwo.flatMap(power => [power, -power, power * (1 - 2 ** -53), power * (1 + 2 ** -52)])
const FLOATS = [...FRACTIONS, ...LARGE, ...LIMITS, ...besidePowers]

const INTS = [
  0,
  1,
  -1,
  34,
  9007199254740991,
  9007199254740992n,
  9007199254740993n,
  -9007199254740993n,
  2n ** 63n - 1n,
  -(2n ** 63n),
  1000000000000000,
]
const DATES = ['2021-10-19', '1970-01-01', '1969-12-31', '2024-02-29', '0001-01-01', '9999-12-31', '1000-01-01']
const INSTANTS = [
  '2024-01-13T23:45:10Z',
  '1970-01-01T00:00:00Z',
  '1969-12-31T23:59:59.999999Z',
  '2024-02-29T12:00:00.000001Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.120Z',
]

/** Rows that go through every awkward value, then seeded random ones, from a place on; every eighth value is NULL. */
export function awkwardRows(
  count: number,
  seed: number,
  { recipe, first }: { readonly recipe: Recipe; readonly first: number } = { recipe: awkwardRecipe, first: 0 },
): AwkwardRow[] {
  const random = randomNumbers(seed + first)
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      recipe.fields.map(({ name, type, rule }, place) => [name, field(type, rule, { nth: (first + row) * 2 + (place % 2), random })]),
    ),
  )
}

interface From {
  readonly nth: number
  readonly random: () => number
}

/** Where a rule is about zeros, every fourth value is one. */
function field(type: HashType, rule: FieldRule | undefined, from: From): AwkwardRow[string] {
  if (from.random() < 1 / 8) return null
  return rule?.kind === 'zero_of_zero_is_int' && from.random() < 1 / 4 ? 0 : value(type, from)
}

function value(type: HashType, from: From): string | number | bigint | boolean {
  switch (type) {
    case 'str':
      return TEXTS[from.nth] ?? randomText(from.random)
    case 'float':
      return FLOATS[from.nth] ?? randomFloat(from.random)
    case 'int':
      return INTS[from.nth] ?? Math.round((from.random() - 0.5) * 200)
    case 'bool':
      return from.random() < 0.5
    case 'date':
      return DATES[from.nth] ?? new Date(Math.floor(from.random() * 2e12)).toISOString().slice(0, 10)
    case 'instant':
      return INSTANTS[from.nth] ?? new Date(Math.floor(from.random() * 2e12)).toISOString()
  }
}

/** Fractions as analytics tables hold them, doubles of any bits, and whole numbers. */
function randomFloat(random: () => number): number {
  const kind = random()
  if (kind < 0.6) return Math.round((random() - 0.3) * 1e6) / 10 ** Math.floor(random() * 7)
  if (kind < 0.7) return Math.round(random() * 300)
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32BE(Math.floor(random() * 2 ** 32), 0)
  bytes.writeUInt32BE(Math.floor(random() * 2 ** 32), 4)
  return bytes.readDoubleBE()
}

function randomText(random: () => number): string {
  const limits = [0x7f, 0x7f, 0x180, 0xd800, 0x110000]
  const limit = limits[Math.floor(random() * limits.length)] ?? 0x7f
  const points = Array.from({ length: Math.floor(random() * 12) }, () => Math.floor(random() * limit))
  return String.fromCodePoint(...points.filter(point => point < 0xd800 || point > 0xdfff))
}

/** Mulberry32: a small generator whose sequence is the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}
