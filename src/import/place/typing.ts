import type { ColumnType } from '../../sql/types.ts'

const DAY = String.raw`\d{4}-\d{2}-\d{2}`
const CLOCK = String.raw`\d{2}:\d{2}(:\d{2}(\.\d+)?)?`

/** DuckDB SQL that turns text into a value of a column type: NULL where it does not fit. Never guesses: `1.5` is no whole number. */
export function typed(text: string, type: ColumnType): string {
  switch (type) {
    case 'string':
      return text
    case 'int':
      return `case when cast(try_cast(${text} as bigint) as varchar) = ${text} then try_cast(${text} as bigint) when regexp_full_match(${text}, '[+-]?\\d+') then try_cast(${text} as bigint) when regexp_full_match(${text}, '[+-]?\\d+\\.0*') then try_cast(split_part(${text}, '.', 1) as bigint) end`
    case 'float':
      return `case when isfinite(try_cast(${text} as double)) and not contains(${text}, '_') then try_cast(${text} as double) end`
    case 'bool':
      return `case when regexp_full_match(${text}, '(?i)true|t|yes|1|1\\.0') then true when regexp_full_match(${text}, '(?i)false|f|no|0|0\\.0') then false end`
    case 'date':
      return `case when regexp_full_match(${text}, '${DAY}([ T].*)?') then try_cast(substr(${text}, 1, 10) as date) end`
    case 'timestamp':
      return `case when regexp_full_match(${text}, '${DAY}[ T]${CLOCK}(Z|[+-]\\d{2}(:?\\d{2})?)?') then timezone('UTC', try_cast(${text} as timestamptz)) end`
    case 'strings':
      return 'null'
  }
}

const EXPECTED: Readonly<Record<ColumnType, string>> = {
  string: 'text',
  int: 'a whole number',
  float: 'a number',
  bool: 'true or false',
  date: 'a day as 2021-10-19',
  timestamp: 'an instant as 2021-10-19T23:30:00Z',
  strings: 'nothing',
}

/** What a text of a column type looks like, for people. */
export function expectedText(type: ColumnType): string {
  return EXPECTED[type]
}

/** Spaces, and marks that show as nothing: no-break and zero-width spaces, byte order marks. */
const BLANK = String.raw`[\s\x{A0}\x{200B}\x{FEFF}]*`

const NOTHING = 'NaN|nan|None|null|NULL|<NA>|NaT'

/** What other programs write for nothing; `NA` may be a name. */
const NOTHING_BUT_IN_NAMES = 'NA|N/A|n/a|#N/A|-|—'

/** DuckDB SQL for a column of a file: trimmed, without a spreadsheet's `="…"` around it, and NULL where the file writes nothing or what programs write for nothing. */
export function cleaned(column: string, { isName }: { readonly isName: boolean }): string {
  const nothing = isName ? NOTHING : `${NOTHING}|${NOTHING_BUT_IN_NAMES}`
  const text = `case when starts_with(${column}, '="') then regexp_extract(${column}, '^="(.*)"$', 1) else ${column} end`
  return `case when not regexp_full_match(${text}, '${BLANK}(${nothing})?${BLANK}') then trim(${text}) end`
}
