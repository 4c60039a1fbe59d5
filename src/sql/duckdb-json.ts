import type { HashType } from './types.ts'

/** One field as JSON text in DuckDB. `column` is repeated, so it should be short. */
export function jsonField(column: string, type: HashType): string {
  switch (type) {
    case 'str':
      return jsonString(column)
    case 'float':
      return jsonFloat(column)
    case 'date':
      return `('"' || cast(${column} as varchar) || '"')`
    case 'instant':
      return `case when epoch_us(${column}) % 1000000 = 0 then strftime(${column}, '"%Y-%m-%dT%H:%M:%S+00:00"') else strftime(${column}, '"%Y-%m-%dT%H:%M:%S.%f+00:00"') end`
    case 'bool':
      return `case when ${column} then 'true' when not ${column} then 'false' end`
    case 'int':
      return `cast(${column} as varchar)`
  }
}

/**
 * `to_json` quotes plain ASCII three times as fast as a regular expression recognises it. Its result is two bytes longer than the text has
 * characters exactly when it escaped nothing and found nothing beyond ASCII; only 0x7f, which CPython escapes, must be looked for.
 */
function jsonString(text: string): string {
  const quoted = `cast(to_json(${text}) as varchar)`
  const characters = `list_transform(string_split(${text}, ''), lambda c: ${JSON_CHARACTER})`
  return `case when strlen(${quoted}) = length(${text}) + 2 and not contains(${text}, chr(127)) then ${quoted} else '"' || array_to_string(${characters}, '') || '"' end`
}

const JSON_CHARACTER = `case ${[
  `when c between ' ' and '~' and c <> '"' and c <> '\\' then c`,
  `when c = '"' then '\\"'`,
  `when c = '\\' then '\\\\'`,
  `when c = chr(10) then '\\n'`,
  `when c = chr(13) then '\\r'`,
  `when c = chr(9) then '\\t'`,
  `when c = chr(8) then '\\b'`,
  `when c = chr(12) then '\\f'`,
  `when unicode(c) < 65536 then printf('\\u%04x', unicode(c))`,
].join(' ')} else printf('\\u%04x\\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end`

/** The only doubles that DuckDB spells wrongly as text (2^807 as `A.07…e+242`); all powers of two and their neighbours were tried. */
const MISSPELLED: readonly string[] = [2 ** 81, 2 ** 91, 2 ** 807].map(String)

/** DuckDB's text of a double is CPython's `repr`, except for these three and for what is not finite: all of it beyond 1e24, since NaN sorts last. */
function jsonFloat(value: string): string {
  const rare = [
    `when isnan(${value}) then 'NaN'`,
    `when isinf(${value}) then case when ${value} > 0 then 'Infinity' else '-Infinity' end`,
    ...MISSPELLED.flatMap(digits => [digits, `-${digits}`]).map(digits => `when ${value} = cast('${digits}' as double) then '${digits}'`),
  ]
  const text = `cast(${value} as varchar)`
  return `case when abs(${value}) >= 1e24 then case ${rare.join(' ')} else ${text} end else ${text} end`
}
