import { jsonField } from './bigquery-json.ts'
import type { Dialect } from './dialect.ts'
import type { ColumnType } from './types.ts'
import { inRows } from './written-rows.ts'

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
  // A season has some 170 days of a few kilobytes: by month, jobs touch few partitions, and none comes near the limit of 4,000.
  tableLayout: (day, lookedForBy) => {
    const partition = day === undefined ? '' : ` partition by date_trunc(${day}, month)`
    const cluster = lookedForBy.slice(0, 4).join(', ')
    return cluster === '' ? partition : `${partition} cluster by ${cluster}`
  },
  temporary: name => `_SESSION.${name}`,
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
  castOrNull: (text, type) => `safe_cast(${text} as ${TYPE_NAMES[type]})`,
  instantOfText: text => `cast(${text} as timestamp)`,
  instantText: instant => `format_timestamp('%F %H:%M:%E*S', ${instant})`,
  epochDay: date => `unix_date(${date})`,
  clockSeconds: (instant, zone) => `unix_seconds(timestamp(extract(datetime from ${instant} at time zone ${zone})))`,
  zoneMinutes: (date, zone) => {
    const noon = `timestamp_add(timestamp(${date}), interval 12 hour)`
    return `timestamp_diff(timestamp(extract(datetime from ${noon} at time zone ${zone})), ${noon}, minute)`
  },
  nearest: expression => `cast(format('%.0f', ${expression}) as int64)`,
  anyTrue: condition => `logical_or(${condition})`,
  // Not by IGNORE NULLS: the server that executes our tests takes no notice of it beside LIMIT.
  firstKnown: (value, place) => `array_agg(${value} order by if(${value} is null, 1, 0), ${place} limit 1)[safe_offset(0)]`,
  lastKnown: (value, place) => `array_agg(${value} order by if(${value} is null, 1, 0), ${place} desc limit 1)[safe_offset(0)]`,
  sortedTexts: texts => {
    const list = `array<string>[${texts.map(text => `cast(${text} as string)`).join(', ')}]`
    return `array(select text from unnest(${list}) as text where text is not null order by text)`
  },
  textCount: texts => `array_length(${texts})`,
  hasText: (texts, text) => `${text} in unnest(${texts})`,
  knownTexts: texts =>
    `array(select text from unnest(array<string>[${texts.join(', ')}]) as text with offset as place where text is not null order by place)`,
  firstTexts: (text, most) => `array_agg(distinct ${text} ignore nulls order by ${text} limit ${most})`,
  eachText: (table, texts) => `select text, place + 1 as place from ${table}, unnest(${texts}) as text with offset as place`,
  writtenRows: (names, cells) => {
    const columns = names.split(' ')
    const [first = [], ...others] = inRows(cells, columns.length)
    const named = `struct(${first.map((cell, place) => `${cell} as ${columns[place]}`).join(', ')})`
    return `select * from unnest([\n      ${[named, ...others.map(row => `(${row.join(', ')})`)].join(',\n      ')}])`
  },
  withoutPattern: (text, pattern) => `regexp_replace(${text}, r'${pattern}', '')`,
  sha256Hex: text => `to_hex(sha256(${text}))`,
  digestSum: text => {
    // Sums of the first 28 and the next 32 bits, put together in 64-bit integers: digits before the last nine, and these.
    const bits = (from: number, count: number): string => `sum(cast(concat('0x', substr(to_hex(sha256(${text})), ${from}, ${count})) as int64))`
    const [high, low] = [`mod((${bits(1, 7)} + div((${bits(8, 8)}), 4294967296)), 4294967296)`, `mod((${bits(8, 8)}), 4294967296)`]
    const rest = `(${high} * 294967296 + ${low})`
    const [front, back] = [`(${high} * 4 + div((${rest}), 1000000000))`, `mod((${rest}), 1000000000)`]
    return `if(${front} > 0, concat(cast(${front} as string), lpad(cast(${back} as string), 9, '0')), cast(${back} as string))`
  },

  jsonField,
  jsonQuoted: text => jsonField(text, 'str'),
  jsonEscaped: json => json,
  jsonDecimal: expression => jsonField(expression, 'float'),
}
