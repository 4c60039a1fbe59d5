import { jsonField } from './bigquery-json.ts'
import type { Dialect } from './dialect.ts'
import type { ColumnType } from './types.ts'

const TYPE_NAMES: Readonly<Record<ColumnType, string>> = {
  string: 'STRING',
  int: 'INT64',
  float: 'FLOAT64',
  bool: 'BOOL',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  strings: 'ARRAY<STRING>',
}

const ESCAPES: Readonly<Record<string, string>> = { "'": "\\'", '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\0': '\\x00' }

/** GoogleSQL's spellings. */
export const bigquery: Dialect = {
  name: 'bigquery',
  typeName: type => TYPE_NAMES[type],
  identifier: name => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll('`', '\\`')}\``),
  text: value => `'${value.replace(/['\\\n\r\0]/g, character => ESCAPES[character] ?? character)}'`,
  withHint: () => '',
  concat: pieces => `concat(${pieces.join(', ')})`,

  roundedUnits: (n, d, scale) => {
    const denominator = `nullif(${d}, 0)`
    return `(sign(${n}) * div((${2 * 10 ** scale} * abs(${n}) + ${denominator}), (2 * ${denominator})))`
  },
  fromUnits: (units, scale) => (scale === 0 ? `cast(${units} as float64)` : `(cast(${units} as float64) / 1e${scale})`),
  div: (dividend, divisor) => `div((${dividend}), nullif((${divisor}), 0))`,
  int: expression => `(${expression})`,
  cast: (expression, type) => `cast(${expression} as ${TYPE_NAMES[type]})`,
  epochDay: date => `unix_date(${date})`,
  anyTrue: condition => `logical_or(${condition})`,
  sortedTexts: texts => {
    const list = `array<string>[${texts.map(text => `cast(${text} as string)`).join(', ')}]`
    return `array(select text from unnest(${list}) as text where text is not null order by text)`
  },
  textCount: texts => `array_length(${texts})`,
  withoutPattern: (text, pattern) => `regexp_replace(${text}, r'${pattern}', '')`,
  sha256Hex: text => `to_hex(sha256(${text}))`,
  digestSum: text =>
    `cast(mod(sum(cast(cast(concat('0x', substr(to_hex(sha256(${text})), 1, 15)) as int64) as bignumeric)), bignumeric '18446744073709551616') as string)`,

  jsonField,
}
