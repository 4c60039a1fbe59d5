import type { Dialect } from './dialect.ts'
import { jsonEscaped, jsonField, jsonQuoted } from './duckdb-json.ts'
import type { ColumnType } from './types.ts'
import { inRows } from './written-rows.ts'

const TYPE_NAMES: Readonly<Record<ColumnType, string>> = {
  string: 'VARCHAR',
  int: 'BIGINT',
  float: 'DOUBLE',
  bool: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  strings: 'VARCHAR[]',
}

/** DuckDB's spellings. */
export const duckdb: Dialect = {
  name: 'duckdb',
  typeName: type => TYPE_NAMES[type],
  identifier: name => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`),
  text: literal,
  tableLayout: () => '',
  temporary: name => `temp.${name}`,
  withHint: use => (use === 'computed once' ? 'materialized ' : 'not materialized '),
  concat: pieces => `concat(${pieces.join(', ')})`,

  roundedUnits: (n, d, scale) => {
    const numerator = `cast(${n} as bigint)`
    const denominator = `nullif(cast(${d} as bigint), 0)`
    return `(sign(${numerator}) * ((${2 * 10 ** scale} * abs(${numerator}) + ${denominator}) // (2 * ${denominator})))`
  },
  fromUnits: (units, scale) => (scale === 0 ? `cast(${units} as double)` : `(cast(${units} as double) / 1e${scale})`),
  div: (dividend, divisor) => `((${dividend}) // (${divisor}))`,
  int: expression => `cast(${expression} as bigint)`,
  cast: (expression, type) => `cast(${expression} as ${TYPE_NAMES[type]})`,
  castOrNull: (text, type) => `try_cast(${text} as ${TYPE_NAMES[type]})`,
  instantOfText: text => `timezone('UTC', cast(${text} as timestamptz))`,
  instantText: instant => `cast(${instant} as VARCHAR)`,
  epochDay: date => `date_diff('day', date '1970-01-01', ${date})`,
  clockSeconds: (instant, zone) => `cast(floor(epoch(timezone(${zone}, timezone('UTC', ${instant})))) as bigint)`,
  zoneMinutes: (date, zone) => {
    const noon = `(cast(${date} as timestamp) + interval 12 hour)`
    return `date_diff('minute', ${noon}, timezone(${zone}, timezone('UTC', ${noon})))`
  },
  nearest: expression => `cast(format('{:.0f}', ${expression}) as bigint)`,
  anyTrue: condition => `bool_or(${condition})`,
  firstKnown: (value, place) => `arg_min(${value}, ${place})`,
  lastKnown: (value, place) => `arg_max(${value}, ${place})`,
  sortedTexts: texts => {
    const list = texts.length === 0 ? 'cast([] as varchar[])' : `[${texts.map(text => `cast(${text} as varchar)`).join(', ')}]`
    return `list_sort(list_filter(${list}, lambda text: text is not null))`
  },
  textCount: texts => `len(${texts})`,
  hasText: (texts, text) => `list_contains(${texts}, ${text})`,
  knownTexts: texts => `list_filter([${texts.join(', ')}], lambda text: text is not null)`,
  firstTexts: (text, most) => `list_slice(list_sort(list(distinct ${text})), 1, ${most})`,
  eachText: (table, texts) => `select unnest(${texts}) as text, unnest(generate_series(1, len(${texts}))) as place from ${table}`,
  writtenRows: (names, cells) => {
    const columns = names.split(' ')
    const rows = inRows(cells, columns.length).map(row => `(${row.join(', ')})`)
    return `select * from (values\n      ${rows.join(',\n      ')}) as written(${columns.join(', ')})`
  },
  withoutPattern: (text, pattern) => `regexp_replace(${text}, '${pattern}', '', 'g')`,
  sha256Hex: text => `sha256(${text})`,
  digestSum: text => `cast(sum(cast('0x' || substr(sha256(${text}), 1, 15) as ubigint)) % 18446744073709551616 as varchar)`,

  jsonField,
  jsonQuoted,
  jsonEscaped,
  jsonDecimal: expression => `cast(${expression} as varchar)`,
}

/** DuckDB's parser stops at a NUL, so that character is spliced in. */
function literal(value: string): string {
  const parts = value.split('\0').map(part => `'${part.replaceAll("'", "''")}'`)
  return parts.length === 1 ? parts.join('') : `(${parts.join(' || chr(0) || ')})`
}
