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

/** SQL that reads no column. */
export function verbatim(sql: string): Expression {
  return { sql, reads: [] }
}

/** Whether a condition holds in any row of the file that a row is of. */
export function anywhereInFile(condition: Expression): Expression {
  return from`source_file in (select source_file from temp.staged_rows where ${condition})`
}

/** An NBA game id of 10 digits from one that a spreadsheet may have cut to 8 or made a number of. Ids of other sites do not become one. */
export function nbaGameId(column: string): Expression {
  const digits = from`case when contains(${column}, '.') then regexp_replace(${column}, '\.0*$', '') else ${column} end`
  return expecting(
    NBA_GAME_ID,
    from`case when length(${column}) = 10 and not contains(${column}, '.') then ${column} when regexp_full_match(${digits}, '[1-6]\d{7}') then '00' || ${digits} else ${digits} end`,
  )
}

const NBA_GAME_ID = 'an NBA game id, 10 digits from 001 to 006 on (is it an id of ESPN?)'

/** A time that is written in one of the formats. The engine also reads words as times, as `epoch` and `infinity`: what has no digit is none. */
export function timeIn(text: Expression, formats: Expression): Expression {
  return from`try_strptime(regexp_extract(${text}, '^.*\d.*$'), ${formats})`
}

/** A column only where a condition over the file's columns holds. */
export function onlyWhere(condition: Expression, mapping: Mapping): Expression {
  return from`case when ${condition} then ${mapping} end`
}

/** The year in which the season of an NBA game id starts: its fourth and fifth digit, 46 and later in the last century. */
export function seasonYearOf(gameId: Expression): Expression {
  const year = from`try_cast(substr(${gameId}, 4, 2) as bigint)`
  return expecting(NBA_GAME_ID, from`cast(${year} + case when ${year} >= 46 then 1900 else 2000 end as varchar)`)
}
