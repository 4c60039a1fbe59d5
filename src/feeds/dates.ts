import { anywhereInFile, expecting, from, timeIn, verbatim, type Expression, type Mapping } from './expression.ts'

/** How days are written, without commas. */
const WRITTEN = formats(['%b %d %Y', '%B %d %Y', '%d %b %Y', '%d-%b-%Y', '%d %B %Y', '%Y%m%d', '%Y/%m/%d'])

/** `10/19/2021`, `10-19-21`, `19.10.2021`, with slashes: month first or day first. */
const MONTH_FIRST = formats(['%m/%d/%y', '%m/%d/%Y'])
const DAY_FIRST = formats(['%d/%m/%y', '%d/%m/%Y'])

const ISO = verbatim(String.raw`\d{4}-\d{1,2}-\d{1,2}.*`)
const INSTANT = verbatim(String.raw`\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}.*(Z|[+-]\d{2}(:?\d{2})?)`)
const MIDNIGHT = verbatim(String.raw`[ T]00:00(:00(\.0*)?)?Z`)
const WEEKDAY = verbatim(String.raw`(?i)^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +`)
const CLOCK = verbatim(String.raw` +\d{1,2}:\d{2}(:\d{2}(\.0*)?)?( ?[AaPp][Mm])?$`)

/**
 * A day as ISO text from any spelling that can mean one day only: ISO, `Oct 19, 2021`, `Tue, Oct 19, 2021`, `19 October 2021`, `20211019`, `10/19/2021`,
 * `10/19/21`. Whether the day or the month comes first is known from the file: 19 is no month. An instant with a zone is the day that it is then in the
 * east of the United States.
 */
export function dayOf(column: Mapping): Expression {
  const { monthFirst, dayFirst } = orders(column)
  const only = (one: Expression, other: Expression): Expression => anywhereInFile(from`${one} is not null and ${other} is null`)
  const isDayFirst = from`${only(dayFirst, monthFirst)} and not ${only(monthFirst, dayFirst)}`
  const day = from`coalesce(${inWords(column)}, case when ${isDayFirst} then ${dayFirst} end, ${monthFirst}, ${dayFirst})`
  return expecting(
    'a day as 2021-10-19',
    from`coalesce(case when not regexp_full_match(${column}, '${ISO}') then strftime(${day}, '%Y-%m-%d') else ${instant(column)} end, ${column})`,
  )
}

/** Whether a text can be read as a day. */
export function isDay(column: Mapping): Expression {
  const { monthFirst, dayFirst } = orders(column)
  return from`coalesce(try_cast(left(${column}, 10) as date), ${inWords(column)}, ${monthFirst}, ${dayFirst}) is not null`
}

/** A day that a game code such as `20211019/BKNMIL` beside it confirms; the code also tells whether day or month comes first. Text that is no day where it contradicts. */
export function dayByCode(column: Mapping, code: string): Expression {
  const day = dayOf(column)
  const coded = from`try_strptime(regexp_extract(${code}, '^(\d{8})/', 1), '%Y%m%d')`
  const { monthFirst, dayFirst } = orders(column)
  return expecting(
    'the same day in both',
    from`case when ${coded} in (${monthFirst}, ${dayFirst}) then strftime(${coded}, '%Y-%m-%d')
      when strftime(${coded}, '%Y-%m-%d') <> substr(${day}, 1, 10) then ${code} || ' beside ' || ${column}
      else ${day} end`,
  )
}

function formats(list: readonly string[]): Expression {
  return verbatim(`[${list.map(format => `'${format}'`).join(', ')}]`)
}

/** The day of a text with the name of a month, or of eight digits. */
function inWords(column: Mapping): Expression {
  return timeIn(from`replace(${bare(column)}, ',', '')`, WRITTEN)
}

/** Without the day of the week before it and the time after it. */
function bare(column: Mapping): Expression {
  return from`regexp_replace(regexp_replace(${column}, '${WEEKDAY}', ''), '${CLOCK}', '')`
}

/** The two readings of a day of three numbers; NULL for other text, and for ISO. */
function orders(column: Mapping): Readonly<Record<'monthFirst' | 'dayFirst', Expression>> {
  const text = from`case when not regexp_full_match(${column}, '${ISO}') then translate(${bare(column)}, '.-', '//') end`
  return { monthFirst: timeIn(text, MONTH_FIRST), dayFirst: timeIn(text, DAY_FIRST) }
}

function instant(column: Mapping): Expression {
  return from`case when regexp_full_match(${column}, '${INSTANT}') and not regexp_matches(${column}, '${MIDNIGHT}')
    then strftime(timezone('America/New_York', try_cast(${column} as timestamptz)), '%Y-%m-%d') end`
}
