import type { HashType } from './types.ts'

/** One field as JSON text in DuckDB. `column` is repeated, so it should be short. */
export function jsonField(column: string, type: HashType): string {
  switch (type) {
    case 'str':
      return jsonEscaped(jsonQuoted(column))
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

/** A text in quotes, with what JSON itself asks to be escaped. */
export function jsonQuoted(text: string): string {
  return `cast(to_json(${text}) as varchar)`
}

/** What `to_json` leaves behind: its escapes, one by one, what is not plain ASCII, character by character, and all else in stretches. */
const JSON_TOKENS = String.raw`\\u[0-9A-F]{4}|\\.|[^ -~]|[ -\[\]-~]+`

const ESCAPED_TOKEN = String.raw`case when starts_with(c, '\u') then lower(c) when unicode(c) < 127 then c when unicode(c) < 65536 then printf('\u%04x', unicode(c)) else printf('\u%04x\u%04x', 55296 + ((unicode(c) - 65536) >> 10), 56320 + ((unicode(c) - 65536) & 1023)) end`

/** JSON text with quoted texts in it as CPython writes it: what is not plain ASCII is escaped, and digits of escapes are small letters. `json` is repeated, so it should be short. */
export function jsonEscaped(json: string): string {
  const tokens = `regexp_extract_all(${json}, '${JSON_TOKENS}')`
  return String.raw`case when strlen(${json}) = length(${json}) and not contains(${json}, chr(127)) and not contains(${json}, '\u') then ${json} else array_to_string(list_transform(${tokens}, lambda c: ${ESCAPED_TOKEN}), '') end`
}

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
