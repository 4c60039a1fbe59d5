/** DuckDB SQL over the text columns of a file, and which columns it reads. Empty text has become NULL before it runs; its result is text. */
export interface Expression {
  readonly sql: string
  readonly reads: readonly string[]
  /** What a value that cannot be typed should have looked like; by default the type of the column that it feeds. */
  readonly expects?: string
}

/** What feeds a column of a source: a column of the file by name, or an expression over such columns. */
export type Mapping = string | Expression

/** Writes an expression: ``from`nullif(${'national_tv'}, 'no')` ``. What is put in is a column of the file or another expression. */
export function from(strings: TemplateStringsArray, ...values: readonly Mapping[]): Expression {
  const parts = values.map(toExpression)
  const sql = strings.raw.map((text, index) => text + (parts[index]?.sql ?? '')).join('')
  return { sql, reads: [...new Set(parts.flatMap(part => part.reads))] }
}

/** A mapping as an expression. */
export function toExpression(mapping: Mapping): Expression {
  return typeof mapping === 'string' ? { sql: `"${mapping.replaceAll('"', '""')}"`, reads: [mapping] } : mapping
}

/** An expression with its own words for what was expected. */
export function expecting(expects: string, expression: Expression): Expression {
  return { ...expression, expects }
}

/** An NBA game id of 10 digits from one that a spreadsheet may have cut to 8 or made a number of. */
export function nbaGameId(column: string): Expression {
  const digits = from`regexp_replace(${column}, '\.0*$', '')`
  return expecting('an NBA game id of 10 digits', from`case when length(${digits}) < 10 then lpad(${digits}, 10, '0') else ${digits} end`)
}

const MINUTES = 'minutes as 36:33'

/** Seconds from minutes such as `36:33` or `36.000000:33`. */
export function secondsOf(column: string): Expression {
  return expecting(
    MINUTES,
    from`case when regexp_full_match(${column}, '\d+(\.0*)?:[0-5]?\d')
      then cast(try_cast(regexp_extract(${column}, '^\d+') as bigint) * 60 + try_cast(split_part(${column}, ':', 2) as bigint) as varchar)
      else ${column} end`,
  )
}

/** Whole minutes, rounded, from minutes and seconds such as `265:00`. */
export function wholeMinutesOf(column: string): Expression {
  return expecting(
    MINUTES,
    from`case when regexp_full_match(${column}, '\d+(\.0*)?:[0-5]?\d')
      then cast(try_cast(regexp_extract(${column}, '^\d+') as bigint) + try_cast(split_part(${column}, ':', 2) as bigint) // 30 as varchar)
      else ${column} end`,
  )
}

/** A column only where a condition over the file's columns holds. */
export function onlyWhere(condition: Expression, mapping: Mapping): Expression {
  return from`case when ${condition} then ${mapping} end`
}

/** A day as ISO text from ISO or American (10/19/2021, 10/19/21) text; an instant with a zone is the day that it is then in the east of the United States. */
export function dayOf(column: string): Expression {
  return from`case
      when regexp_full_match(${column}, '\d{1,2}/\d{1,2}/\d{4}') then strftime(try_strptime(${column}, '%m/%d/%Y'), '%Y-%m-%d')
      when regexp_full_match(${column}, '\d{1,2}/\d{1,2}/\d{2}') then strftime(try_strptime(${column}, '%m/%d/%y'), '%Y-%m-%d')
      when regexp_full_match(${column}, '\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}.*(Z|[+-]\d{2}(:?\d{2})?)') and not regexp_matches(${column}, '[ T]00:00(:00(\.0*)?)?Z')
        then coalesce(strftime(timezone('America/New_York', try_cast(${column} as timestamptz)), '%Y-%m-%d'), ${column})
      else ${column}
    end`
}

/** A day that a game code such as `20211019/BKNMIL` beside it confirms; text that is no day where it does not. */
export function dayByCode(column: string, code: string): Expression {
  const day = dayOf(column)
  const coded = from`strftime(try_strptime(regexp_extract(${code}, '^(\d{8})/', 1), '%Y%m%d'), '%Y-%m-%d')`
  return from`case when ${coded} <> substr(${day}, 1, 10) then ${code} || ' beside ' || ${column} else ${day} end`
}

/** The year in which the season of an NBA game id starts: its fourth and fifth digit, 46 and later in the last century. */
export function seasonYearOf(gameId: Expression): Expression {
  const year = from`try_cast(substr(${gameId}, 4, 2) as bigint)`
  return expecting('an NBA game id of 10 digits', from`cast(${year} + case when ${year} >= 46 then 1900 else 2000 end as varchar)`)
}
