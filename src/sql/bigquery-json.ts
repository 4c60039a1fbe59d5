import type { HashType } from './types.ts'

/** One field as JSON text in GoogleSQL. `column` is repeated, so it should be short. */
export function jsonField(column: string, type: HashType): string {
  switch (type) {
    case 'str':
      return jsonString(column)
    case 'float':
      return jsonFloat(column)
    case 'date':
      return `concat('"', cast(${column} as string), '"')`
    case 'instant':
      return `if(mod(unix_micros(${column}), 1000000) = 0, format_timestamp('"%E4Y-%m-%dT%H:%M:%S+00:00"', ${column}, 'UTC'), format_timestamp('"%E4Y-%m-%dT%H:%M:%E6S+00:00"', ${column}, 'UTC'))`
    case 'int':
    case 'bool':
      return `cast(${column} as string)`
  }
}

function jsonString(text: string): string {
  const escaped = `(select string_agg(${JSON_CHARACTER}, '' order by place) from unnest(to_code_points(${text})) as c with offset as place)`
  return `concat('"', if(regexp_contains(${text}, r'^[ !#-\\[\\]-~]*$'), ${text}, ${escaped}), '"')`
}

const JSON_CHARACTER = `case ${[
  `when c = 34 then r'\\"'`,
  `when c = 92 then r'\\\\'`,
  `when c = 10 then r'\\n'`,
  `when c = 13 then r'\\r'`,
  `when c = 9 then r'\\t'`,
  `when c = 8 then r'\\b'`,
  `when c = 12 then r'\\f'`,
  `when c between 32 and 126 then code_points_to_string([c])`,
  `when c < 65536 then concat(r'\\u', format('%04x', c))`,
].join(' ')} else concat(r'\\u', format('%04x', 55296 + ((c - 65536) >> 10)), r'\\u', format('%04x', 56320 + ((c - 65536) & 1023))) end`

/**
 * CPython's `repr`: the fewest digits that read back as the same double. GoogleSQL has no such format, so 15, 16 and 17 digits are tried, and all
 * counts for subnormal doubles. `repr` writes exponents from 1e16 on, `%g` from its own number of digits on.
 */
function jsonFloat(value: string): string {
  const digits = `case ${[
    `when is_nan(${value}) then 'NaN'`,
    `when is_inf(${value}) then if(${value} > 0, 'Infinity', '-Infinity')`,
    `when ${value} = 0 then if(ieee_divide(1, ${value}) < 0, '-0.0', '0.0')`,
    `when abs(${value}) < 2.2250738585072014e-308 then ${subnormal(value)}`,
    `when not (abs(${value}) >= 1e15 and abs(${value}) < 1e16) and ${readsBack('%.15g', value)} then format('%.15g', ${value})`,
    `when ${readsBack('%.16g', value)} then format('%.16g', ${value})`,
    `when abs(${value}) >= 1e16 and abs(${value}) < 1e17 then format('%.16e', ${value})`,
  ].join(' ')} else ${seventeenDigits(value)} end`
  return `(select if(regexp_contains(digits, r'[.eIN]'), digits, concat(digits, '.0')) from (select ${digits} as digits))`
}

function readsBack(format: string, value: string): string {
  return `cast(format('${format}', ${value}) as float64) = ${value}`
}

function subnormal(value: string): string {
  const tries = `select format('%.*g', count, ${value}) as digits, count from unnest(generate_array(1, 17)) as count`
  return `array(select digits from (${tries}) where cast(digits as float64) = ${value} order by count)[offset(0)]`
}

/**
 * Below a power of two doubles lie twice as dense as above it, so the nearest 16 digits can read back as its lower neighbour while the next 16 digits
 * up read back right (2^-44, 2^-24, 2^89 and 43 more). The last digit is never a 9 there.
 */
function seventeenDigits(value: string): string {
  const sixteen = `format('%.15e', ${value})`
  const up = `(select concat(regexp_extract(digits, r'^(.*)[0-9]e'), cast(cast(regexp_extract(digits, r'([0-9])e') as int64) + 1 as string), regexp_extract(digits, r'e.*$')) from (select ${sixteen} as digits))`
  return `(select if(safe_cast(up as float64) = ${value}, up, format('%.17g', ${value})) from (select ${up} as up))`
}
